import { dirname } from "node:path";
import * as core from "@actions/core";
import { textOf } from "./problem.ts";
import { findRunner } from "./runner.ts";

async function setup(): Promise<void> {
  const path = await findRunner(core.getInput("version"));
  core.addPath(dirname(path));
  core.setOutput("path", path);
}

setup().catch((error: unknown) => core.setFailed(textOf(error)));
