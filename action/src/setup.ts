import { dirname } from "node:path";
import * as core from "@actions/core";
import { inputReader, version } from "./inputReader.ts";
import { textOf } from "./problem.ts";
import { findRunner } from "./runner.ts";

async function setup(): Promise<void> {
  const { read, done } = inputReader();
  const wanted = read("version", version, "");
  done();
  const path = await findRunner(wanted);
  core.addPath(dirname(path));
  core.setOutput("path", path);
}

setup().catch((error: unknown) => core.setFailed(textOf(error)));
