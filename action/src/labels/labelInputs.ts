import * as core from "@actions/core";
import { repository } from "../github.ts";
import { folder, inputReader, oneOf, required, version } from "../inputReader.ts";
import { isSealed } from "./secrecy.ts";

export interface Repository {
  owner: string;
  repo: string;
}

export interface LabelInputs {
  mode: "request" | "import";
  /** The issue to take answers from; 0 with `mode: request`. */
  issue: number;
  config: string;
  workingDirectory: string;
  /** Where the issue is. */
  issues: Repository;
  token: string;
  issuesToken: string;
  version: string;
}

export function readLabelInputs(): LabelInputs {
  const { read, done } = inputReader();
  const token = read("github-token", required, "");
  const inputs: LabelInputs = {
    mode: read("mode", oneOf(["request", "import"]), "request"),
    issue: read("issue", issueNumber, 0),
    config: read("config", required, ""),
    workingDirectory: read("working-directory", folder, ""),
    issues: read("repository", repositoryForIssues, repository()),
    token,
    issuesToken: core.getInput("issues-token") || token,
    version: read("version", version, ""),
  };
  done();
  return inputs;
}

function issueNumber(value: string): number {
  const mode = core.getInput("mode");
  if (mode === "request" && value !== "") throw new Error("is for mode: import only");
  if (mode !== "import") return 0;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`'${value}' is no issue's number, which mode: import needs`);
  return Number(value);
}

// Which labels are asked for depends on the test set. With keys that is a secret, and developers read this repository.
function repositoryForIssues(value: string): Repository {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(value) ?? [];
  if (owner === undefined || repo === undefined) throw new Error(`'${value}' is not OWNER/NAME`);
  const here = repository();
  if (isSealed() && value.toLowerCase() === `${here.owner}/${here.repo}`.toLowerCase())
    throw new Error(
      "is this repository, and the test set is sealed (MODELCI_KEY is set): which labels are asked for would tell developers of it. Name a repository that nobody who trains models can read",
    );
  return { owner, repo };
}
