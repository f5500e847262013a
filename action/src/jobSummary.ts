import * as core from "@actions/core";
import { bytes } from "./shorten.ts";

const largest = 1024 * 1024;

// Beyond the limit GitHub shows nothing at all.
export async function writeSummary(renderings: readonly string[]): Promise<void> {
  const text = renderings.find((one) => bytes(one) < largest); // a line break is added
  if (text === undefined) throw new Error("even the shortest text is too long");
  await core.summary.addRaw(text, true).write();
}
