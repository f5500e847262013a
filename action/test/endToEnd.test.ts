import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { dispatch, forkId, pullRequest, workflowRun } from "./support/events.ts";
import { FakeGitHub } from "./support/fakeGitHub.ts";
import { labelLoop } from "./support/labelLoop.ts";
import { Machine, type StepResult } from "./support/machine.ts";
import { runGit, workFolder, type Repository } from "./support/repository.ts";

// The real runner, built from this checkout as the Action builds it, on the digits example in a repository with a remote.
const root = resolve(process.env.ACTION_FOLDER ?? "", "..");
const digits = join(root, "action", "examples", "digits");
const ledger = "refs/modelci/digits";
const marker = "<!-- modelci: digits -->";
const lacksDotnet = !(process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "dotnet")));

interface Origin {
  bare: string;
  repository: Repository;
}

// main holds the baseline; the pull request brings one model, and whatever else `edit` changes.
function makeOrigin(model: string, edit: (folder: string) => void = () => {}): Origin {
  const bare = workFolder("origin");
  runGit(bare, "init", "-q", "--bare", "-b", "main");
  runGit(bare, "config", "uploadpack.allowReachableSHA1InWant", "true");
  const folder = workFolder("digits");
  cpSync(digits, folder, { recursive: true });
  const classifier = join(folder, "models", "classifier.onnx");
  copyFileSync(join(digits, "models", "baseline.onnx"), classifier);
  const written = readFileSync(join(folder, "modelci.yml"), "utf8")
    .replace("candidate: models/better.onnx", "candidate: models/classifier.onnx")
    .replace("baseline: models/baseline.onnx", "baseline: base")
    .replace("remote: none", "remote: origin");
  writeFileSync(join(folder, "modelci.yml"), written);
  runGit(folder, "init", "-q", "-b", "main");
  const base = commitAll(folder, "The first classifier");
  runGit(folder, "checkout", "-q", "-b", "better");
  copyFileSync(join(digits, "models", model), classifier);
  edit(folder);
  const head = commitAll(folder, "Another classifier");
  runGit(folder, "checkout", "-q", "--detach", "main");
  runGit(folder, "merge", "-q", "--no-ff", "-m", "Merge", "better");
  const merge = runGit(folder, "rev-parse", "HEAD");
  runGit(folder, "push", "-q", bare, "main", "HEAD:refs/pull/7/merge", "better:refs/pull/7/head");
  return { bare, repository: { folder, opened: base, base, head, merge } };
}

function commitAll(folder: string, message: string): string {
  runGit(folder, "add", "-A");
  runGit(folder, "commit", "-q", "-m", message);
  return runGit(folder, "rev-parse", "HEAD");
}

// As actions/checkout does it: one commit, detached.
function checkout({ bare }: Origin, ref: string): string {
  const folder = workFolder("workspace");
  runGit(folder, "init", "-q");
  runGit(folder, "remote", "add", "origin", `file://${bare}`);
  runGit(folder, "fetch", "-q", "--no-tags", "--depth=1", "origin", `+${ref}:refs/remotes/checkout`);
  runGit(folder, "checkout", "-q", "--detach", "refs/remotes/checkout");
  return folder;
}

const entries = ({ bare }: Origin): Record<string, unknown>[] =>
  runGit(bare, "rev-list", "--reverse", ledger)
    .split("\n")
    .map((commit) => JSON.parse(runGit(bare, "show", `${commit}:entry.json`)) as Record<string, unknown>);

