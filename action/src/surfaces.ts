import * as core from "@actions/core";
import { isForbidden, permissionsAdvice } from "./permissions.ts";
import { textOf } from "./problem.ts";

// What cannot be shown changes no verdict: it is said, and the next surface is tried.
export class Surfaces {
  #advised = false;

  async attempt<T>(what: string, publish: () => Promise<T>): Promise<T | undefined> {
    try {
      return await publish();
    } catch (error) {
      core.warning(`The ${what} could not be written: ${textOf(error)}`);
      if (isForbidden(error) && !this.#advised) {
        this.#advised = true;
        core.warning(permissionsAdvice());
      }
      return undefined;
    }
  }
}
