import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { dirname, join, normalize } from "node:path/posix";
import { pipeline } from "node:stream/promises";
import { claimFile, refuse } from "./artifact.ts";
import { repository, type Octokit } from "./github.ts";

type Entry = Awaited<ReturnType<Octokit["rest"]["git"]["getTree"]>>["data"]["tree"][number];

const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (\d+)\n/;
const longestPointer = 1024; // by the specification of Git LFS

// What is judged must be what would be merged: every file of the artifact is, to the byte, the pull request's own. A fork's
// commits are objects of this repository as well (refs/pull/N/head), so the token needs no right on a private fork.
export async function requireHeadsOwn(octokit: Octokit, artifact: string, candidate: string, head: string): Promise<void> {
  const folder = dirname(normalize(candidate));
  const entries = await filesAt(octokit, head, folder === "." ? [] : folder.split("/"));
  for (const name of await readdir(artifact)) {
    if (name === claimFile) continue;
    const shown = JSON.stringify(join(folder, name));
    const entry = entries.find(({ path }) => path === name) ?? refuse(`the pull request's commit ${head} has no file ${shown}`);
    if (entry.mode === "120000") refuse(`${shown} is a link in the pull request's commit ${head}: candidate must name the file itself`);
    if (!(await isContentOf(octokit, entry, join(artifact, name)))) refuse(`its ${JSON.stringify(name)} is not ${shown} of the pull request's commit ${head}`);
  }
}

async function filesAt(octokit: Octokit, head: string, folders: readonly string[]): Promise<Entry[]> {
  let tree: string | undefined = head;
  for (const folder of folders) {
    const below: Entry[] = await entriesOf(octokit, tree);
    tree = below.find(({ path, type }) => path === folder && type === "tree")?.sha;
    if (tree === undefined) return refuse(`the pull request's commit ${head} has no folder ${folders.join("/")}`);
  }
  return (await entriesOf(octokit, tree)).filter(({ type }) => type === "blob");
}

const entriesOf = async (octokit: Octokit, tree: string): Promise<Entry[]> =>
  (await octokit.rest.git.getTree({ ...repository(), tree_sha: tree })).data.tree;

async function isContentOf(octokit: Octokit, { sha, size = 0 }: Entry, file: string): Promise<boolean> {
  const length = (await lstat(file)).size;
  const git = await digest(sha.length === 64 ? "sha256" : "sha1", file, `blob ${length}\0`);
  if (git === sha) return true;
  if (size > longestPointer) return false;
  const { content } = (await octokit.rest.git.getBlob({ ...repository(), file_sha: sha })).data;
  const [, oid, stored] = pointer.exec(Buffer.from(content, "base64").toString("utf8")) ?? [];
  return oid !== undefined && Number(stored) === length && oid === (await digest("sha256", file));
}

async function digest(algorithm: "sha1" | "sha256", file: string, before = ""): Promise<string> {
  const hash = createHash(algorithm).update(before);
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
