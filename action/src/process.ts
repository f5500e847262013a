import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Cancellation } from "./cancellation.ts";
import { toolEnvironment } from "./environment.ts";
import { Problem } from "./problem.ts";

export interface Options {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

export interface Captured {
  code: number | null;
  stdout: string;
  stderr: string;
}

// Arguments are a list and never pass through a shell; a program that is not there is null, not an error.
export async function capture(command: string, args: readonly string[], options: Options): Promise<Captured | null> {
  const child = start(command, args, options);
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit(child)]);
  return code === "absent" ? null : { code, stdout, stderr };
}

// Prints what the program prints, line by line, in one stream: between a stop-commands line and its token, so that no line
// of it is read as a workflow command. Null is a program that was ended by a signal.
export async function stream(
  command: string,
  args: readonly string[],
  options: Options & { cancellation?: Cancellation },
): Promise<number | null> {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  try {
    const child = start(command, args, options);
    const ended = Promise.all([exit(child), printLines(child.stdout), printLines(child.stderr)]);
    const [code] = await (options.cancellation?.during(child, ended) ?? ended);
    if (code === "absent") throw new Problem("MCI5008", `${command} is not on this machine`);
    return code;
  } finally {
    process.stdout.write(`::${token}::\n`);
  }
}

export async function git(folder: string, ...args: string[]): Promise<string> {
  const env = { ...toolEnvironment(), LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  const result = await capture("git", args, { cwd: folder, env });
  if (result === null) throw new Problem("MCI5008", "git is not on this machine");
  if (result.code !== 0) throw new Problem("MCI5009", `git ${args.join(" ")} in ${folder}: ${result.stderr.trim()}`);
  return result.stdout;
}

function start(command: string, args: readonly string[], { cwd, env = toolEnvironment() }: Options) {
  return spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
}

function exit(child: ChildProcess): Promise<number | null | "absent"> {
  return new Promise((resolve, reject) => {
    child.once("error", (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? resolve("absent") : reject(error)));
    child.once("close", (code) => resolve(code));
  });
}

async function text(stream: Readable): Promise<string> {
  stream.setEncoding("utf8");
  let all = "";
  for await (const part of stream) all += String(part);
  return all;
}

async function printLines(stream: Readable): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) process.stdout.write(`${line}\n`);
}
