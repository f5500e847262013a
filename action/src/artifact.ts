import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Problem } from "./problem.ts";

export interface Claim {
  number: number;
  head: string;
}

export const claimFile = "pull-request.json";
const largestClaim = 1024;

export const refuse = (why: string): never => {
  throw new Problem("MCI5005", `the pull request's artifact is refused: ${why}`);
};

// A folder of regular files and nothing else: a link could point at anything on this machine, labels included.
export async function readArtifact(folder: string): Promise<Claim> {
  const kind = await lstat(folder).catch(() => undefined);
  if (kind?.isDirectory() !== true) throw new Problem("MCI5001", `the input artifact: there is no folder '${folder}': did the download step run?`);
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (!entry.isFile()) refuse(`${JSON.stringify(entry.name)} in it is no regular file`);
  return parse(await readSmall(join(folder, claimFile)));
}

// Where the candidate lies in the artifact: under the name that the configuration gives it.
export async function candidateIn(folder: string, configured: string): Promise<string> {
  const path = join(folder, basename(configured));
  const kind = await lstat(path).catch(() => undefined);
  return kind?.isFile() === true ? path : refuse(`it has no file ${basename(configured)}, the candidate's name in the configuration`);
}

async function readSmall(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => refuse(`it has no ${claimFile}`));
  try {
    const { size } = await file.stat();
    return size > largestClaim ? refuse(`its ${claimFile} has ${size} bytes, more than ${largestClaim}`) : await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

function parse(json: string): Claim {
  const malformed = () => refuse(`its ${claimFile} is not {"number": 7, "head": "the commit's SHA"}`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return malformed();
  }
  if (typeof value !== "object" || value === null || !("number" in value) || !("head" in value)) return malformed();
  const { number, head } = value;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) return malformed();
  if (typeof head !== "string" || !/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(head)) return malformed();
  return { number, head };
}
