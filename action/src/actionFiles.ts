import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

// What action/runner.json says: this action's version, the .NET SDK that builds it, and the archives that were published.
export interface RunnerList {
  version: string;
  sdk: string;
  archives: Archive[];
}

export interface Archive {
  version: string;
  platform: string;
  file: string;
  sha256: string;
}

// The action's own checkout: the bundles lie in action/dist.
export const actionRoot = (): string => resolve(__dirname, "..", "..");

export const runnerList = (root: string): RunnerList =>
  JSON.parse(readFileSync(join(root, "action", "runner.json"), "utf8")) as RunnerList;

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "osx", win32: "win" };

export const platform = (): string => `${systems[process.platform] ?? process.platform}-${process.arch}`;

export const executableIn = (folder: string): string => join(folder, process.platform === "win32" ? "modelci.exe" : "modelci");
