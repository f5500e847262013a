#!/usr/bin/env node
// Stands in for `modelci labels` where the test is about the Action: answers from the scenario, and keeps how it was called.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const scenarioFile = process.env.MODELCI_STAND_IN;
const { status, rows, refusal, taken, crashes } = JSON.parse(readFileSync(scenarioFile, "utf8"));
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const answers = args[1] === "import" ? readFileSync(args[2], "utf8") : undefined;
appendFileSync(`${scenarioFile}.calls`, `${JSON.stringify({ args, env: process.env, cwd: process.cwd(), answers })}\n`);
console.error("progress: 12 labels");

const commands = {
  status: () => ({ schema: "modelci.labels-status/1", ...status }),
  request: () => {
    const given = rows.slice(0, Number(option("--count") ?? rows.length));
    if (given.length > 0) writeFileSync(option("--output"), `${["id,label,text", ...given].join("\n")}\n`);
    return { schema: "modelci.labels-request/1", testSet: status.testSet, waiting: rows.length > 0, requested: given.length, lacking: rows.length };
  },
  import: () => {
    if (taken > 0) writeFileSync(join(dirname(option("--config")), "holdout", "labels.csv"), answers);
    return { schema: "modelci.labels-import/1", file: "holdout/labels.csv", taken, known: 0, empty: 0 };
  },
};

if (crashes === args[1]) {
  console.log("{ half of it: item 1017");
} else if (refusal !== undefined && args[1] !== "status") {
  console.error(refusal.replace("FILE", args[2]));
  process.exitCode = 2;
} else console.log(JSON.stringify(commands[args[1]]()));