void describe("end to end", { skip: lacksDotnet && "dotnet is not present" }, () => {
  let github: FakeGitHub;
  const tools = join(process.env.TEST_WORK ?? "", "built");
  // The build needs this machine's package folders; everything else of the environment stays behind.
  const kept = Object.entries(process.env).filter(([name]) => /^(HOME|XDG_.*|DOTNET_.*|NUGET_.*|npm_config_.*|(https?|no)_proxy)$/i.test(name));
  const environment = { ...(Object.fromEntries(kept) as Record<string, string>), GITHUB_ACTION_REPOSITORY: "", RUNNER_TOOL_CACHE: tools };
  const machineAt = (workspace: string): Machine => new Machine(github, workspace, environment, { checkout: root });

  before(async () => (github = await FakeGitHub.start()));
  after(async () => {
    await github.stop();
    assert.deepEqual(github.violations, []);
  });

  void test("setup builds the runner and puts it on the PATH", async () => {
    const origin = makeOrigin("better.onnx");
    const result = await machineAt(origin.repository.folder).setup(pullRequest(origin.repository));
    assert.equal(result.code, 0, result.log);
    assert.match(result.log, /Build the runner/);
    assert.equal(result.outputs.path, join(result.path, "modelci"));
    assert.match(execFileSync(result.outputs.path ?? "", ["--version"], { encoding: "utf8" }), /^0\.1\.0/);
  });

  void test("a better model passes: summary, check, comment, outputs, ledger; a second run changes nothing", async () => {
    const origin = makeOrigin("better.onnx");
    const { repository } = origin;
    const event = pullRequest(repository);
    const machine = machineAt(checkout(origin, "refs/pull/7/merge"));
    const result = await machine.main(event, null);
    assert.equal(result.code, 0, result.log);
    assert.doesNotMatch(result.log, /Build the runner/, "setup's build is used");
    assert.match(result.summary, /digits/);

    const [check] = github.state.checks;
    assert.deepEqual(
      [check?.name, check?.head_sha, check?.external_id, check?.status, check?.conclusion],
      ["ModelCI (digits)", repository.head, "modelci:digits:pull_request#7", "completed", "success"],
    );
    const [comment] = github.state.comments.get(7) ?? [];
    assert.equal(comment?.body.split("\n")[0], marker);
    assert.match(comment?.body ?? "", /pass/i);

    const { outputs } = result;
    assert.deepEqual([outputs.verdict, outputs["exit-code"], outputs["labels-reserved"]], ["pass", "0", "200"]);
    assert.ok(Number(outputs["runs-left"]) > 0);
    const report = JSON.parse(readFileSync(outputs["report-json"] ?? "", "utf8")) as { verdict: string };
    assert.equal(report.verdict, "pass");
    assert.ok(readFileSync(outputs["report-markdown"] ?? "", "utf8").length > 0);
    assert.deepEqual([outputs["comment-url"], outputs["check-url"]], [comment?.html_url, check?.html_url]);

    const written = entries(origin);
    assert.equal(written.length, 2, "an opening and its result");
    const account = JSON.stringify(written[0]);
    assert.ok(account.includes("octocat") && account.includes(repository.merge), account);
    assert.match(account, /"pullRequest":7/);

    await machine.post(event);
    const shown = structuredClone([github.state.checks, [...github.state.annotations], github.state.comments.get(7)]);
    const again = await machineAt(checkout(origin, "refs/pull/7/merge")).main(event, null);
    assert.equal(again.code, 0, again.log);
    assert.deepEqual([github.state.checks, [...github.state.annotations], github.state.comments.get(7)], shown);
    assert.equal(entries(origin).length, 2, "nothing is paid twice");
  });

  void test("a worse model fails, and a pull request that edits the gate is judged by the base's", async () => {
    const origin = makeOrigin("worse.onnx", (folder) => {
      const path = join(folder, "modelci.yml");
      writeFileSync(path, readFileSync(path, "utf8").replace('"n - o > 0 +/- 0.02"', '"n - o > -0.9 +/- 0.02"'));
    });
    const fresh = await FakeGitHub.start();
    const machine = new Machine(fresh, checkout(origin, "refs/pull/7/merge"), environment, { checkout: root });
    const result = await machine.main(pullRequest(origin.repository), null);
    await fresh.stop();
    assert.deepEqual(fresh.violations, []);
    assert.equal(result.code, 1, result.log);
    assert.deepEqual([result.outputs.verdict, result.outputs["exit-code"]], ["fail", "1"]);
    const [check] = fresh.state.checks;
    assert.equal(check?.conclusion, "failure");
    const body = fresh.state.comments.get(7)?.[0]?.body ?? "";
    assert.ok(body.includes("-0.9"), `the edit is shown: ${body}`);
    assert.ok(fresh.state.annotations.get(check?.id ?? 0)?.some(({ path }) => path === "modelci.yml"));
  });

  void test("a branch is compared with the default branch on demand", async () => {
    const origin = makeOrigin("better.onnx");
    const fresh = await FakeGitHub.start();
    const machine = new Machine(fresh, checkout(origin, "refs/pull/7/head"), environment, { checkout: root });
    const result = await machine.main(dispatch(origin.repository.head, "better"), null);
    await fresh.stop();
    assert.deepEqual(fresh.violations, []);
    assert.equal(result.code, 0, result.log);
    assert.deepEqual(fresh.state.checks.map((check) => [check.head_sha, check.conclusion]), [[origin.repository.head, "success"]]);
    assert.equal(fresh.state.comments.size, 0);
  });

  void test("a fork's model comes through the pair", async () => {
    const origin = makeOrigin("better.onnx");
    const { repository } = origin;
    const fresh = await FakeGitHub.start();
    fresh.state.pulls.push({ number: 7, state: "open", base: { ref: "main", repo: { id: 1 } }, head: { sha: repository.head, repo: { id: forkId } } });
    fresh.state.clone = repository.folder;
    const artifact = workFolder("candidate");
    copyFileSync(join(digits, "models", "better.onnx"), join(artifact, "classifier.onnx"));
    writeFileSync(join(artifact, "pull-request.json"), JSON.stringify({ number: 7, head: repository.head }));
    const machine = new Machine(fresh, checkout(origin, "refs/heads/main"), environment, { checkout: root });
    const result: StepResult = await machine.main(workflowRun(repository), null, { artifact });
    await fresh.stop();
    assert.deepEqual(fresh.violations, []);
    assert.equal(result.code, 0, result.log);
    assert.deepEqual(fresh.state.checks.map((check) => [check.head_sha, check.conclusion]), [[repository.head, "success"]]);
    assert.equal(fresh.state.comments.get(7)?.[0]?.body.split("\n")[0], marker);
    assert.equal(entries(origin).length, 2);
  });

  void test("labels are asked for, answered and taken, and the gate goes on", () => labelLoop(digits, environment, root));
});
