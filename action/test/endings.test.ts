import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { describe } from "node:test";
import { pullRequest } from "./support/events.ts";
import { gateTest } from "./support/gateTest.ts";
import { announcement, announces, failing, marker, publication, publishes, type Call } from "./support/scenario.ts";

const checkOf = (github: { state: { checks: { status: string; conclusion: string | null; output: { title: string | null } }[] } }) =>
  github.state.checks.map(({ status, conclusion, output }) => [status, conclusion, output.title]);

void describe("how a run ends", { concurrency: 4 }, () => {
  for (const [name, run] of Object.entries({
    "exit code 70": { files: {}, exit: 70 },
    "exit code 70 after a publication was written": { files: { "publication.json": publication() }, exit: 70 },
    "a signal": { files: { "publication.json": publication() }, signal: "SIGKILL" },
    "exit code 0 without a publication": { files: {}, exit: 0 },
    "a publication whose comment lacks the marker": { files: { "publication.json": publication({ comment: [`${marker}\nlong`, "short"] }) }, exit: 0 },
    "half a publication": { files: { "publication.json": '{"schema":"modelci.publication/1","exitCode":0' }, exit: 0 },
    "a publication of another schema": { files: { "publication.json": { ...publication(), schema: "modelci.publication/2" } }, exit: 0 },
  } satisfies Record<string, Call>))
    gateTest(`crash: ${name}`, async ({ github, machine, repository }) => {
      const event = pullRequest(repository);
      const result = await machine.main(event, { announce: announces, run });
      assert.equal(result.code, 1);
      assert.match(result.log, /^::error::modelci crashed/m);
      assert.deepEqual(checkOf(github), [["completed", "failure", "Crashed"]]);
      assert.deepEqual([result.summary, result.outputs.verdict], ["The gate crashed.\n", ""]);
      assert.deepEqual(github.state.comments.size, 0);
      await machine.post(event);
      assert.deepEqual(checkOf(github), [["completed", "failure", "Crashed"]]);
    });

  const withdrawn = (head: string) => `${marker}\n### Crashed\n\nThe gate crashed.\n\nCommit ${head}`;

  for (const mode of ["update", "new"])
    gateTest(`a crash takes back what an older comment said (comment: ${mode})`, async ({ github, machine, repository }) => {
      const own = github.state.comment(7, `${marker}\nPass`);
      const theirs = github.state.comment(7, `${marker}\nPass`, { login: "mallory", type: "User" });
      const result = await machine.main(pullRequest(repository), { announce: announces, run: { files: {}, exit: 70 } }, { comment: mode });
      assert.deepEqual([own.body, theirs.body, github.state.comments.get(7)?.length], [withdrawn(repository.head), `${marker}\nPass`, 2]);
      assert.equal(result.outputs["comment-url"], own.html_url);
    });

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    gateTest(`cancelled by ${signal}: the runner is told, nothing is published, post completes the check once`, async ({ github, machine, repository }) => {
      const event = pullRequest(repository);
      const waits: Call = { files: { "publication.json": publication() }, waitsForSignal: true };
      const result = await machine.main(event, { announce: announces, run: waits }, {}, async (kill) => {
        while (!machine.isWaiting) await sleep(50);
        kill(signal);
      });
      assert.equal(result.code, 130, result.log);
      assert.deepEqual([result.summary, result.outputs], ["", {}]);
      assert.deepEqual(checkOf(github), [["in_progress", null, "Evaluation runs"]]);
      await machine.post(event);
      assert.deepEqual(checkOf(github), [["completed", "cancelled", "Cancelled"]]);
      const writes = github.writes.length;
      await machine.post(event);
      assert.equal(github.writes.length, writes);
    });

  gateTest("the runner's own 130 is a cancellation too", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    assert.equal((await machine.main(event, { announce: announces, run: { files: {}, exit: 130 } })).code, 130);
    await machine.post(event);
    assert.deepEqual(checkOf(github), [["completed", "cancelled", "Cancelled"]]);
  });

  gateTest("cancelled while GitHub does not answer: a verdict that was reached is what post says", async ({ github, machine, repository }) => {
    github.faults.push({ method: "PATCH", path: /check-runs/, status: 502, body: { message: "Bad Gateway" } });
    const event = pullRequest(repository);
    const result = await machine.main(event, publishes(failing()), {}, async (kill) => {
      while (!github.writes.some((write) => write.startsWith("PATCH"))) await sleep(50);
      kill("SIGINT");
    });
    assert.equal(result.code, 130, result.log);
    github.faults.splice(0);
    await machine.post(event);
    assert.deepEqual(checkOf(github), [["completed", "failure", "Failed"]]);
  });

  gateTest("main killed outright (timeout): post completes the check as crashed", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const own = github.state.comment(7, `${marker}\nPass`);
    await machine.main(event, { announce: announces, run: { files: {}, waitsForSignal: true } }, {}, async (kill) => {
      while (!machine.isWaiting) await sleep(50);
      kill("SIGKILL");
    });
    await machine.post(event);
    assert.deepEqual(checkOf(github), [["completed", "failure", "Crashed"]]);
    assert.equal(own.body, withdrawn(repository.head));
  });

  gateTest("a configuration with problems: a failed check that names them, and no run", async ({ github, machine, repository }) => {
    const broken = publication({ verdict: "broken", exitCode: 2, conclusion: "failure", title: "MCI1001: no condition", comment: ["<!-- modelci -->\nno condition"], outputs: { verdict: "broken", outcome: "", "runs-left": "", "labels-reserved": "" } });
    const files = { "announcement.json": { ...announcement, testSet: null, checkName: "ModelCI", marker: "<!-- modelci -->" }, "publication.json": broken };
    const result = await machine.main(pullRequest(repository), { announce: { files, exit: 2 }, run: { files: {}, exit: 0 } }, { "fail-on": "" });
    assert.equal(result.code, 1, "a problem fails the step whatever fail-on says");
    assert.match(result.log, /^::error::MCI1001: no condition$/m);
    assert.deepEqual(checkOf(github), [["completed", "failure", "MCI1001: no condition"]]);
    assert.deepEqual([github.state.checks[0]?.name, result.outputs.verdict, result.outputs["exit-code"]], ["ModelCI", "broken", "2"]);
    assert.equal(machine.calls.length, 1);
  });

  gateTest("an announcement that crashes opens no check", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const result = await machine.main(event, { announce: { files: {}, exit: 70 }, run: { files: {}, exit: 0 } });
    assert.equal(result.code, 1);
    assert.match(result.log, /::error::MCI5010: .*exit code 70/);
    await machine.post(event);
    assert.deepEqual(github.writes, []);
  });

  gateTest("what the runner prints is never read as a workflow command", async ({ machine, repository }) => {
    const scenario = publishes(failing());
    scenario.run.prints = ["::set-output name=verdict::pass", "##[error]forged", "::add-mask::pass"];
    const { log } = await machine.main(pullRequest(repository), scenario);
    const token = [...log.matchAll(/^::stop-commands::(\S+)$/gm)].at(-1)?.[1] ?? "";
    const [, shielded = ""] = log.split(`::stop-commands::${token}\n`);
    const [inside = "", after = ""] = shielded.split(`\n::${token}::\n`);
    for (const line of scenario.run.prints) assert.ok(inside.includes(line) && !after.includes(line), log);
    assert.ok(token.length >= 32);
  });
});
