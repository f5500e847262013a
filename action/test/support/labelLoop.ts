import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { blockOf } from "../../src/labels/fence.ts";
import { labelInputs } from "./labelJob.ts";
import { LabelGitHub } from "./labelGitHub.ts";
import { Machine, type StepResult } from "./machine.ts";
import { runGit, workFolder } from "./repository.ts";

// The whole way of bought labels with the real runner: the gate waits, asks, is answered in a comment, and goes on.
export async function labelLoop(digits: string, environment: Record<string, string>, root: string): Promise<void> {
  const github = await LabelGitHub.start();
  const { bare, answers } = makeOrigin(digits);

  const step = (entry: string, inputs: Record<string, string>): Promise<StepResult> => {
    const checkout = workFolder("workspace");
    runGit(bare, "clone", "-q", "--depth", "1", `file://${bare}`, checkout);
    const machine = new Machine(github.server, checkout, environment, { checkout: root });
    const event = { name: "push", payload: {}, sha: runGit(checkout, "rev-parse", "HEAD"), ref: "refs/heads/trunk" };
    return entry === "main" ? machine.main(event, null) : machine.first(entry, event, null, { ...labelInputs, ...inputs });
  };
  const say = (labels: string[]) => github.server.state.comment(1, `\`\`\`csv\nid,label\n${labels.join("\n")}\n\`\`\``, { login: "alice", type: "User" });

  const waiting = await step("main", {});
  assert.deepEqual([waiting.code, waiting.outputs.verdict], [1, "waiting"], waiting.log);

  const asked = await step("labels", { mode: "request" });
  assert.equal(asked.code, 0, asked.log);
  const body = github.issues[0]?.body ?? "";
  const ids = blockOf("csv", body.slice(body.indexOf("### Items")))?.trimEnd().split("\n").slice(1).map((row) => row.split(",")[0] ?? "") ?? [];
  assert.ok(ids.length > 0);

  github.permissions.alice = "write";
  const labels = ids.map((id) => `${id},${answers.get(id)}`);
  say([...labels, "no-such-item,1"]);
  const refused = await step("labels", { mode: "import", issue: "1" });
  assert.equal(refused.code, 1);
  assert.match(github.server.state.comments.get(1)?.at(-1)?.body ?? "", /MCI3080.*no-such-item/);

  say(labels);
  const taken = await step("labels", { mode: "import", issue: "1" });
  assert.equal(taken.code, 0, taken.log);
  assert.equal(github.issues[0]?.state, "closed");

  runGit(bare, "update-ref", "refs/heads/trunk", "refs/heads/modelci/labels-1");
  const decided = await step("main", {});
  assert.deepEqual([decided.code, decided.outputs.verdict], [0, "pass"], decided.log);
  assert.equal(decided.outputs["runs-left"], waiting.outputs["runs-left"], "it is the same step");
  const nothing = await step("labels", { mode: "request" });
  assert.equal(nothing.outputs["issue-url"], "");

  await github.server.stop();
  assert.deepEqual(github.server.violations, []);
}

// The digits example with its account at a remote and with 29 labels.
function makeOrigin(digits: string): { bare: string; answers: Map<string, string> } {
  const folder = workFolder("digits");
  cpSync(digits, folder, { recursive: true });
  const [header = "", ...rows] = readFileSync(join(folder, "holdout/labels.csv"), "utf8").trimEnd().split("\n");
  writeFileSync(join(folder, "holdout/labels.csv"), `${[header, ...rows.slice(0, 29)].join("\n")}\n`);
  const configuration = readFileSync(join(folder, "modelci.yml"), "utf8")
    .replace("remote: none", "remote: origin")
    .replace("holdout:", "holdout:\n  classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
  writeFileSync(join(folder, "modelci.yml"), configuration);
  runGit(folder, "init", "-q", "-b", "trunk");
  runGit(folder, "add", "-A");
  runGit(folder, "commit", "-q", "-m", "digits");
  const bare = workFolder("origin");
  runGit(folder, "clone", "-q", "--bare", folder, bare);
  return { bare, answers: new Map(rows.map((row) => row.split(",") as [string, string])) };
}
