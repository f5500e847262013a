import { splitArguments } from "./arguments.ts";
import { folder, inputReader, oneLine, oneOf, required, version } from "./inputReader.ts";

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

export function readInputs(): Inputs {
  const { read, done } = inputReader();
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
  done();
  return inputs;
}

const anyOf =
  <T extends string>(values: readonly T[]) =>
  (list: string): ReadonlySet<T> =>
    new Set(list.split(/[,\s]+/).filter((value) => value !== "").map(oneOf(values)));
