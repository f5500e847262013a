import { context } from "@actions/github";
import type { MergeGroupEvent, PullRequestEvent, WorkflowDispatchEvent } from "@octokit/webhooks-types";
import { headOf, type Commit } from "./checkout.ts";
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
  /** The kind of event, and what it compares with: the same commit in two of them has two results. */
  occasion: string;
  /** Started for a branch that nobody asks to merge: its check must not stand for a pull request's. */
  byHand?: true;
  pullRequest?: number;
  /** Path of a folder with the candidate that another, unprivileged workflow has uploaded. */
  artifact?: string;
}

export async function evaluationOf(folder: string, artifact: string, octokit: Octokit): Promise<Evaluation> {
  if (context.eventName === "workflow_run") return afterPullRequest(folder, artifact, octokit);
  if (artifact !== "") throw new Problem("MCI5001", `the input artifact is for workflow_run only; this event is ${context.eventName}`);
  const evaluate = evaluations[context.eventName];
  if (evaluate === undefined)
    throw new Problem(
      "MCI5002",
      `the event ${context.eventName} is not supported: use pull_request, merge_group, push, workflow_dispatch, or workflow_run as the second half of the pair for forks`,
    );
  refuseForks();
  const checkout = await headOf(folder);
  const evaluation = evaluate(checkout);
  // The check speaks of a commit: what else is checked out would be judged in its name.
  if (checkout.sha !== evaluation.head && !isMergeOf(evaluation.head, checkout))
    throw new Problem(
      "MCI5011",
      `the checkout is at ${checkout.sha}, but this event is about ${evaluation.head}: leave out ref at actions/checkout, or give it this commit`,
    );
  return evaluation;
}

function refuseForks(): void {
  if (context.eventName !== "pull_request") return;
  const { base, head } = (context.payload as PullRequestEvent).pull_request;
  // GitHub says null for a fork that was deleted since; the published types do not know that.
  const source = head.repo as typeof head.repo | null;
  if (source?.id !== base.repo.id)
    throw new Problem(
      "MCI5003",
      "this pull request comes from a fork: its token cannot publish, and no secret may be near its code. Use the pair of workflows fork-candidate.yml (uploads the model) and fork-gate.yml (judges it) instead (action/README.md, Forks)",
    );
}

// refs/pull/N/merge, which actions/checkout takes.
const isMergeOf = (head: string, { parents }: Commit): boolean => parents.length === 2 && parents[1] === head;

const evaluations: Partial<Record<string, (checkout: Commit) => Evaluation>> = {
  pull_request: (checkout) => {
    const { base, head, number } = (context.payload as PullRequestEvent).pull_request;
    // The merge's first parent is what the model is merged into: the event's base.sha may be older.
    const [mergedInto = base.sha] = isMergeOf(head.sha, checkout) ? checkout.parents : [];
    return { base: mergedInto, configFrom: mergedInto, head: head.sha, occasion: `pull_request#${number}`, pullRequest: number };
  },
  pull_request_target: () => {
    throw new Problem(
      "MCI5004",
      "pull_request_target runs what a pull request contains with this repository's secrets, so ModelCI refuses it: use pull_request, and for forks the pair of workflows fork-candidate.yml and fork-gate.yml (action/README.md, Forks)",
    );
  },
  merge_group: () => {
    const { base_sha, head_sha } = (context.payload as MergeGroupEvent).merge_group;
    return { base: base_sha, configFrom: base_sha, head: head_sha, occasion: "merge_group" };
  },
  push: (checkout) => afterPush(checkout, "push"),
  workflow_dispatch: (checkout) => {
    const main = `refs/heads/${(context.payload as WorkflowDispatchEvent).repository.default_branch}`;
    if (context.ref === main) return afterPush(checkout, "dispatch");
    return { base: main, configFrom: main, head: context.sha, occasion: `dispatch:${branch()}`, byHand: true };
  },
};

function afterPush({ parents: [base] }: Commit, kind: "push" | "dispatch"): Evaluation {
  return { ...(base !== undefined && { base }), head: context.sha, occasion: `${kind}:${branch()}` };
}

const branch = (): string => context.ref.replace(/^refs\/heads\//, "");
