import * as core from "@actions/core";
import { connect, repository, statusOf } from "../github.ts";
import { git } from "../process.ts";
import { Problem, textOf } from "../problem.ts";
import type { LabelInputs } from "./labelInputs.ts";

const name = "github-actions[bot]";
const email = "41898282+github-actions[bot]@users.noreply.github.com";

// One branch and one pull request for an issue. Taking its answers again replaces the commit. How many labels there are depends
// on the test set, so no text says it.
export async function openPullRequest({ token, issue, issues, workingDirectory }: LabelInputs, testSet: string, file: string): Promise<string> {
  const branch = `modelci/labels-${issue}`;
  const title = `Labels for the test set ${testSet}`;
  const source = `${issues.owner}/${issues.repo}#${issue}`;
  await git(workingDirectory, "switch", "--quiet", "--force-create", branch);
  await git(workingDirectory, "add", "--", file);
  await git(workingDirectory, "-c", `user.name=${name}`, "-c", `user.email=${email}`, "commit", "--quiet", "--message", `${title}\n\nAnswers in ${source}`);
  await git(workingDirectory, "push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branch}`);

  const octokit = connect(token);
  const here = repository();
  const [open] = (await octokit.rest.pulls.list({ ...here, state: "open", head: `${here.owner}:${branch}` })).data;
  if (open !== undefined) return open.html_url;
  const base = (await octokit.rest.repos.get(here)).data.default_branch;
  const body = `Taken from ${source} with \`modelci labels import\`. Merge this, then run the gate again: the evaluation that waits goes on where it stopped.`;
  try {
    return (await octokit.rest.pulls.create({ ...here, title, head: branch, base, body })).data.html_url;
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    core.info(textOf(error));
    throw new Problem(
      "MCI5024",
      `the labels are on the branch ${branch}, but the token may not open a pull request: give the job 'pull-requests: write', and let Actions create pull requests (Settings, Actions, General); or open it by hand`,
    );
  }
}
