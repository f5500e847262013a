#!/usr/bin/env node
// Stands in for modelci where the test is about the Action: does what the scenario says, and keeps how it was called.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const scenarioFile = process.env.MODELCI_STAND_IN;
const scenario = JSON.parse(readFileSync(scenarioFile, "utf8"));
const args = process.argv.slice(2);
const folder = args[args.indexOf("--report") + 1];
appendFileSync(`${scenarioFile}.calls`, `${JSON.stringify({ args, env: process.env, cwd: process.cwd() })}\n`);

const { files, exit, prints = [], signal, waitsForSignal } = args.includes("--announce") ? scenario.announce : scenario.run;
for (const line of prints) console.log(line);
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
if (waitsForSignal) {
  process.on("SIGINT", () => process.exit(130));
  writeFileSync(`${scenarioFile}.waits`, "");
  setInterval(() => existsSync(scenarioFile) || process.exit(1), 200);
} else if (signal) process.kill(process.pid, signal);
else process.exitCode = exit;
