import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Repository {
  folder: string;
  /** What pull request 7 was opened on, what it is merged into now, its head, and GitHub's merge of both. */
  opened: string;
  base: string;
  head: string;
  merge: string;
}

export const workFolder = (name: string): string => mkdtempSync(join(process.env.TEST_WORK ?? "", `${name}-`));

export function runGit(folder: string, ...args: string[]): string {
  const settings = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "-c", "protocol.version=2"];
  return execFileSync("git", [...settings, ...args], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

// main: opened - base; the pull request: opened - head; checked out is the merge commit, as actions/checkout does it.
export function makeRepository({ model = "better", format = "sha1" } = {}): Repository {
  const folder = workFolder("repository");
  runGit(folder, "init", "-q", "-b", "main", `--object-format=${format}`);
  const opened = commit(folder, "modelci.yml", "version: 1\n");
  runGit(folder, "checkout", "-q", "-b", "better");
  const head = commit(folder, "models/better.onnx", model);
  runGit(folder, "checkout", "-q", "main");
  const base = commit(folder, "README.md", "read me\n");
  runGit(folder, "checkout", "-q", "--detach");
  runGit(folder, "merge", "-q", "--no-ff", "-m", "Merge better into main", "better");
  return { folder, opened, base, head, merge: runGit(folder, "rev-parse", "HEAD") };
}

/** A second working tree of it, at another commit. */
export function checkoutOf(repository: Repository, revision: string): string {
  const folder = workFolder("checkout");
  runGit(repository.folder, "worktree", "add", "-q", "--detach", folder, revision);
  return folder;
}

function commit(folder: string, path: string, text: string): string {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
  runGit(folder, "add", path);
  runGit(folder, "commit", "-q", "-m", path);
  return runGit(folder, "rev-parse", "HEAD");
}
