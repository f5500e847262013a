import * as core from "@actions/core";
import type { Annotation } from "./publication.ts";
import { bytes } from "./shorten.ts";

export interface GitHubAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: "failure" | "warning" | "notice";
  title: string;
  message: string;
}

// As GitHub gives them back.
interface Given {
  path: string;
  start_line: number;
  annotation_level: string | null;
  title: string | null;
  message: string | null;
}

const perRequest = 50;
const longestTitle = 255;
const longestMessage = 64 * 1024;

// One that is too long would cost all others of its request.
export function annotationsOf(annotations: readonly Annotation[]): GitHubAnnotation[] {
  const fitting = annotations.filter(({ title, message }) => title.length <= longestTitle && bytes(message) <= longestMessage);
  const left = annotations.length - fitting.length;
  if (left > 0) core.warning(`${left} of ${annotations.length} annotations are too long for GitHub and left out; the job summary has what they say`);
  return fitting.map(({ path, line, level, title, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title,
    message,
  }));
}

export const batches = (annotations: readonly GitHubAnnotation[]): GitHubAnnotation[][] =>
  Array.from({ length: Math.ceil(annotations.length / perRequest) }, (_, i) => annotations.slice(i * perRequest, (i + 1) * perRequest));

export function missing<T extends Given>(wanted: readonly T[], there: readonly Given[]): T[] {
  const known = new Set(there.map(key));
  return wanted.filter((one) => !known.has(key(one)));
}

const key = ({ path, start_line, annotation_level, title, message }: Given): string =>
  JSON.stringify([path, start_line, annotation_level, title, message]);
