import { statSync } from "node:fs";
import { resolve } from "node:path";
import * as core from "@actions/core";
import { splitArguments } from "./arguments.ts";
import { Problem, textOf } from "./problem.ts";

const comments = ["update", "new", "off"] as const;
const occasions = ["always", "changed", "failed"] as const;
const failures = ["fail", "undecided", "waiting", "exhausted"] as const;

export type CommentMode = (typeof comments)[number];
export type CommentWhen = (typeof occasions)[number];
export type FailOn = (typeof failures)[number];

export interface Inputs {
  config: string;
  workingDirectory: string;
  token: string;
  comment: CommentMode;
  commentWhen: CommentWhen;
  checkName: string;
  failOn: ReadonlySet<FailOn>;
  args: string[];
  version: string;
  artifact: string;
}

// All problems at once. GitHub itself enforces neither `required` nor any value.
export function readInputs(): Inputs {
  const problems: string[] = [];
  const read = <T>(name: string, parse: (value: string) => T, ifWrong: T): T => {
    const value = core.getInput(name);
    try {
      return parse(value);
    } catch (error) {
      problems.push(`${name}: ${textOf(error)}`);
      return ifWrong;
    }
  };
  const inputs: Inputs = {
    config: read("config", required, ""),
    workingDirectory: read("working-directory", folder, ""),
    token: read("github-token", required, ""),
    comment: read("comment", oneOf(comments), "update"),
    commentWhen: read("comment-when", oneOf(occasions), "always"),
    checkName: read("check-name", oneLine, ""),
    failOn: read("fail-on", anyOf(failures), new Set<FailOn>()),
    args: read("args", splitArguments, []),
    version: read("version", version, ""),
    artifact: read("artifact", oneLine, ""),
  };
  if (problems.length > 0) throw new Problem("MCI5001", `the Action's inputs are wrong:\n${problems.map((text) => `  ${text}`).join("\n")}`);
  return inputs;
}

function required(value: string): string {
  if (value === "") throw new Error("is empty, and needs a value");
  return oneLine(value);
}

function oneLine(value: string): string {
  if (/[\r\n]/.test(value)) throw new Error("has several lines, and must be one");
  return value;
}

function folder(value: string): string {
  const path = resolve(process.env.GITHUB_WORKSPACE ?? ".", required(value));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`there is no folder '${value}' in the workspace: is actions/checkout a step before this one?`);
  return path;
}

function version(value: string): string {
  if (value !== "" && !/^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(value)) throw new Error(`'${value}' is no version like 1.2.3`);
  return value.replace(/^v/, "");
}

const oneOf =
  <T extends string>(values: readonly T[]) =>
  (value: string): T => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw new Error(`'${value}' is none of ${values.join(", ")}`);
    return found;
  };

const anyOf =
  <T extends string>(values: readonly T[]) =>
  (list: string): ReadonlySet<T> =>
    new Set(list.split(/[,\s]+/).filter((value) => value !== "").map(oneOf(values)));
