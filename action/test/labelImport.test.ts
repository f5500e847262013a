import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import { blockOf } from "../src/labels/fence.ts";
import { LabelJob, scenario } from "./support/labelJob.ts";
import { workFolder } from "./support/repository.ts";
import type { Issue } from "./support/labelGitHub.ts";
import type { User } from "./support/state.ts";

const key = { MODELCI_KEY: "c2VjcmV0LWtleQ==", MODELCI_ORDER_KEY: "b3JkZXIta2V5" };
const alice: User = { login: "alice", type: "User" };
const stranger: User = { login: "stranger", type: "User" };
const answer = (label: string): string => `Here you are:\n\n\`\`\`csv\nid,label\n1017,${label}\n\`\`\`\n`;

suite("An import of answers", () => {
  let job: LabelJob;
  let issue: Issue;
  beforeEach(async () => {
    job = await LabelJob.start();
    Object.assign(job.github.permissions, { alice: "write", root: "admin", stranger: "read", triager: "read" });
    issue = job.github.issue("<!-- modelci-labels: digits -->\nitems");
  });
  afterEach(async () => assert.deepEqual(await job.end(), []));

  const say = (body: string, user: User) => job.github.server.state.comment(issue.number, body, user);
  const comments = () => job.github.server.state.comments.get(issue.number) ?? [];
  const inputs = { mode: "import", issue: "1", config: "gate/modelci.yml" };

  test("makes a pull request with the labels and closes the issue", async () => {
    say(answer("7"), alice);
    const { code, log, outputs } = await job.run(inputs);

    assert.equal(code, 0, log);
    const [pull] = job.github.pulls;
    assert.deepEqual([pull?.head, pull?.base, pull?.title], ["modelci/labels-1", "trunk", "Labels for the test set digits"]);
    assert.equal(job.pushed("modelci/labels-1", "gate/holdout/labels.csv"), "id,label\n1017,7");
    assert.equal(job.pushed("trunk", "gate/holdout/labels.csv"), "id,label");
    assert.equal(issue.state, "closed");
    assert.match(comments().at(-1)?.body ?? "", /were taken: https:\/\/github\.test\/pull\/1$/);
    assert.deepEqual(outputs, { "issue-url": issue.html_url, "pull-request-url": pull?.html_url });
    assert.doesNotMatch(log, /1017|progress|\b2\b/);
  });

  test("takes the newest answers of somebody who may write", async () => {
    say(answer("old"), alice);
    say(answer("newest that counts"), { login: "root", type: "User" });
    say("Thank you! No block here.", alice);
    say(answer("of a stranger"), stranger);
    say(answer("of an app"), { login: "some-app[bot]", type: "Bot" });
    for (let count = 0; count < 120; count++) say("noise", stranger);
    say(answer("of a stranger again"), stranger);
    const { code, log } = await job.run(inputs);

    assert.equal(code, 0, log);
    assert.equal(job.calls.at(-1)?.answers, "id,label\n1017,newest that counts\n");
    const asked = job.github.server.requests.filter(({ path }) => path.endsWith("/permission"));
    assert.equal(asked.length, 3);
  });

  test("says so where nobody who may write has answered", async () => {
    say(answer("7"), stranger);
    const { code, log } = await job.run(inputs);

    assert.equal(code, 1);
    assert.match(log, /::error::MCI5022: issue 1 has no comment with a block ```csv by somebody who may write to acme\/digits/);
    assert.deepEqual(job.github.server.writes, []);
  });

  test("that is refused says why below the answers, and leaves the issue open", async () => {
    say(answer("7"), alice);
    const refusal = "error[MCI3040]: FILE:2: '77' is no class\n  fix: ```use 0 to 9```";
    const { code, log } = await job.run(inputs, { ...scenario, refusal });

    assert.equal(code, 1);
    assert.equal(blockOf("text", comments().at(-1)?.body ?? "")?.trimEnd(), `progress: 12 labels\n${refusal.replace("FILE", "answers.csv")}`);
    assert.match(log, /MCI3040\]: .*answers\.csv:2/);
    assert.equal(issue.state, "open");
    assert.deepEqual([job.branches, job.github.pulls], [["trunk"], []]);
  });

  test("that is refused for more than a comment can hold shows the first lines", async () => {
    say(answer("7"), alice);
    const refusal = Array.from({ length: 5000 }, (_, line) => `line ${line} says what is wrong`).join("\n");
    await job.run(inputs, { ...scenario, refusal });

    const shown = blockOf("text", comments().at(-1)?.body ?? "")?.trimEnd().split("\n") ?? [];
    assert.ok(Buffer.byteLength(comments().at(-1)?.body ?? "") <= 65_000);
    assert.deepEqual(shown.slice(1, -1), refusal.split("\n").slice(0, shown.length - 2));
    assert.equal(shown.at(-1), `... and ${5000 - (shown.length - 2)} more lines`);
  });

  test("of a sealed test set is refused without a word in the log", async () => {
    say(answer("7"), alice);
    const { log } = await job.run({ ...inputs, repository: "acme/labelling" }, { ...scenario, refusal: "MCI3041: item 1017 is 7 already" }, key);

    assert.match(comments().at(-1)?.body ?? "", /item 1017 is 7 already/);
    assert.match(log, /::error::modelci refused \(MCI3041\)/);
    assert.doesNotMatch(log, /1017/);
  });

  test("starts git without the keys", async () => {
    const folder = workFolder("git");
    const seen = join(folder, "seen");
    writeFileSync(join(folder, "git"), `#!/bin/sh\nenv >> '${seen}'\nPATH='${process.env.PATH}' exec git "$@"\n`, { mode: 0o755 });
    say(answer("7"), alice);
    const { code, log } = await job.run({ ...inputs, repository: "acme/labelling" }, scenario, { ...key, PATH: `${folder}:${process.env.PATH}` });

    assert.equal(code, 0, log);
    assert.match(readFileSync(seen, "utf8"), /^MODELCI_STAND_IN=/m);
    assert.doesNotMatch(readFileSync(seen, "utf8"), /^MODELCI_(ORDER_)?KEY=|ghs_/m);
  });

  test("of nothing new opens no pull request and closes the issue", async () => {
    say(answer("7"), alice);
    const { code, outputs } = await job.run(inputs, { ...scenario, taken: 0 });

    assert.equal(code, 0);
    assert.equal(outputs["pull-request-url"], "");
    assert.match(comments().at(-1)?.body ?? "", /hold nothing new/);
    assert.deepEqual([job.branches, issue.state], [["trunk"], "closed"]);
  });

  test("twice makes one pull request, with what counts now", async () => {
    say(answer("7"), alice);
    await job.run(inputs);
    say(answer("8"), alice);
    const again = await job.run(inputs);

    assert.equal(again.code, 0, again.log);
    assert.equal(job.github.pulls.length, 1);
    assert.equal(again.outputs["pull-request-url"], job.github.pulls[0]?.html_url);
    assert.equal(job.pushed("modelci/labels-1", "gate/holdout/labels.csv"), "id,label\n1017,8");
    assert.equal(comments().filter(({ body }) => body.includes("were taken")).length, 1);
  });

  test("needs an issue that asks for labels of this test set", async () => {
    issue.body = "<!-- modelci-labels: letters -->\nitems";
    say(answer("7"), alice);
    const { code, log } = await job.run(inputs);

    assert.equal(code, 1);
    assert.match(log, /MCI5023: issue 1 does not ask for labels of the test set that gate\/modelci\.yml names/);
  });

  test("needs an issue that the token's own user opened", async () => {
    issue.user = stranger;
    say(answer("7"), alice);
    const { code, log } = await job.run(inputs);

    assert.equal(code, 1);
    assert.match(log, /MCI5025: issue 1 was opened by stranger, not by github-actions\[bot\]/);
    assert.deepEqual([job.branches, job.github.server.writes], [["trunk"], []]);
  });

  test("tells where the labels are if Actions may open no pull requests", async () => {
    job.github.server.faults.push({ method: "POST", path: /\/pulls$/, status: 403, body: { message: "GitHub Actions is not permitted to create or approve pull requests." } });
    say(answer("7"), alice);
    const { code, log } = await job.run(inputs);

    assert.equal(code, 1);
    assert.match(log, /MCI5024: the labels are on the branch modelci\/labels-1, but the token may not open a pull request/);
    assert.deepEqual([job.branches, issue.state], [["modelci/labels-1", "trunk"], "open"]);
  });
});
