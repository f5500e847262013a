import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { forkId, pullRequest } from "./support/events.ts";
import { gateTest } from "./support/gateTest.ts";
import { Machine } from "./support/machine.ts";
import { makeRepository } from "./support/repository.ts";
import { failing, marker, publication, publishes } from "./support/scenario.ts";
import { sendFitting } from "../src/shorten.ts";

const says = (text: string, { head }: { head: string }): string => `${marker}\n${text}\n\nCommit ${head}`;
const commentWrites = (writes: string[]) => writes.filter((write) => write.includes("comments"));

void describe("comment", { concurrency: 4 }, () => {
  gateTest("is made once, left alone while it says the same, and edited in place when it does not", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const first = await machine.main(event, publishes(publication()));
    const again = await machine.main(event, publishes(publication()));
    assert.equal(commentWrites(github.writes).length, 1, "the second run edits nothing");
    assert.equal(again.outputs["comment-url"], first.outputs["comment-url"]);
    await machine.main(event, publishes(failing({ comment: [`${marker}\nnow it fails`] })));
    assert.deepEqual(github.state.comments.get(7)?.map(({ body }) => body), [says("now it fails", repository)]);
    assert.match(commentWrites(github.writes)[1] ?? "", /^PATCH/);
  });

  gateTest("is found behind 120 others", async ({ github, machine, repository }) => {
    const own = github.state.comment(7, `${marker}\nold`);
    // 119 before it, one after: the second page has it.
    github.state.comments.set(7, []);
    for (let i = 0; i < 119; i++) github.state.comment(7, `chat ${i}`, { login: "someone", type: "User" });
    github.state.comments.get(7)?.push(own);
    github.state.comment(7, "chat", { login: "someone", type: "User" });
    await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(own.body, says("comment, long", repository));
    assert.equal(github.state.comments.get(7)?.length, 121);
  });

  gateTest("a stranger's comment with the marker, an own one that quotes it, and a hidden one are not ours to edit", async ({ github, machine, repository }) => {
    github.state.comment(7, `${marker}\nmine now`, { login: "mallory", type: "User" });
    github.state.comment(7, `${marker}\nmine too`, { login: "github-actions[bot]", type: "User" });
    github.state.comment(7, `${marker}\nmine as well`, { login: "other[bot]", type: "Bot" });
    github.state.comment(7, `someone wrote:\n${marker}`);
    github.state.comment(7, `${marker}\nhidden`).minimized = { reason: "outdated" };
    const others = github.state.comments.get(7)?.map(({ body }) => body) ?? [];
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(result.code, 0, result.log);
    assert.deepEqual(github.state.comments.get(7)?.map(({ body }) => body), [...others, says("comment, long", repository)]);
  });

  gateTest("a personal token's comments are its user's", async ({ github, machine, repository }) => {
    github.state.user = { login: "robot", type: "User" };
    const own = github.state.comment(7, `${marker}\nold`, github.state.user);
    github.state.comment(7, `${marker}\nof the workflow's token`);
    await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(own.body, says("comment, long", repository));
  });

  gateTest("another app's comments are under that app's name", async ({ github, machine, repository }) => {
    github.faults.push({ method: "POST", path: /check-runs$/, status: 201, times: 1, body: { id: 5, status: "in_progress", html_url: "", app: { slug: "acme" }, output: { annotations_count: 0 } } });
    github.faults.push({ method: "PATCH", path: /check-runs\/5$/, status: 200, body: {} });
    const own = github.state.comment(7, `${marker}\nold`, { login: "acme[bot]", type: "Bot" });
    github.faults.push({ method: "PATCH", path: /issues\/comments/, status: 200, body: { html_url: "edited" } });
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(result.outputs["comment-url"], "edited", result.log);
    assert.ok(github.writes.includes(`PATCH /repos/acme/digits/issues/comments/${own.id}`));
  });

  gateTest("names the commit it speaks of, and another commit with the same result is named in its place", async ({ github, machine, repository }) => {
    await machine.main(pullRequest(repository), publishes(publication()));
    const other = makeRepository({ model: "another" });
    await new Machine(github, other.folder).main(pullRequest(other), publishes(publication()));
    assert.deepEqual(github.state.comments.get(7)?.map(({ body }) => body), [says("comment, long", other)]);
    await machine.main(pullRequest(repository), publishes(publication()), { comment: "new" });
    assert.equal(github.state.comments.get(7)?.length, 1, "new is for another result");
  });

  gateTest("new: another comment whenever it says something else", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    for (const published of [publication(), publication(), failing({ comment: [`${marker}\nnow it fails`] })])
      await machine.main(event, publishes(published), { comment: "new" });
    assert.deepEqual(github.state.comments.get(7)?.map(({ body }) => body), [says("comment, long", repository), says("now it fails", repository)]);
  });

  gateTest("off: none", async ({ github, machine, repository }) => {
    const result = await machine.main(pullRequest(repository), publishes(publication()), { comment: "off" });
    assert.equal(result.outputs["comment-url"], "");
    assert.deepEqual(github.requests.filter(({ path }) => path.includes("comments")), []);
  });

  gateTest("comment-when: what is begun and what is kept true", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const unchanged = publication({ verdict: "unchanged", comment: [`${marker}\nunchanged`] });
    const bodies = () => github.state.comments.get(7)?.map(({ body }) => body) ?? [];
    await machine.main(event, publishes(unchanged), { "comment-when": "changed" });
    await machine.main(event, publishes(publication()), { "comment-when": "failed" });
    assert.deepEqual(bodies(), [], "nothing is begun");
    await machine.main(event, publishes(failing({ comment: [`${marker}\nfails`] })), { "comment-when": "failed" });
    assert.deepEqual(bodies(), [says("fails", repository)]);
    await machine.main(event, publishes(publication()), { "comment-when": "failed" });
    assert.deepEqual(bodies(), [says("comment, long", repository)], "a comment that spoke of a failure is brought up to date");
  });

  gateTest("comment-when changed: a changed model gets one", async ({ github, machine, repository }) => {
    await machine.main(pullRequest(repository), publishes(publication()), { "comment-when": "changed" });
    assert.equal(github.state.comments.get(7)?.length, 1);
  });

  gateTest("a fork's pull request is refused before anything runs", async ({ github, machine, repository }) => {
    for (const from of [{ id: forkId }, null]) {
      const result = await machine.main(pullRequest(repository, { from }), publishes(publication()));
      assert.equal(result.code, 1);
      assert.match(result.log, /MCI5003.*fork-candidate\.yml.*fork-gate\.yml/);
    }
    assert.deepEqual([machine.calls, github.requests], [[], []]);
  });
});

