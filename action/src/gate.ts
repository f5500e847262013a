import type { Cancellation } from "./cancellation.ts";
import { runnerEnvironment } from "./environment.ts";
import type { Evaluation } from "./event.ts";
import type { Inputs } from "./inputs.ts";
import { stream } from "./process.ts";

// One evaluation's calls of `modelci test`.
export class Gate {
  readonly #run: (more: string[]) => Promise<number | null>;

  constructor(runner: string, inputs: Inputs, evaluation: Evaluation, folder: string, cancellation: Cancellation) {
    const given: [string, string | undefined][] = [
      ["--config", inputs.config],
      ["--report", folder],
      ["--base", evaluation.base],
      ["--config-from", evaluation.configFrom],
      ["--pull-request", evaluation.pullRequest?.toString()],
      ["--actor", process.env.GITHUB_ACTOR || undefined],
    ];
    const options = given.flatMap(([name, value]) => (value === undefined ? [] : [name, value]));
    this.#run = (more) =>
      stream(runner, ["test", ...options, ...more, ...inputs.args], { cwd: inputs.workingDirectory, env: runnerEnvironment(), cancellation });
  }

  /** Reads the configuration only, and writes how a check is named and what it says meanwhile. */
  announce(): Promise<number | null> {
    return this.#run(["--announce"]);
  }

  evaluate(candidate: string | undefined): Promise<number | null> {
    return this.#run(["--publish", ...(candidate === undefined ? [] : ["--candidate", candidate])]);
  }
}
