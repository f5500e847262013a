import assert from "node:assert/strict";
import { describe } from "node:test";
import { dispatch, pullRequest } from "./support/events.ts";
import { gateTest } from "./support/gateTest.ts";
import { Machine } from "./support/machine.ts";
import { checkoutOf } from "./support/repository.ts";
import { failing, publication, publishes } from "./support/scenario.ts";

void describe("check", { concurrency: 4 }, () => {
  gateTest("opens in progress on the pull request's head and ends with the verdict", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const result = await machine.main(event, publishes(publication()));
    assert.equal(result.code, 0, result.log);

    const [opened, closed] = github.requests.filter(({ path }) => path.includes("check-runs")).filter(({ method }) => method !== "GET");
    assert.equal(opened?.body.status, "in_progress");
    assert.deepEqual(opened?.body.output, { title: "Evaluation runs", summary: "The gate runs." });
    assert.equal(closed?.body.conclusion, "success");
    assert.equal(github.state.checks.length, 1);
    const [check] = github.state.checks;
    assert.deepEqual(
      [check?.name, check?.head_sha, check?.external_id, check?.status, check?.conclusion, check?.output.title, check?.output.summary],
      ["ModelCI (digits)", repository.head, "modelci:digits:pull_request#7", "completed", "success", "Passed", "check, long"],
    );
    assert.equal(check?.details_url, `${github.serverUrl}/acme/digits/actions/runs/4711`);

    const before = github.writes.length;
    const post = await machine.post(event);
    assert.equal(post.code, 0, post.log);
    assert.equal(github.writes.length, before, "post has nothing to do");
  });

  gateTest("sets every output and the job summary, also where the gate fails", async ({ github, machine, repository }) => {
    const result = await machine.main(pullRequest(repository), publishes(failing()));
    assert.equal(result.code, 1);
    assert.match(result.log, /^::error::Failed$/m);
    assert.equal(result.summary, "summary, long\n");
    const { "report-json": json, "report-markdown": markdown, ...others } = result.outputs;
    assert.match(json ?? "", /^\/.*\/report\.json$/);
    assert.match(markdown ?? "", /^\/.*\/summary\.md$/);
    assert.deepEqual(others, {
      verdict: "fail",
      outcome: "refused",
      "exit-code": "1",
      "report-html": "",
      "runs-left": "30",
      "labels-reserved": "400",
      "comment-url": github.state.comments.get(7)?.[0]?.html_url,
      "check-url": github.state.checks[0]?.html_url,
    });
  });

  gateTest("a second run on the same commit takes the check over and repeats no annotation", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    await machine.main(event, publishes(failing()));
    const annotations = [...github.state.annotations.values()];
    await machine.main(event, publishes(failing()));
    assert.equal(github.state.checks.length, 1);
    assert.equal(github.state.checks[0]?.conclusion, "failure");
    assert.deepEqual([...github.state.annotations.values()], annotations);
  });

  gateTest("an annotation that no longer holds is left behind with the old check", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    await machine.main(event, publishes(failing({ annotations: [{ path: "modelci.yml", line: 3, level: "failure", title: "a", message: "no" }] })));
    await machine.main(event, publishes(publication()));
    const [old, current] = github.state.checks;
    assert.equal(github.state.checks.length, 2);
    assert.deepEqual([old?.conclusion, current?.conclusion, current?.external_id], ["success", "success", "modelci:digits:pull_request#7"]);
    assert.deepEqual(github.state.annotations.get(current?.id ?? 0)?.map(({ message }) => message), ["holds"]);
  });

  gateTest("more than fifty annotations go in several requests, each once", async ({ github, machine, repository }) => {
    const annotations = Array.from({ length: 120 }, (_, i) => ({ path: "modelci.yml", line: i + 1, level: "warning" as const, title: "slice", message: `m${i}` }));
    const result = await machine.main(pullRequest(repository), publishes(publication({ annotations })));
    assert.equal(result.code, 0, result.log);
    const [check] = github.state.checks;
    assert.deepEqual(github.state.annotations.get(check?.id ?? 0)?.map(({ message }) => message), annotations.map(({ message }) => message));
    assert.equal(check?.output.summary, "check, long");
  });

  gateTest("annotations that are too long for GitHub are left out, the others are not", async ({ github, machine, repository }) => {
    const annotation = { path: "modelci.yml", line: 1, level: "warning" as const, title: "t".repeat(255), message: "m".repeat(65_536) };
    const annotations = [annotation, { ...annotation, title: "t".repeat(256) }, { ...annotation, message: "ä".repeat(32_769) }];
    const result = await machine.main(pullRequest(repository), publishes(publication({ annotations })));
    assert.equal(github.state.checks[0]?.conclusion, "success");
    assert.deepEqual(github.state.annotations.get(github.state.checks[0].id)?.map(({ title }) => title), [annotation.title]);
    assert.match(result.log, /::warning::2 of 3 annotations are too long/);
  });

  gateTest("two pull requests with one head, and a run by hand for its branch, have checks of their own", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const other = structuredClone(event);
    (other.payload as { pull_request: { number: number } }).pull_request.number = 8;
    await machine.main(event, publishes(failing()));
    await machine.main(other, publishes(publication()));
    const byHand = new Machine(github, checkoutOf(repository, repository.head));
    const result = await byHand.main(dispatch(repository.head, "better"), publishes(publication()));
    assert.equal(result.code, 0, result.log);
    assert.deepEqual(
      github.state.checks.map(({ name, external_id, conclusion }) => [name, external_id, conclusion]),
      [
        ["ModelCI (digits)", "modelci:digits:pull_request#7", "failure"],
        ["ModelCI (digits)", "modelci:digits:pull_request#8", "success"],
        ["ModelCI (digits) (by hand)", "modelci:digits:dispatch:better", "success"],
      ],
    );
  });

  gateTest("gates of several test sets in one repository have checks and comments of their own", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const scenario = publishes(publication());
    await machine.main(event, scenario);
    const marker = "<!-- modelci: letters -->";
    const letters = publishes(failing({ comment: [`${marker}\nletters`] }));
    letters.announce = { exit: 0, files: { "announcement.json": { ...(scenario.announce.files["announcement.json"] as object), testSet: "letters", checkName: "ModelCI (letters)", marker } } };
    await machine.main(event, letters);
    assert.deepEqual(github.state.checks.map(({ name, conclusion }) => [name, conclusion]), [["ModelCI (digits)", "success"], ["ModelCI (letters)", "failure"]]);
    assert.equal(github.state.comments.get(7)?.length, 2);
  });

  gateTest("check-name renames the check", async ({ github, machine, repository }) => {
    await machine.main(pullRequest(repository), publishes(publication()), { "check-name": "quality" });
    assert.deepEqual(github.state.checks.map(({ name }) => name), ["quality"]);
  });

  gateTest("a check of another app with the same name is left alone", async ({ github, machine, repository }) => {
    github.faults.push({ method: "PATCH", path: /\/check-runs\/1$/, status: 403, body: { message: "Resource not accessible by integration" } });
    const output = { title: "theirs", summary: "theirs", text: null, annotations_count: 0, annotations_url: "" };
    github.state.checks.push({ id: 1, name: "ModelCI (digits)", head_sha: repository.head, external_id: "modelci:digits:pull_request#7", details_url: "", html_url: "", status: "queued", conclusion: null, app: { slug: "other" }, output });
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(result.code, 0, result.log);
    assert.deepEqual(github.state.checks.map(({ output, conclusion }) => [output.title, conclusion]), [["theirs", null], ["Passed", "success"]]);
  });

  gateTest("GitHub Enterprise Server: every request goes to GITHUB_API_URL with its path", async ({ github, machine, repository }) => {
    const result = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(result.code, 0, result.log);
    assert.equal(github.state.checks[0]?.conclusion, "success");
    assert.equal(github.state.comments.get(7)?.length, 1);
  }, { apiPath: "/api/v3" });
});
