import { existsSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import type { Publication } from "./publication.ts";

interface Results {
  exitCode: number | null;
  folder: string;
  publication: Publication | undefined;
  commentUrl: string | undefined;
  checkUrl: string | undefined;
}

// Every output is set, whatever the verdict; what there is not is empty.
export function setOutputs({ exitCode, folder, publication, commentUrl, checkUrl }: Results): void {
  const file = (name: string): string => (existsSync(join(folder, name)) ? join(folder, name) : "");
  const values = {
    verdict: publication?.outputs.verdict,
    outcome: publication?.outputs.outcome,
    "exit-code": exitCode?.toString(),
    "report-json": file("report.json"),
    "report-html": file("report.html"),
    "report-markdown": file("summary.md"),
    "runs-left": publication?.outputs["runs-left"],
    "labels-reserved": publication?.outputs["labels-reserved"],
    "comment-url": commentUrl,
    "check-url": checkUrl,
  };
  for (const [name, value] of Object.entries(values)) core.setOutput(name, value ?? "");
}
