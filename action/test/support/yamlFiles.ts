import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const actionRoot = process.env.ACTION_FOLDER ?? "";
export const repositoryRoot = join(actionRoot, "..");
const workflowFolder = join(actionRoot, "examples", "workflows");

export interface Step {
  name?: string;
  id?: string;
  uses?: string;
  run?: string;
  shell?: string;
  if?: string | boolean;
  with?: Record<string, string | number | boolean>;
  env?: Record<string, string | number>;
}

interface Concurrency {
  group: string;
  "cancel-in-progress": boolean | string;
}

export interface Job {
  permissions?: Record<string, string> | string;
  "timeout-minutes"?: number;
  environment?: string;
  concurrency?: Concurrency;
  if?: string;
  env?: Record<string, string | number>;
  steps: Step[];
}

export interface Workflow {
  name: string;
  on: Record<string, unknown>;
  permissions?: Record<string, string> | string;
  concurrency?: Concurrency;
  env?: Record<string, string | number>;
  jobs: Record<string, Job>;
}

export interface ActionFile {
  name: string;
  description: string;
  inputs?: Record<string, { description: string; required?: boolean; default?: string }>;
  outputs?: Record<string, { description: string }>;
  runs: { using: string; main: string; post?: string; "post-if"?: string };
}

export const workflowNames = readdirSync(workflowFolder).filter((name) => name.endsWith(".yml"));

export const workflowText = (name: string): string => readFileSync(join(workflowFolder, name), "utf8");

// The workflows of this repository itself.
const ownFolder = join(repositoryRoot, ".github", "workflows");
export const ownWorkflows: ReadonlyMap<string, string> = new Map(readdirSync(ownFolder).map((name) => [name, readFileSync(join(ownFolder, name), "utf8")]));

export const workflow = (name: string): Workflow => parse(workflowText(name)) as Workflow;

// Where each action of this repository is, by what `uses` says behind the repository's name.
export const actionFolders: Readonly<Record<string, string>> = {
  "modelci/modelci": "",
  "modelci/modelci/action/setup": "action/setup",
  "modelci/modelci/action/labels": "action/labels",
};

export const actionText = (folder: string): string => readFileSync(join(repositoryRoot, folder, "action.yml"), "utf8");

export const actionFile = (folder: string): ActionFile => parse(actionText(folder)) as ActionFile;

// The script of a step, as it stands in the file.
export function scriptOf(name: string, job: string, step: string): string {
  const script = workflow(name).jobs[job]?.steps.find((one) => one.name === step)?.run;
  if (script === undefined) throw new Error(`${name} has no script ${job}/${step}`);
  return script;
}
