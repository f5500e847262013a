import { writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import * as core from "@actions/core";
import { ownAuthor } from "../author.ts";
import { firstLine } from "../firstLine.ts";
import { connect } from "../github.ts";
import { Problem } from "../problem.ts";
import { bytes } from "../shorten.ts";
import { temporaryFolder } from "../temporary.ts";
import { newestAnswers, type Answers } from "./answers.ts";
import { fenced } from "./fence.ts";
import { markerOf } from "./issueText.ts";
import { Refusal, type Imported, type LabelDesk } from "./labelDesk.ts";
import type { LabelInputs } from "./labelInputs.ts";
import { openPullRequest } from "./labelBranch.ts";

const longestExplanation = 60_000;

// Takes the newest answers of an issue: a pull request with the labels and a closed issue, or a comment that says what is wrong.
export async function importAnswers(desk: LabelDesk, inputs: LabelInputs): Promise<{ issue: string; pullRequest?: string }> {
  const octokit = connect(inputs.issuesToken);
  const place = { ...inputs.issues, issue_number: inputs.issue };
  const issue = (await octokit.rest.issues.get(place)).data;
  const { testSet } = await desk.status();
  if (firstLine(issue.body) !== markerOf(testSet))
    throw new Problem("MCI5023", `issue ${inputs.issue} does not ask for labels of the test set that ${inputs.config} names`);
  const { login, type } = await ownAuthor(octokit, "github-actions[bot]");
  // Anyone can write the marker into an issue, and answers to what nobody asked would be taken.
  if (issue.user?.login !== login || issue.user.type !== type)
    throw new Problem("MCI5025", `issue ${inputs.issue} was opened by ${issue.user?.login ?? "nobody"}, not by ${login}: take answers with the token that mode: request used`);
  const answers = await newestAnswers(octokit, inputs.issues, inputs.issue);

  const comment = (body: string) => octokit.rest.issues.createComment({ ...place, body });
  const imported = await take(desk, answers, comment);
  const pullRequest = imported.taken === 0 ? undefined : await openPullRequest(inputs, testSet, resolve(inputs.workingDirectory, dirname(inputs.config), imported.file));
  core.info(pullRequest === undefined ? "the answers hold nothing new" : "the labels are in a pull request");
  if (issue.state === "open") {
    await comment(pullRequest === undefined ? `The [answers](${answers.url}) hold nothing new.` : `The [answers](${answers.url}) were taken: ${pullRequest}`);
    await octokit.rest.issues.update({ ...place, state: "closed", state_reason: "completed" });
  }
  return { issue: issue.html_url, ...(pullRequest === undefined ? {} : { pullRequest }) };
}

async function take(desk: LabelDesk, answers: Answers, comment: (body: string) => Promise<unknown>): Promise<Imported> {
  const file = join(await temporaryFolder("labels"), "answers.csv");
  await writeFile(file, answers.csv);
  try {
    return await desk.import(file);
  } catch (error) {
    if (error instanceof Refusal) await comment(`The [answers](${answers.url}) were not taken, none of them:\n\n${fenced("text", beginning(error.explanation.replaceAll(file, "answers.csv")))}\n\nWrite a new comment with all answers.`);
    throw error;
  }
}

// All that is wrong can be longer than a comment may be.
function beginning(text: string): string {
  if (bytes(text) <= longestExplanation) return text;
  const lines = text.split("\n");
  let [shown, length] = [0, 0];
  while ((length += bytes(lines[shown] ?? "") + 1) <= longestExplanation) shown++;
  return `${lines.slice(0, shown).join("\n")}\n... and ${lines.length - shown} more lines`;
}