void describe("texts that are too long", { concurrency: 4 }, () => {
  gateTest("a comment over 65,000 bytes gives way to the next shorter one", async ({ github, machine, repository }) => {
    const long = `${marker}\n${"ä".repeat(32_500)}`; // 32,524 characters, 65,025 bytes
    await machine.main(pullRequest(repository), publishes(publication({ comment: [long, `${marker}\nshort`] })));
    assert.deepEqual(github.state.comments.get(7)?.map(({ body }) => body), [says("short", repository)]);
    assert.equal(commentWrites(github.writes).length, 1);
  });

  gateTest("one that GitHub answers with 422 too", async ({ github, machine, repository }) => {
    github.faults.push({ method: "POST", path: /comments$/, status: 422, times: 1, body: { message: "Validation Failed: body is too long" } });
    await machine.main(pullRequest(repository), publishes(publication()));
    assert.deepEqual(github.state.comments.get(7)?.map(({ body }) => body), [says("comment, short", repository)]);
  });

  gateTest("a check's summary over 65,535 characters, and one that GitHub answers with 422", async ({ github, machine, repository }) => {
    const tooLong = (body: Record<string, unknown>) => (body.output as { summary?: string } | undefined)?.summary === "middle";
    github.faults.push({ method: "PATCH", path: /check-runs/, status: 422, when: ({ body }) => tooLong(body), body: { message: "too long" } });
    await machine.main(pullRequest(repository), publishes(publication({ check: ["x".repeat(65_536), "middle", "headline"] })));
    assert.deepEqual([github.state.checks[0]?.conclusion, github.state.checks[0]?.output.summary], ["success", "headline"]);
  });

  gateTest("a check of which not even the shortest text fits is completed all the same", async ({ github, machine, repository }) => {
    const said = (body: Record<string, unknown>) => (body.output as { summary?: string } | undefined)?.summary === "short";
    github.faults.push({ method: "PATCH", path: /check-runs/, status: 422, when: ({ body }) => said(body), body: { message: "too long" } });
    await machine.main(pullRequest(repository), publishes(failing({ check: ["x".repeat(65_536), "short"] })));
    const [check] = github.state.checks;
    assert.deepEqual([check?.conclusion, check?.output.title], ["failure", "Failed"]);
    assert.equal(check?.output.summary, "The text is too long for GitHub; the job summary has it.");
    assert.equal(github.state.annotations.get(check?.id ?? 0)?.length, 1);
  });

  gateTest("a job summary over 1 MiB with its line break", async ({ machine, repository }) => {
    const result = await machine.main(pullRequest(repository), publishes(publication({ summary: ["x".repeat(1024 * 1024), "short"] })));
    assert.equal(result.summary, "short\n");
  });

  void test("where not even the shortest fits, that is said", async () => {
    await assert.rejects(sendFitting(["long"], () => false, () => Promise.resolve()), /shortest text is too long/);
  });
});
