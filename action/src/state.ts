import * as core from "@actions/core";
import type { CheckIdentity } from "./checkRun.ts";
import type { CommentPlace } from "./comment.ts";

// What main leaves for post, which runs whatever became of main.
export interface State {
  check: CheckIdentity;
  /** The folder of the runner's files. */
  folder: string;
  /** Where the comment is, if there shall be one. */
  comment?: CommentPlace;
}

export const saveCheck = (state: State): void => core.saveState("check", state);
/** The app that main's check is of. */
export const saveLogin = (login: string): void => core.saveState("login", login);
export const saveExitCode = (exitCode: number | null): void => core.saveState("exit-code", JSON.stringify(exitCode));
export const saveCancelled = (): void => core.saveState("cancelled", true);

export const loadCheck = (): State | undefined => {
  const saved = core.getState("check");
  return saved === "" ? undefined : (JSON.parse(saved) as State);
};

export const loadLogin = (): string | undefined => core.getState("login") || undefined;

/** Undefined where the runner did not come to its end; null where a signal ended it. */
export const loadExitCode = (): number | null | undefined => {
  const saved = core.getState("exit-code");
  return saved === "" ? undefined : (JSON.parse(saved) as number | null);
};

export const loadCancelled = (): boolean => core.getState("cancelled") !== "";
