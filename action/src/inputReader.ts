import { statSync } from "node:fs";
import { resolve } from "node:path";
import * as core from "@actions/core";
import { Problem, textOf } from "./problem.ts";

interface InputReader {
  /** The input's value, or `ifWrong`: `done` throws then. */
  read<T>(name: string, parse: (value: string) => T, ifWrong: T): T;
  done(): void;
}

// All problems at once. GitHub itself enforces neither `required` nor any value.
export function inputReader(): InputReader {
  const problems: string[] = [];
  return {
    read(name, parse, ifWrong) {
      const value = core.getInput(name);
      try {
        return parse(value);
      } catch (error) {
        problems.push(`${name}: ${textOf(error)}`);
        return ifWrong;
      }
    },
    done() {
      if (problems.length > 0) throw new Problem("MCI5001", `the Action's inputs are wrong:\n${problems.map((text) => `  ${text}`).join("\n")}`);
    },
  };
}

export function required(value: string): string {
  if (value === "") throw new Error("is empty, and needs a value");
  return oneLine(value);
}

export function oneLine(value: string): string {
  if (/[\r\n]/.test(value)) throw new Error("has several lines, and must be one");
  return value;
}

export function folder(value: string): string {
  const path = resolve(process.env.GITHUB_WORKSPACE ?? ".", required(value));
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`there is no folder '${value}' in the workspace: is actions/checkout a step before this one?`);
  return path;
}

export function version(value: string): string {
  if (value !== "" && !/^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(value)) throw new Error(`'${value}' is no version like 1.2.3`);
  return value.replace(/^v/, "");
}

export const oneOf =
  <T extends string>(values: readonly T[]) =>
  (value: string): T => {
    const found = values.find((one) => one === value);
    if (found === undefined) throw new Error(`'${value}' is none of ${values.join(", ")}`);
    return found;
  };
