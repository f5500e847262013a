import assert from "node:assert/strict";
import { afterEach, beforeEach, suite, test } from "node:test";
import { blockOf } from "../src/labels/fence.ts";
import { LabelJob, scenario } from "./support/labelJob.ts";

const marker = "<!-- modelci-labels: digits -->";
const key = { MODELCI_KEY: "c2VjcmV0LWtleQ==", MODELCI_ORDER_KEY: "b3JkZXIta2V5" };

suite("A request for labels", () => {
  let job: LabelJob;
  beforeEach(async () => (job = await LabelJob.start()));
  afterEach(async () => assert.deepEqual(await job.end(), []));

  // The second block: the first is the example of an answer.
  const items = (body = "") => blockOf("csv", body.slice(body.indexOf("### Items")));

  test("opens an issue with the items, the budget and how to answer", async () => {
    const { code, log, outputs } = await job.run({}, { ...scenario, status: { ...scenario.status, cost: { currency: "EUR", used: 96, charged: 112, budget: 400, left: 288.5 } } });

    assert.equal(code, 0, log);
    const [issue] = job.github.issues;
    assert.equal(issue?.title, "Labels wanted for the test set digits");
    assert.equal(issue?.body.split("\n")[0], marker);
    assert.equal(items(issue?.body), "id,label,text\n1017,,secretRow\n1042,,anotherRow\n");
    assert.match(issue?.body ?? "", /\| left \| 3,600 \| 288\.50 \|/);
    assert.match(issue?.body ?? "", /It may need 2; all of them are below/);
    assert.deepEqual(outputs, { "issue-url": issue?.html_url, "pull-request-url": "" });
  });

  test("says nothing of it in the log", async () => {
    const { log } = await job.run();

    assert.doesNotMatch(log, /secretRow|1017|\b2\b|1,?200|progress/);
  });

  test("twice changes nothing", async () => {
    await job.run();
    const before = job.github.server.writes.length;
    await job.run();

    assert.equal(job.github.server.writes.length, before);
  });

  test("that got no answer opens no second issue", async () => {
    job.github.server.faults.push({ method: "POST", path: /\/issues$/, status: 502, times: 1, carriedOut: true, body: { message: "Bad Gateway" } });
    const { code, log, outputs } = await job.run();

    assert.equal(code, 0, log);
    assert.equal(job.github.issues.length, 1);
    assert.equal(outputs["issue-url"], job.github.issues[0]?.html_url);
  });

  test("is brought up to date in place", async () => {
    const first = await job.run();
    const second = await job.run({}, { ...scenario, rows: ["7,,new"], status: { ...scenario.status, budget: null, left: null } });

    assert.equal(second.outputs["issue-url"], first.outputs["issue-url"]);
    assert.equal(job.github.issues.length, 1);
    assert.equal(items(job.github.issues[0]?.body), "id,label,text\n7,,new\n");
    assert.match(job.github.issues[0]?.body ?? "", /\| left \| unlimited \|/);
  });

  test("is found behind 120 others, none of them ours", async () => {
    for (let count = 0; count < 120; count++) job.github.issue(`${marker}\nI am not the Action`, { login: "stranger", type: "User" });
    Object.assign(job.github.issue(`${marker}\na pull request`), { pull_request: {} });
    job.github.issue("<!-- modelci-labels: letters -->\nanother test set");
    const own = job.github.issue(`${marker}\nolder items`);

    const { outputs } = await job.run();

    assert.equal(outputs["issue-url"], own.html_url);
    assert.deepEqual(job.github.server.writes, [`PATCH /repos/acme/digits/issues/${own.number}`]);
  });

  test("asks for fewer items where all are too long for an issue", async () => {
    const rows = Array.from({ length: 3000 }, (_, id) => `${id},,${"ü".repeat(id % 200)}`);
    const { code, log } = await job.run({}, { ...scenario, rows });

    assert.equal(code, 0, log);
    const body = job.github.issues[0]?.body ?? "";
    const listed = items(body)?.trimEnd().split("\n").slice(1) ?? [];
    assert.ok(Buffer.byteLength(body) <= 65_000);
    assert.ok(Buffer.byteLength(body) > 50_000);
    assert.deepEqual(listed, rows.slice(0, listed.length));
    assert.match(body, new RegExp(`It may need 3,000; the next ${listed.length} are below`));
  });

  test("says so where one item is too long", async () => {
    const { code, log } = await job.run({}, { ...scenario, rows: [`1,,${"x".repeat(70_000)}`] });

    assert.equal(code, 1);
    assert.match(log, /::error::MCI5021: one item alone is too long for an issue/);
  });

  test("is not made where nothing waits", async () => {
    const { code, outputs } = await job.run({}, { ...scenario, rows: [] });

    assert.equal(code, 0);
    assert.deepEqual(outputs, { "issue-url": "", "pull-request-url": "" });
    assert.deepEqual(job.github.server.requests, []);
  });

  test("of a sealed test set is not made in this repository", async () => {
    for (const repository of ["acme/digits", "Acme/Digits"]) {
      const { code, log } = await job.run({ repository }, scenario, key);

      assert.equal(code, 1);
      assert.match(log, /repository: is this repository, and the test set is sealed/);
    }
    assert.deepEqual([...job.calls, ...job.github.server.requests], []);
  });

  test("of a sealed test set goes to the repository that is named", async () => {
    const { code, log } = await job.run({ repository: "acme/labelling", "issues-token": "ghs_other" }, scenario, key);

    assert.equal(code, 0, log);
    assert.deepEqual(job.github.server.writes, ["POST /repos/acme/labelling/issues"]);
    for (const secret of Object.values(key)) assert.match(log, new RegExp(`^::add-mask::${secret}$`, "m"));
  });

  test("starts the runner with the keys and without the tokens", async () => {
    await job.run({ repository: "acme/labelling" }, scenario, { ...key, GITHUB_TOKEN: "ghs_x" });

    const calls = job.calls;
    assert.deepEqual(calls.map(({ args }) => args.slice(0, 2).join(" ")), ["labels status", "labels request"]);
    for (const { env, cwd } of calls) {
      assert.equal(cwd, job.checkout);
      assert.equal(env.MODELCI_KEY, key.MODELCI_KEY);
      assert.deepEqual(Object.entries(env).filter(([name, value]) => /^(INPUT|GITHUB|ACTIONS)_|TOKEN/.test(name) || value.includes("ghs_")), []);
    }
  });

  test("that the runner refuses is explained in the log", async () => {
    const { code, log } = await job.run({}, { ...scenario, refusal: "MCI4001: the ledger's remote 'origin' cannot be reached" });

    assert.equal(code, 1);
    assert.match(log, /::error::.*MCI4001: the ledger's remote 'origin' cannot be reached/);
  });

  test("that the runner refuses is not explained in the log where the test set is sealed", async () => {
    const { code, log } = await job.run({ repository: "acme/labelling" }, { ...scenario, refusal: "MCI3001: item 1017 has no label" }, key);

    assert.equal(code, 1);
    assert.match(log, /::error::modelci refused \(MCI3001\)/);
    assert.doesNotMatch(log, /1017/);
  });

  test("that the runner cannot finish says nothing of what it printed", async () => {
    const { code, log } = await job.run({}, { ...scenario, crashes: "request" });

    assert.equal(code, 1);
    assert.match(log, /::error::MCI5020: modelci labels request crashed/);
    assert.doesNotMatch(log, /1017/);
  });

  test("names the permissions that are missing", async () => {
    job.github.server.faults.push({ method: "POST", path: /\/issues$/, status: 403, body: { message: "Resource not accessible by integration" } });
    const { code, log } = await job.run();

    assert.equal(code, 1);
    assert.match(log, /permissions:(%0A|\n) {2}contents: write.*(%0A|\n) {2}issues: write/);
  });

  test("lists all problems of the inputs at once", async () => {
    const { code, log } = await job.run({ mode: "import", issue: "seven", repository: "digits", "working-directory": "nowhere", version: "new" });

    assert.equal(code, 1);
    for (const problem of ["issue: 'seven'", "repository: 'digits'", "working-directory: there is no folder", "version: 'new'"]) assert.ok(log.includes(problem), problem);
    assert.match((await job.run({ mode: "ask" })).log, /mode: 'ask' is none of request, import/);
    assert.match((await job.run({ issue: "7" })).log, /issue: is for mode: import only/);
  });
});
