import { runnerEnvironment } from "../environment.ts";
import { capture } from "../process.ts";
import { Problem } from "../problem.ts";
import type { LabelInputs } from "./labelInputs.ts";
import { isSealed } from "./secrecy.ts";

/** modelci.labels-status/1, as far as it is shown; null is unlimited. */
export interface Status {
  testSet: string;
  used: number;
  charged: number;
  budget: number | null;
  left: number | null;
  cost?: { currency: string; used: number; charged: number; budget: number | null; left: number | null };
}

/** modelci.labels-request/1 */
export interface Requested {
  waiting: boolean;
  requested: number;
  lacking: number;
}

/** modelci.labels-import/1 */
export interface Imported {
  file: string;
  taken: number;
}

// What modelci says when it takes or gives nothing. With keys it may tell of the test set: then this process's log, which
// developers read, gets its code alone.
export class Refusal extends Error {
  constructor(
    readonly explanation: string,
    isSecret: boolean,
  ) {
    super(isSecret ? `modelci refused (${/MCI\d{4}/.exec(explanation)?.[0] ?? "no code"}); what it says may depend on the test set and is not shown here` : explanation);
    this.name = "Refusal";
  }
}

// The commands for labellers. Nothing that they print reaches the log.
export class LabelDesk {
  readonly #runner: string;
  readonly #inputs: LabelInputs;

  constructor(runner: string, inputs: LabelInputs) {
    this.#runner = runner;
    this.#inputs = inputs;
  }

  status = (): Promise<Status> => this.#ask<Status>("status");

  request = (file: string, most: number | undefined): Promise<Requested> =>
    this.#ask<Requested>("request", "--output", file, "--force", ...(most === undefined ? [] : ["--count", String(most)]));

  import = (file: string): Promise<Imported> => this.#ask<Imported>("import", file);

  async #ask<T>(command: string, ...args: string[]): Promise<T> {
    const { config, workingDirectory } = this.#inputs;
    const options = ["--config", config, "--format", "json", "--no-color"];
    const answer = await capture(this.#runner, ["labels", command, ...args, ...options], { cwd: workingDirectory, env: runnerEnvironment() });
    if (answer?.code === 2) throw new Refusal(answer.stderr.trim(), isSealed());
    const result = answer?.code === 0 ? parsed(answer.stdout) : undefined;
    if (result === undefined) throw new Problem("MCI5020", `modelci labels ${command} crashed (exit code ${answer?.code ?? "none"})`);
    return result as T;
  }
}

// The parser's own message quotes what it could not read.
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
