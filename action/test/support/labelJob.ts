import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Machine, type CallOfRunner, type StepResult } from "./machine.ts";
import { pack } from "./packedStandIn.ts";
import { runGit, workFolder } from "./repository.ts";
import { LabelGitHub } from "./labelGitHub.ts";

export interface LabelScenario {
  status: { testSet: string; used: number; charged: number; budget: number | null; left: number | null; cost?: object };
  rows: string[];
  taken?: number;
  refusal?: string;
  crashes?: string;
}

export const scenario: LabelScenario = {
  status: { testSet: "digits", used: 1200, charged: 1400, budget: 5000, left: 3600 },
  rows: ["1017,,secretRow", "1042,,anotherRow"],
  taken: 2,
};

const runner = () => (packed ??= pack({ standIn: "labelStandIn.mjs" }));
let packed: ReturnType<typeof pack> | undefined;

export const labelInputs = {
  mode: "request", issue: "", config: "modelci.yml", "working-directory": ".", repository: "acme/digits",
  "github-token": "ghs_secretToken", "issues-token": "", version: "",
};

// A job that runs the labels action in a depth-1 checkout of the default branch.
export class LabelJob {
  readonly origin = workFolder("origin");
  readonly checkout = workFolder("checkout");
  #machine: Machine | undefined;

  private constructor(readonly github: LabelGitHub) {
    const source = workFolder("source");
    runGit(source, "init", "-q", "-b", "trunk");
    mkdirSync(join(source, "gate", "holdout"), { recursive: true });
    for (const path of ["modelci.yml", "gate/modelci.yml"]) writeFileSync(join(source, path), "version: 1\n");
    writeFileSync(join(source, "gate/holdout/labels.csv"), "id,label\n");
    runGit(source, "add", ".");
    runGit(source, "commit", "-q", "-m", "start");
    runGit(source, "clone", "-q", "--bare", source, this.origin);
    runGit(source, "clone", "-q", "--depth", "1", `file://${this.origin}`, this.checkout);
  }

  static async start(): Promise<LabelJob> {
    return new LabelJob(await LabelGitHub.start());
  }

  get calls(): (CallOfRunner & { answers?: string })[] {
    return this.#machine?.calls ?? [];
  }

  async run(inputs: Partial<typeof labelInputs> = {}, given: LabelScenario = scenario, environment: Record<string, string> = {}): Promise<StepResult> {
    this.#machine = new Machine(this.github.server, this.checkout, environment, runner());
    const event = { name: "workflow_dispatch", payload: {}, sha: runGit(this.checkout, "rev-parse", "HEAD"), ref: "refs/heads/trunk" };
    return this.#machine.first("labels", event, given, { ...labelInputs, ...inputs });
  }

  /** A file of a branch at the remote. */
  pushed(branch: string, path: string): string {
    return runGit(this.origin, "show", `refs/heads/${branch}:${path}`);
  }

  get branches(): string[] {
    return runGit(this.origin, "for-each-ref", "--format=%(refname:short)", "refs/heads").split("\n");
  }

  async end(): Promise<string[]> {
    await this.github.server.stop();
    return this.github.server.violations;
  }
}
