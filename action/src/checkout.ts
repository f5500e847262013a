import { git } from "./process.ts";

export interface Commit {
  sha: string;
  parents: string[];
}

// HEAD and its parents, from the commit object itself: a shallow clone knows no parents, but still has their names.
export async function headOf(folder: string): Promise<Commit> {
  const sha = (await git(folder, "rev-parse", "HEAD")).trim();
  const object = await git(folder, "cat-file", "-p", sha);
  const header = object.slice(0, object.indexOf("\n\n"));
  return { sha, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(([, parent]) => parent ?? []) };
}
