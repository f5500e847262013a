import { context } from "@actions/github";
import type { MergeGroupEvent, PullRequestEvent, WorkflowDispatchEvent } from "@octokit/webhooks-types";
import { headOf } from "./checkout.ts";
import type { Octokit } from "./github.ts";
import { Problem } from "./problem.ts";
import { afterPullRequest } from "./workflowRun.ts";

// What is compared with what, and where the result is shown.
export interface Evaluation {
  /** The commit that holds the baseline; left out for a repository's first commit. */
  base?: string;
  /** The commit whose configuration counts; left out, the checkout's own. */
  configFrom?: string;
  /** The commit that gets the check. */
  head: string;
  pullRequest?: number;
  /** A folder with the candidate that another, unprivileged workflow has uploaded. */
  artifact?: string;
}

export async function evaluationOf(folder: string, artifact: string, octokit: Octokit): Promise<Evaluation> {
  if (context.eventName === "workflow_run") return afterPullRequest(folder, artifact, octokit);
  if (artifact !== "") throw new Problem("MCI5001", `the input artifact is for workflow_run only; this event is ${context.eventName}`);
  switch (context.eventName) {
    case "pull_request":
      return ofPullRequest(context.payload as PullRequestEvent, folder);
    case "merge_group":
      return ofMergeGroup(context.payload as MergeGroupEvent);
    case "push":
      return ofPush(folder);
    case "workflow_dispatch":
      return ofDispatch(context.payload as WorkflowDispatchEvent, folder);
    case "pull_request_target":
      throw new Problem(
        "MCI5004",
        "pull_request_target runs what a pull request contains with this repository's secrets, so ModelCI refuses it: use pull_request, and for forks the pair of workflows fork-candidate.yml and fork-gate.yml (action/README.md, Forks)",
      );
    default:
      throw new Problem(
        "MCI5002",
        `the event ${context.eventName} is not supported: use pull_request, merge_group, push, workflow_dispatch, or workflow_run as the second half of the pair for forks`,
      );
  }
}

async function ofPullRequest({ pull_request }: PullRequestEvent, folder: string): Promise<Evaluation> {
  const { base, head, number } = pull_request;
  // GitHub says null for a fork that was deleted since; the published types do not know that.
  const source = head.repo as typeof head.repo | null;
  if (source?.id !== base.repo.id)
    throw new Problem(
      "MCI5003",
      "this pull request comes from a fork: its token cannot publish, and no secret may be near its code. Use the pair of workflows fork-candidate.yml (uploads the model) and fork-gate.yml (judges it) instead (action/README.md, Forks)",
    );
  const { parents } = await headOf(folder);
  // refs/pull/N/merge, which actions/checkout takes: its first parent is what the model is merged into, newer than base.sha.
  const [mergedInto] = parents.length === 2 && parents[1] === head.sha ? parents : [];
  const compared = mergedInto ?? base.sha;
  return { base: compared, configFrom: compared, head: head.sha, pullRequest: number };
}

const ofMergeGroup = ({ merge_group }: MergeGroupEvent): Evaluation => ({
  base: merge_group.base_sha,
  configFrom: merge_group.base_sha,
  head: merge_group.head_sha,
});

async function ofPush(folder: string): Promise<Evaluation> {
  const [base] = (await headOf(folder)).parents;
  return base === undefined ? { head: context.sha } : { base, head: context.sha };
}

async function ofDispatch({ repository }: WorkflowDispatchEvent, folder: string): Promise<Evaluation> {
  const branch = repository.default_branch;
  if (context.ref === `refs/heads/${branch}`) return ofPush(folder);
  return { base: branch, configFrom: branch, head: context.sha };
}
