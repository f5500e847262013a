import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import * as core from "@actions/core";
import * as toolCache from "@actions/tool-cache";
import type { Archive } from "./actionFiles.ts";
import { Problem, textOf } from "./problem.ts";

// A published archive. Its SHA-256 is part of the action's own commit, and is compared before anything is unpacked.
export async function prebuilt(archive: Archive, actionRepository: string): Promise<string> {
  const variant = `${archive.platform}-${archive.sha256.slice(0, 16)}`;
  const known = toolCache.find("modelci", archive.version, variant);
  if (known !== "") return known;
  const server = process.env.GITHUB_SERVER_URL ?? "https://github.com";
  const url = `${server}/${actionRepository}/releases/download/v${archive.version}/${archive.file}`;
  core.info(`Fetches the runner from ${url}`);
  const file = await download(url);
  const found = await sha256(file);
  if (found !== archive.sha256) {
    await rm(file);
    throw new Problem("MCI5007", `${url} has SHA-256 ${found}, expected was ${archive.sha256}: it is not the file that was published`);
  }
  const folder = archive.file.endsWith(".zip") ? await toolCache.extractZip(file) : await toolCache.extractTar(file);
  return toolCache.cacheDir(folder, "modelci", archive.version, variant);
}

async function download(url: string): Promise<string> {
  try {
    return await toolCache.downloadTool(url);
  } catch (error) {
    throw new Problem("MCI5006", `the runner cannot be fetched from ${url}: ${textOf(error)}`);
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
