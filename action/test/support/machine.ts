import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FakeGitHub } from "./fakeGitHub.ts";
import { packedStandIn, type Packed } from "./packedStandIn.ts";
import { workFolder } from "./repository.ts";
import type { Scenario } from "./scenario.ts";

export interface Event {
  name: string;
  payload: unknown;
  /** The commit that the event names (GITHUB_SHA), and its ref. */
  sha: string;
  ref?: string;
}

export interface StepResult {
  code: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** What the step adds to the PATH. */
  path: string;
}

type During = (kill: (signal: NodeJS.Signals) => void) => Promise<void>;

export interface CallOfRunner {
  args: string[];
  env: Record<string, string>;
  cwd: string;
}

const defaults: Record<string, string> = {
  config: "modelci.yml",
  "working-directory": ".",
  "github-token": "ghs_secretToken",
  comment: "update",
  "comment-when": "always",
  "check-name": "",
  "fail-on": "fail, waiting, exhausted",
  args: "",
  version: "",
  artifact: "",
};

// A machine on which GitHub runs a job's step: its files and variables, and nothing else of this process's environment.
export class Machine {
  readonly temp = workFolder("machine");
  readonly #scenario = join(this.temp, "scenario.json");
  #state: Record<string, string> = {};

  constructor(
    readonly github: FakeGitHub,
    readonly workspace: string,
    readonly more: Record<string, string> = {},
    /** The action's own checkout, and the release file that its runner.json names. */
    readonly action: Partial<Packed> & { checkout: string } = packedStandIn(),
  ) {
    if (action.path !== undefined && action.file !== undefined) github.files.set(action.path, action.file);
  }

  get calls(): CallOfRunner[] {
    const kept = `${this.#scenario}.calls`;
    if (!existsSync(kept)) return [];
    return readFileSync(kept, "utf8").trim().split("\n").map((line) => JSON.parse(line) as CallOfRunner);
  }

  get isWaiting(): boolean {
    return existsSync(`${this.#scenario}.waits`);
  }

  /** The step's main part, with a scenario for the stand-in; `during` gets a function that sends its process a signal. */
  async main(event: Event, scenario: Scenario | null, inputs: Record<string, string> = {}, during?: During): Promise<StepResult> {
    return this.first("main", event, scenario, { ...defaults, ...inputs }, during);
  }

  /** Its post part, with what main has left. */
  post(event: Event, inputs: Record<string, string> = {}): Promise<StepResult> {
    return this.#step("post", event, { ...defaults, ...inputs });
  }

  /** The setup action. */
  setup(event: Event): Promise<StepResult> {
    return this.first("setup", event, null, {});
  }

  /** The first part of any of the actions. */
  async first(entry: string, event: Event, scenario: object | null, inputs: Record<string, string>, during?: During): Promise<StepResult> {
    if (scenario !== null) writeFileSync(this.#scenario, JSON.stringify(scenario));
    this.#state = {};
    return this.#step(entry, event, inputs, during);
  }

  async #step(entry: string, event: Event, inputs: Record<string, string>, during?: During): Promise<StepResult> {
    const files = { OUTPUT: "", STATE: "", STEP_SUMMARY: "", PATH: "", ENV: "" };
    const folder = workFolder(entry);
    for (const name of Object.keys(files)) writeFileSync(join(folder, name), "");
    writeFileSync(join(folder, "event.json"), JSON.stringify(event.payload));
    const variables = Object.fromEntries(Object.keys(files).map((name) => [`GITHUB_${name}`, join(folder, name)]));
    const env = { ...this.#environment(event, folder), ...variables, ...inputVariables(inputs), ...this.#state };
    const child = spawn(process.execPath, [join(this.action.checkout, "action", "dist", `${entry}.cjs`)], { cwd: this.workspace, env });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    const closed = once(child, "close");
    await during?.((signal) => child.kill(signal));
    const [code] = (await closed) as [number | null];
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    for (const [name, value] of Object.entries(keyValues(read("STATE")))) this.#state[`STATE_${name}`] = value;
    return { code, log, outputs: keyValues(read("OUTPUT")), summary: read("STEP_SUMMARY"), path: read("PATH").trim() };
  }

  #environment(event: Event, folder: string): Record<string, string> {
    return {
      PATH: process.env.PATH ?? "",
      HOME: this.temp,
      RUNNER_TEMP: this.temp,
      RUNNER_TOOL_CACHE: join(this.temp, "tools"),
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_REPOSITORY: "modelci/modelci",
      GITHUB_ACTOR: "octocat",
      GITHUB_API_URL: this.github.apiUrl,
      GITHUB_SERVER_URL: this.github.serverUrl,
      GITHUB_GRAPHQL_URL: `${this.github.apiUrl}/graphql`,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: join(folder, "event.json"),
      GITHUB_REF: event.ref ?? "refs/pull/7/merge",
      GITHUB_REPOSITORY: "acme/digits",
      GITHUB_RUN_ID: "4711",
      GITHUB_SHA: event.sha,
      GITHUB_WORKSPACE: this.workspace,
      ACTIONS_RUNTIME_TOKEN: "runtime-secret",
      MODELCI_STAND_IN: this.#scenario,
      ...this.more,
    };
  }
}

const inputVariables = (inputs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));

// NAME<<DELIMITER, lines, DELIMITER: how the toolkit writes values into the files of a step.
function keyValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [, name = "", , value = ""] of text.matchAll(/^([^\n<]+)<<(\S+)\n([^]*?)\n\2$/gm)) values[name] = value;
  return values;
}
