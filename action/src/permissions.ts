import { context } from "@actions/github";
import { statusOf } from "./github.ts";
import { textOf } from "./problem.ts";

/** Whether GitHub denied a right; it answers 403 to those who ask too often as well. */
export const isForbidden = (error: unknown): boolean => statusOf(error) === 403 && !/rate limit/i.test(textOf(error));

/** What to add to the workflow, to the letter. */
export function permissionsAdvice(): string {
  const lines = [
    "permissions:",
    ...(context.eventName === "workflow_run" ? ["  actions: read"] : []),
    "  checks: write",
    "  contents: write # read is enough where the ledger is not pushed",
    "  pull-requests: write",
  ];
  return `GitHub answered 403: the token lacks a permission. Add this to the job (Dependabot's token is read-only whatever is written here, and only an app's token, like the workflow's own, may write checks):\n\n${lines.join("\n")}`;
}
