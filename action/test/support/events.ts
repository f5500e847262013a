import type { Event } from "./machine.ts";
import type { Repository } from "./repository.ts";

export const repositoryId = 1;
export const forkId = 2;

interface Change {
  from?: { id: number } | null;
  head?: string;
}

export const pullRequest = (repository: Repository, { from = { id: repositoryId }, head = repository.head }: Change = {}): Event => ({
  name: "pull_request",
  sha: repository.merge,
  payload: {
    action: "synchronize",
    repository: { id: repositoryId, default_branch: "main" },
    pull_request: {
      number: 7,
      base: { ref: "main", sha: repository.opened, repo: { id: repositoryId } },
      head: { ref: "better", sha: head, repo: from },
    },
  },
});

export const mergeGroup = (repository: Repository): Event => ({
  name: "merge_group",
  sha: repository.merge,
  payload: { action: "checks_requested", merge_group: { base_sha: repository.base, head_sha: repository.merge } },
});

export const push = (sha: string): Event => ({ name: "push", sha, ref: "refs/heads/main", payload: { ref: "refs/heads/main" } });

export const dispatch = (sha: string, branch: string): Event => ({
  name: "workflow_dispatch",
  sha,
  ref: `refs/heads/${branch}`,
  payload: { repository: { id: repositoryId, default_branch: "main" } },
});

export const workflowRun = (repository: Repository, change: { head?: string; event?: string; from?: number } = {}): Event => ({
  name: "workflow_run",
  sha: repository.base,
  ref: "refs/heads/main",
  payload: {
    action: "completed",
    repository: { id: repositoryId, default_branch: "main" },
    workflow_run: {
      event: change.event ?? "pull_request",
      head_sha: change.head ?? repository.head,
      head_repository: { id: change.from ?? forkId },
    },
  },
});
