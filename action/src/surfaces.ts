import * as core from "@actions/core";
import { context } from "@actions/github";
import { statusOf } from "./github.ts";
import { textOf } from "./problem.ts";

// What cannot be shown changes no verdict: it is said once, and the next surface is tried.
export class Surfaces {
  #advised = false;

  async attempt<T>(what: string, publish: () => Promise<T>): Promise<T | undefined> {
    try {
      return await publish();
    } catch (error) {
      core.warning(`The ${what} could not be written: ${textOf(error)}`);
      if (statusOf(error) === 403 && !/rate limit/i.test(textOf(error))) this.#advise();
      return undefined;
    }
  }

  #advise(): void {
    if (this.#advised) return;
    this.#advised = true;
    const lines = [
      "permissions:",
      ...(context.eventName === "workflow_run" ? ["  actions: read"] : []),
      "  checks: write",
      "  contents: write # read is enough where the ledger is not pushed",
      "  pull-requests: write",
    ];
    core.warning(
      `GitHub answered 403: the token lacks a permission. Add this to the job (Dependabot's token is read-only whatever is written here, and only an app's token, like the workflow's own, may write checks):\n\n${lines.join("\n")}`,
    );
  }
}
