import assert from "node:assert/strict";
import { describe } from "node:test";
import { pullRequest } from "./support/events.ts";
import { gateTest } from "./support/gateTest.ts";
import { announces, failing, publication, publishes } from "./support/scenario.ts";

const forbidden = { status: 403, body: { message: "Resource not accessible by integration" } };

void describe("GitHub says no, or not now", { concurrency: 4 }, () => {
  gateTest("403: the permissions to add are printed once, and the rest goes on", async ({ github, machine, repository }) => {
    github.faults.push({ method: "POST", path: /check-runs$/, ...forbidden }, { method: "POST", path: /comments$/, ...forbidden });
    const passed = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(passed.code, 0, "the verdict decides, not the 403");
    const block = "permissions:%0A  checks: write%0A  contents: write # read is enough where the ledger is not pushed%0A  pull-requests: write";
    assert.equal(passed.log.split(block).length - 1, 1, passed.log);
    assert.equal(passed.summary, "summary, long\n");
    assert.deepEqual([passed.outputs.verdict, passed.outputs["check-url"], passed.outputs["comment-url"]], ["pass", "", ""]);

    const failed = await machine.main(pullRequest(repository), publishes(failing()));
    assert.equal(failed.code, 1);
    assert.match(failed.log, /^::error::Failed$/m);
  });

  gateTest("502, then an answer", async ({ github, machine, repository }) => {
    for (const [method, path] of [["GET", /check-runs$/], ["POST", /check-runs$/], ["PATCH", /check-runs/], ["POST", /comments$/]] as const)
      github.faults.push({ method, path, status: 502, times: 1, body: { message: "Bad Gateway" } });
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(result.code, 0, result.log);
    assert.doesNotMatch(result.log, /::warning/);
    assert.deepEqual([github.state.checks.length, github.state.checks[0]?.conclusion, github.state.comments.get(7)?.length], [1, "success", 1]);
  });

  gateTest("a check and a comment whose creation got no answer are not created twice", async ({ github, machine, repository }) => {
    for (const path of [/check-runs$/, /comments$/]) github.faults.push({ method: "POST", path, status: 502, times: 1, carriedOut: true, body: { message: "Bad Gateway" } });
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.doesNotMatch(result.log, /::warning/);
    assert.deepEqual([github.state.checks.length, github.state.checks[0]?.conclusion, github.state.comments.get(7)?.length], [1, "success", 1]);
    assert.equal(result.outputs["comment-url"], github.state.comments.get(7)?.[0]?.html_url);
  });

  gateTest("a check that could not be begun is made when there is a verdict", async ({ github, machine, repository }) => {
    github.faults.push({ method: "POST", path: /check-runs$/, status: 422, times: 1, body: { message: "not now" } });
    const result = await machine.main(pullRequest(repository), publishes(failing()));
    assert.deepEqual(github.state.checks.map(({ conclusion }) => conclusion), ["failure"]);
    assert.equal(result.outputs["check-url"], github.state.checks[0]?.html_url);
  });

  gateTest("a check that main could not make is made by post, once", async ({ github, machine, repository }) => {
    github.faults.push({ method: "POST", path: /check-runs$/, status: 422, body: { message: "not now" } });
    const event = pullRequest(repository);
    await machine.main(event, publishes(failing()));
    assert.deepEqual(github.state.checks, []);
    github.faults.splice(0);
    await machine.post(event);
    assert.deepEqual(github.state.checks.map(({ conclusion }) => conclusion), ["failure"]);
    const writes = github.writes.length;
    await machine.post(event);
    assert.equal(github.writes.length, writes);
  });

  gateTest("post completes all open checks of this app, and no other's", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    await machine.main(event, { announce: announces, run: { files: {}, exit: 130 } });
    const [open] = github.state.checks;
    assert.ok(open !== undefined);
    github.state.checks.push({ ...structuredClone(open), id: 1 }, { ...structuredClone(open), id: 2, app: { slug: "other" } });
    await machine.post(event);
    assert.deepEqual(github.state.checks.map(({ id, conclusion }) => [id, conclusion]), [[open.id, "cancelled"], [1, "cancelled"], [2, null]]);
  });

  gateTest("a secondary rate limit is waited for as long as it says", async ({ github, machine, repository }) => {
    const limited = { status: 403, headers: { "retry-after": "2" }, body: { message: "You have exceeded a secondary rate limit." } };
    github.faults.push({ method: "POST", path: /comments$/, times: 1, ...limited });
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.match(result.log, /rate limit: POST .*comments waits 2 s/);
    assert.doesNotMatch(result.log, /permissions:/);
    assert.equal(github.state.comments.get(7)?.length, 1);
  });

  gateTest("a rate limit of an hour is not waited for, and is no lack of permissions", async ({ github, machine, repository }) => {
    const limited = { status: 403, headers: { "retry-after": "3600" }, body: { message: "You have exceeded a secondary rate limit." } };
    github.faults.push({ method: "POST", path: /comments$/, ...limited });
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(result.code, 0, result.log);
    assert.match(result.log, /rate limit: POST .*comments is given up/);
    assert.match(result.log, /::warning::The comment could not be written: .*secondary rate limit/);
    assert.doesNotMatch(result.log, /permissions:/);
  });

  gateTest("a check that GitHub would not complete is completed by post, with the verdict", async ({ github, machine, repository }) => {
    const down = { method: "PATCH", path: /check-runs/, status: 422, body: { message: "not now" } };
    github.faults.push(down);
    const event = pullRequest(repository);
    const result = await machine.main(event, publishes(failing()));
    assert.equal(result.code, 1);
    assert.match(result.log, /::warning::The check could not be written: .*not now/);
    assert.equal(github.state.checks[0]?.status, "in_progress");
    github.faults.splice(0);
    await machine.post(event);
    assert.deepEqual([github.state.checks[0]?.conclusion, github.state.checks[0]?.output.title], ["failure", "Failed"]);
  });

  gateTest("annotations that GitHub refuses do not keep a check open", async ({ github, machine, repository }) => {
    const annotated = (body: Record<string, unknown>) => "annotations" in ((body.output ?? {}) as object);
    github.faults.push({ method: "PATCH", path: /check-runs/, status: 422, when: ({ body }) => annotated(body), body: { message: "path" } });
    await machine.main(pullRequest(repository), publishes(failing()));
    assert.deepEqual([github.state.checks[0]?.conclusion, github.state.checks[0]?.output.summary], ["failure", "check, long"]);
  });
});
