import { context, getOctokit } from "@actions/github";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import * as core from "@actions/core";

export type Octokit = ReturnType<typeof connect>;

const attemptsAtLimits = 3;
const longestWaitInSeconds = 600;

// The only host is GITHUB_API_URL's. Requests that meet a rate limit wait for as long as GitHub says, within reason.
export function connect(token: string) {
  const onLimit = (retryAfter: number, { method, url }: { method: string; url: string }, _: unknown, retryCount: number) => {
    const waits = retryCount < attemptsAtLimits && retryAfter <= longestWaitInSeconds;
    core.info(`GitHub's rate limit: ${method} ${url} ${waits ? `waits ${retryAfter} s` : "is given up"}`);
    return waits;
  };
  return getOctokit(token, { throttle: { onRateLimit: onLimit, onSecondaryRateLimit: onLimit } }, retry, throttling);
}

export const repository = (): { owner: string; repo: string } => context.repo;

export const runUrl = (): string => `${context.serverUrl}/${context.repo.owner}/${context.repo.repo}/actions/runs/${context.runId}`;

export function statusOf(error: unknown): number | undefined {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : undefined;
}
