import * as core from "@actions/core";
import { isForbidden, permissionsAdvice } from "./permissions.ts";
import { textOf } from "./problem.ts";

// What cannot be shown changes no verdict: it is said, and the next surface is tried.
export class Surfaces {
  readonly #denied = new Set<string>();

  async attempt<T>(what: string, publish: () => Promise<T>): Promise<T | undefined> {
    if (this.#denied.has(what)) return undefined;
    try {
      return await publish();
    } catch (error) {
      core.warning(`The ${what} could not be written: ${textOf(error)}`);
      if (isForbidden(error)) {
        if (this.#denied.size === 0) core.warning(permissionsAdvice());
        this.#denied.add(what);
      }
      return undefined;
    }
  }
}
