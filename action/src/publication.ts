import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { firstLine } from "./firstLine.ts";
import type { FailOn } from "./inputs.ts";

// The files of the runner that the Action moves. Every word in them is the runner's.
export type Conclusion = "success" | "failure" | "action_required" | "cancelled";

export interface Announcement {
  testSet: string | null;
  checkName: string;
  marker: string;
  candidate: string | null;
  running: { title: string; summary: string };
  cancelled: Ending;
  crashed: Ending;
}

export interface Ending {
  conclusion: Conclusion;
  title: string;
  summary: string;
}

export interface Annotation {
  path: string;
  line: number;
  level: "failure" | "warning" | "notice";
  title: string;
  message: string;
}

export interface Publication {
  verdict: Exclude<FailOn, "undecided"> | "pass" | "unchanged" | "accepted" | "broken";
  undecided: boolean;
  exitCode: number;
  conclusion: Conclusion;
  title: string;
  /** Renderings of one text, the longest first. */
  check: string[];
  comment: string[];
  summary: string[];
  annotations: Annotation[];
  outputs: { verdict: string; outcome: string; "runs-left": string; "labels-reserved": string };
}

// What a check ends with.
export interface CheckText {
  conclusion: Conclusion;
  title: string;
  summaries: string[];
  annotations: Annotation[];
}

export const readAnnouncement = (folder: string): Promise<Announcement | undefined> =>
  readDocument<Announcement>(join(folder, "announcement.json"), "modelci.announcement/1");

// A publication is the process's own word only if both name the same exit code: else the process died on the way. A comment
// without the marker would never be found again, and the next run would write one more.
export async function readPublication(folder: string, exitCode: number | null, { marker }: Announcement): Promise<Publication | undefined> {
  const publication = await readDocument<Publication>(join(folder, "publication.json"), "modelci.publication/1");
  if (publication?.exitCode !== exitCode) return undefined;
  return publication.comment.every((body) => firstLine(body) === marker) ? publication : undefined;
}

export const textOfPublication = ({ conclusion, title, check, annotations }: Publication): CheckText => ({
  conclusion,
  title,
  summaries: check,
  annotations,
});

export const textOfEnding = ({ conclusion, title, summary }: Ending): CheckText => ({
  conclusion,
  title,
  summaries: [summary],
  annotations: [],
});

async function readDocument<T>(path: string, schema: string): Promise<T | undefined> {
  try {
    const document = JSON.parse(await readFile(path, "utf8")) as T & { schema: string };
    return document.schema === schema ? document : undefined;
  } catch {
    return undefined; // not written, or not to its end
  }
}
