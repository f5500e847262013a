import { resolve } from "node:path";
import { context } from "@actions/github";
import type { WorkflowRunEvent } from "@octokit/webhooks-types";
import { readArtifact, refuse } from "./artifact.ts";
import { headOf } from "./checkout.ts";
import type { Evaluation } from "./event.ts";
import { repository, statusOf, type Octokit } from "./github.ts";
import { Problem } from "./problem.ts";

// The second half of the pair for forks. Everything in the artifact was written by whoever opened the pull request: its
// number counts only if GitHub says that this pull request is at the commit that the first half ran on.
export async function afterPullRequest(folder: string, artifact: string, octokit: Octokit): Promise<Evaluation> {
  const { workflow_run: first, repository: here } = context.payload as WorkflowRunEvent;
  if (artifact === "") throw new Problem("MCI5001", "workflow_run needs the input artifact: the folder into which the first workflow's artifact was downloaded");
  if (first.event !== "pull_request") refuse(`the first workflow ran on ${first.event}, not on pull_request`);
  const head = first.head_sha;
  const checkout = await headOf(folder);
  if (checkout.sha === head || checkout.parents.includes(head))
    refuse("the checkout is the pull request's own; check out the default branch (actions/checkout without ref)");

  const uploaded = resolve(process.env.GITHUB_WORKSPACE ?? ".", artifact);
  const claim = await readArtifact(uploaded);
  if (claim.head !== head) refuse(`it speaks of commit ${claim.head}, but the first workflow ran on ${head}`);
  const pull = await pullRequest(octokit, claim.number);
  if (pull.state !== "open") refuse(`pull request ${claim.number} is ${pull.state}`);
  if (pull.base.repo.id !== here.id) refuse(`pull request ${claim.number} is not for this repository`);
  // What is compared with is the default branch: to merge it elsewhere is another question.
  if (pull.base.ref !== here.default_branch) refuse(`pull request ${claim.number} is for the branch ${pull.base.ref}; here the branch ${here.default_branch} is judged`);
  if (pull.head.sha !== head) refuse(`pull request ${claim.number} is at commit ${pull.head.sha}, but the first workflow ran on ${head}`);
  // Either is null where the fork is gone; the published types do not know that of the event.
  const source = first.head_repository as typeof first.head_repository | null;
  if (source === null || pull.head.repo?.id !== source.id)
    refuse(`pull request ${claim.number} does not come from the repository that the first workflow ran for`);
  return { base: checkout.sha, configFrom: checkout.sha, head, occasion: `pull_request#${claim.number}`, pullRequest: claim.number, artifact: uploaded };
}

async function pullRequest(octokit: Octokit, number: number) {
  try {
    return (await octokit.rest.pulls.get({ ...repository(), pull_number: number })).data;
  } catch (error) {
    if (statusOf(error) === 404) return refuse(`there is no pull request ${number}`);
    throw error;
  }
}
