import { actionFile, actionFolders, type Job, type Step, type Workflow } from "./yamlFiles.ts";
import { parse } from "yaml";

// What we ask of a workflow, ours or one that others copy, beyond what GitHub's parser and actionlint know. Every complaint starts with its rule.
export function complaintsAbout(text: string): string[] {
  const workflow = parse(text) as Workflow;
  return [...pins(text), ...topLevel(workflow), ...Object.entries(workflow.jobs).flatMap(([name, job]) => jobRules(name, job))];
}

// A comment is no part of YAML: the lines are looked at as text.
export function pins(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/^- /, ""))
    .filter((line) => line.startsWith("uses:"))
    .filter((line) => !/^uses: [\w.-]+\/[\w.-]+(\/[\w./-]+)?@[0-9a-f]{40} # (v\d+\.\d+\.\d+|replace: the commit of the release that you use)$/.test(line))
    .map((line) => `pin: ${line}`);
}

function topLevel(workflow: Workflow): string[] {
  const found: string[] = [];
  if (JSON.stringify(workflow.permissions) !== "{}") found.push("permissions: the workflow's are not {}");
  found.push(...concurrency(workflow));
  if (mentionsSecret(workflow.env)) found.push("secret: in the workflow's env");
  if ("pull_request_target" in workflow.on) found.push("event: pull_request_target");
  return found;
}

// A comment anywhere starts a run whose jobs are skipped: in a group of the workflow it would displace one that waits.
function concurrency({ on, concurrency: all, jobs }: Workflow): string[] {
  if (all !== undefined) return "issue_comment" in on ? ["concurrency: the workflow's, where any comment starts it"] : [];
  return Object.entries(jobs).filter(([, job]) => job.concurrency === undefined).map(([name]) => `concurrency: job ${name} has none, nor the workflow`);
}

function jobRules(name: string, job: Job): string[] {
  const found: string[] = [];
  if (typeof job.permissions !== "object") found.push(`permissions: job ${name} declares none by name`);
  const minutes = job["timeout-minutes"];
  if (minutes === undefined || minutes > 60) found.push(`timeout: job ${name}`);
  if (mentionsSecret(job.env)) found.push(`secret: in the env of job ${name}`);
  return [...found, ...job.steps.flatMap((step) => stepRules(name, job, step))];
}

function stepRules(name: string, job: Job, step: Step): string[] {
  const found: string[] = [];
  if (step.run?.includes("${{")) found.push(`expression: in a script of job ${name}`);
  // Tokens are inputs of ours as they are of GitHub's own actions.
  const given = Object.entries(step.with ?? {}).filter(([input]) => ownAction(step) === undefined || !input.endsWith("-token"));
  if (mentionsSecret({ run: step.run ?? "", ...Object.fromEntries(given) }) || (mentionsSecret(step.env) && ownAction(step) === undefined)) found.push(`secret: job ${name}`);
  if (step.uses?.startsWith("actions/checkout@") === true) found.push(...checkoutRules(name, job, step));
  return [...found, ...inputRules(step)];
}

// Credentials stay only where an action of ours reads or pushes the account with them, or a script pushes.
function checkoutRules(name: string, job: Job, checkout: Step): string[] {
  const persists = checkout.with?.["persist-credentials"];
  if (typeof persists !== "boolean") return [`credentials: job ${name} does not say whether they persist`];
  const needed = job.steps.some((step) => (ownAction(step) !== undefined && !step.uses?.includes("/action/setup@")) || step.run?.includes("git push"));
  return persists === needed ? [] : [`credentials: job ${name} ${persists ? "keeps what it does not need" : "lacks them"}`];
}

function inputRules(step: Step): string[] {
  const action = ownAction(step);
  if (action === undefined) return [];
  const folder = actionFolders[action];
  if (folder === undefined) return [`action: ${action} is none of this repository`];
  const known = Object.keys(actionFile(folder).inputs ?? {});
  return Object.keys(step.with ?? {}).filter((input) => !known.includes(input)).map((input) => `input: ${action} has no ${input}`);
}

const ownAction = (step: Step): string | undefined => /^(modelci\/modelci[^@]*)@/.exec(step.uses ?? "")?.[1];

const mentionsSecret = (values: Record<string, unknown> = {}): boolean => Object.values(values).some((value) => /secrets\s*[.[]/.test(String(value)));
