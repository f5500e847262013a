import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { ownAuthor } from "../author.ts";
import { createOnce, notRetried } from "../createOnce.ts";
import { firstLine } from "../firstLine.ts";
import { connect, type Octokit } from "../github.ts";
import { Problem } from "../problem.ts";
import { bytes } from "../shorten.ts";
import { temporaryFolder } from "../temporary.ts";
import { issueText, markerOf, titleOf } from "./issueText.ts";
import type { LabelDesk, Status } from "./labelDesk.ts";
import type { LabelInputs, Repository } from "./labelInputs.ts";

// As for comments: GitHub takes 65,536 characters.
const longestBody = 65_000;

export async function requestLabels(desk: LabelDesk, inputs: LabelInputs): Promise<{ issue?: string; pullRequest?: undefined }> {
  const status = await desk.status();
  const body = await longestThatFits(desk, status);
  if (body === undefined) {
    core.info("no evaluation lacks labels");
    return {};
  }
  const octokit = connect(inputs.issuesToken);
  const issue = await publish(octokit, inputs.issues, status.testSet, body);
  core.info("the issue asks for the labels that the evaluation may need");
  return { issue };
}

// A request too long for an issue asks for fewer items. Its text is not cut: an item can take several lines.
async function longestThatFits(desk: LabelDesk, status: Status): Promise<string | undefined> {
  const file = join(await temporaryFolder("labels"), "request.csv");
  let most: number | undefined;
  for (;;) {
    const asked = await desk.request(file, most);
    if (asked.requested === 0) return undefined;
    const body = issueText(status, asked, await readFile(file, "utf8"));
    if (bytes(body) <= longestBody) return body;
    if (asked.requested === 1) throw new Problem("MCI5021", "one item alone is too long for an issue: use `modelci labels request` and send the file yourself");
    most = Math.max(1, Math.min(asked.requested - 1, Math.floor((asked.requested * longestBody) / bytes(body))));
  }
}

async function ownOpen(octokit: Octokit, issues: Repository, testSet: string) {
  const author = await ownAuthor(octokit, "github-actions[bot]");
  const open = await octokit.paginate(octokit.rest.issues.listForRepo, { ...issues, state: "open", per_page: 100 });
  return open.find((issue) => issue.pull_request === undefined && issue.user?.login === author.login && issue.user.type === author.type && firstLine(issue.body) === markerOf(testSet));
}

// One open issue of ours for a test set; what it says already is not said again.
async function publish(octokit: Octokit, issues: Repository, testSet: string, body: string): Promise<string> {
  const find = () => ownOpen(octokit, issues, testSet);
  const own = await find();
  if (own === undefined) {
    const create = async () => (await octokit.rest.issues.create({ ...issues, title: titleOf(testSet), body, request: notRetried })).data;
    return (await createOnce<{ html_url: string }>(find, create)).html_url;
  }
  if (own.body?.replaceAll("\r\n", "\n").trimEnd() === body.trimEnd()) return own.html_url;
  return (await octokit.rest.issues.update({ ...issues, issue_number: own.number, body })).data.html_url;
}
