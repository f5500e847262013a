import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { forkId, pullRequest, repositoryId, workflowRun } from "./support/events.ts";
import { gateTest, type Setting } from "./support/gateTest.ts";
import { Machine, type Event } from "./support/machine.ts";
import { checkoutOf, makeRepository, runGit, workFolder } from "./support/repository.ts";
import { announcement, publication, publishes } from "./support/scenario.ts";

// The second half of the pair for forks: on the default branch, with secrets, and with an artifact that a stranger wrote.
const forged = "f".repeat(40);

interface Change {
  claim?: unknown;
  event?: Event;
  pull?: { state?: string; base?: number; branch?: string; head?: string; from?: number | null };
  prepare?: (artifact: string) => void;
  checkout?: string;
  candidate?: string | null;
  model?: string;
}

async function secondHalf({ github, repository }: Setting, change: Change = {}) {
  const artifact = workFolder("artifact");
  const claim = change.claim ?? { number: 7, head: repository.head };
  writeFileSync(join(artifact, "better.onnx"), change.model ?? "better");
  writeFileSync(join(artifact, "pull-request.json"), typeof claim === "string" ? claim : JSON.stringify(claim));
  change.prepare?.(artifact);
  github.state.clone = repository.folder;
  const { state = "open", base = repositoryId, branch = "main", head = repository.head, from = forkId } = change.pull ?? {};
  github.state.pulls.push({ number: 7, state, base: { ref: branch, repo: { id: base } }, head: { sha: head, repo: from === null ? null : { id: from } } });
  github.state.pulls.push({ number: 8, state: "open", base: { ref: "main", repo: { id: repositoryId } }, head: { sha: forged, repo: { id: forkId } } });
  const scenario = publishes(publication());
  if (change.candidate !== undefined) scenario.announce = { exit: 0, files: { "announcement.json": { ...announcement, candidate: change.candidate } } };
  const machine = new Machine(github, checkoutOf(repository, change.checkout ?? repository.base));
  const result = await machine.main(change.event ?? workflowRun(repository), scenario, { artifact });
  return { result, machine, artifact };
}

// The pull request's model is a link to a file that the artifact holds in its place.
function linked({ repository }: Setting): Change {
  const folder = checkoutOf(repository, repository.head);
  rmSync(join(folder, "models/better.onnx"));
  symlinkSync("../modelci.yml", join(folder, "models/better.onnx"));
  runGit(folder, "commit", "-q", "-a", "-m", "link");
  const head = runGit(folder, "rev-parse", "HEAD");
  return { claim: { number: 7, head }, event: workflowRun(repository, { head }), pull: { head } };
}

void describe("the pair for forks, second half", { concurrency: 4 }, () => {
  gateTest("judges the artifact's model by the default branch's rules, and shows it on the pull request", async (setting) => {
    const { github, repository } = setting;
    const { result, machine, artifact } = await secondHalf(setting);
    assert.equal(result.code, 0, result.log);
    const args = machine.calls.at(-1)?.args ?? [];
    const value = (name: string) => args[args.indexOf(name) + 1];
    assert.deepEqual(
      ["--base", "--config-from", "--candidate", "--pull-request"].map(value),
      [repository.base, repository.base, join(artifact, "better.onnx"), "7"],
    );
    assert.deepEqual(github.state.checks.map((check) => [check.head_sha, check.conclusion]), [[repository.head, "success"]]);
    assert.equal(github.state.comments.get(7)?.length, 1);
  });

  const refusals: [string, RegExp, (setting: Setting) => Change][] = [
    ["a forged number, of a pull request that is elsewhere", /pull request 8 is at commit f+/, ({ repository }) => ({ claim: { number: 8, head: repository.head } })],
    ["a forged number, of no pull request", /there is no pull request 99/, ({ repository }) => ({ claim: { number: 99, head: repository.head } })],
    ["a forged head", /speaks of commit f+/, () => ({ claim: { number: 7, head: forged } })],
    ["a pull request that moved on", /pull request 7 is at commit f+/, () => ({ pull: { head: forged } })],
    ["a closed pull request", /pull request 7 is closed/, () => ({ pull: { state: "closed" } })],
    ["a pull request for another repository", /not for this repository/, () => ({ pull: { base: 99 } })],
    ["a pull request for another branch", /is for the branch release; here the branch main is judged/, () => ({ pull: { branch: "release" } })],
    ["another fork at the same commit", /does not come from the repository/, () => ({ pull: { from: 98 } })],
    ["a fork that is gone", /does not come from the repository/, () => ({ pull: { from: null } })],
    ["a first workflow that ran on push", /ran on push, not on pull_request/, ({ repository }) => ({ event: workflowRun(repository, { event: "push" }) })],
    ["the pull request's own checkout", /checkout is the pull request's own/, ({ repository }) => ({ checkout: repository.head })],
    ["GitHub's merge of the pull request as checkout", /checkout is the pull request's own/, ({ repository }) => ({ checkout: repository.merge })],
    ["a link in the artifact", /"extra\.data" in it is no regular file/, () => ({ prepare: (artifact) => symlinkSync("/etc/passwd", join(artifact, "extra.data")) })],
    ["a folder in the artifact", /"models" in it is no regular file/, () => ({ prepare: (artifact) => mkdirSync(join(artifact, "models")) })],
    ["huge JSON", /pull-request\.json has 1000023 bytes/, () => ({ claim: `{"number": 7, "head": "${"a".repeat(999_999)}"}`.slice(0, 1_000_021) + "  " })],
    ["a number in words", /pull-request\.json is not/, ({ repository }) => ({ claim: { number: "7; rm -rf /", head: repository.head } })],
    ["a negative number", /pull-request\.json is not/, ({ repository }) => ({ claim: { number: -7, head: repository.head } })],
    ["a head that is a branch", /pull-request\.json is not/, () => ({ claim: { number: 7, head: "main" } })],
    ["no JSON", /pull-request\.json is not/, () => ({ claim: "number: 7" })],
    ["JSON null", /pull-request\.json is not/, () => ({ claim: "null" })],
    ["no model under the configuration's name", /no file other\.onnx/, () => ({ candidate: "models/other.onnx" })],
    ["a forged model", /its "better\.onnx" is not "models\/better\.onnx" of the pull request's commit/, () => ({ model: "bettor" })],
    ["an empty model", /its "better\.onnx" is not/, () => ({ model: "" })],
    ["weights that the pull request does not have", /has no file "models\/better\.onnx\.data"/, () => ({ prepare: (artifact) => writeFileSync(join(artifact, "better.onnx.data"), "weights") })],
    ["a model from another folder", /has no folder other/, () => ({ candidate: "other/better.onnx" })],
    ["a model at the root in place of one in a folder", /has no file "better\.onnx"/, () => ({ candidate: "better.onnx" })],
    ["a link for a model", /"models\/better\.onnx" is a link in the pull request's commit/, (setting) => linked(setting)],
    ["a configuration whose candidate is no file", /no file of this repository/, () => ({ candidate: null })],
  ];
  for (const [name, message, change] of refusals)
    gateTest(`refuses ${name}`, async (setting) => {
      const { result, machine } = await secondHalf(setting, change(setting));
      assert.equal(result.code, 1, result.log);
      const errors = result.log.split("\n").filter((line) => line.startsWith("::error::"));
      assert.equal(errors.length, 1, result.log);
      assert.match(errors[0] ?? "", /^::error::MCI5005: /);
      assert.match(errors[0] ?? "", message);
      assert.ok(!machine.calls.some(({ args }) => !args.includes("--announce")), "nothing is evaluated");
      assert.deepEqual([setting.github.state.comments.size, setting.github.state.checks], [0, []], "nothing is shown, and no check stays open");
    });

  gateTest("takes a model of a repository with SHA-256 objects", async (setting) => {
    const { result } = await secondHalf({ ...setting, repository: makeRepository({ format: "sha256" }) });
    assert.equal(result.code, 0, result.log);
  });

  const lfs = "weights in Git LFS";
  const pointer = (content: string, size = content.length): string =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${createHash("sha256").update(content).digest("hex")}\nsize ${size}\n`;

  gateTest("takes a model in Git LFS: the pull request has a pointer to it", async (setting) => {
    const { result } = await secondHalf({ ...setting, repository: makeRepository({ model: pointer(lfs) }) }, { model: lfs });
    assert.equal(result.code, 0, result.log);
  });

  for (const [name, model] of Object.entries({ content: pointer("weights in Git ftp"), size: pointer(lfs, 7), "kind of file": `${createHash("sha256").update(lfs).digest("hex")}\n` }))
    gateTest(`refuses a model in Git LFS where the pull request's pointer is to another ${name}`, async (setting) => {
      const { result, machine } = await secondHalf({ ...setting, repository: makeRepository({ model }) }, { model: lfs });
      assert.match(result.log, /^::error::MCI5005: .*its "better\.onnx" is not/m);
      assert.equal(machine.calls.length, 1);
    });

  gateTest("needs the artifact input, and has it to itself", async ({ machine, repository }) => {
    const without = await machine.main(workflowRun(repository), publishes(publication()));
    assert.match(without.log, /::error::MCI5001: workflow_run needs the input artifact/);
    const missing = await new Machine(machine.github, checkoutOf(repository, repository.base)).main(workflowRun(repository), publishes(publication()), { artifact: "nowhere" });
    assert.match(missing.log, /::error::MCI5001: .*no folder '.*nowhere'/);
    const elsewhere = await machine.main(pullRequest(repository), publishes(publication()), { artifact: "candidate" });
    assert.match(elsewhere.log, /::error::MCI5001: the input artifact is for workflow_run only/);
  });

  gateTest("403 names actions: read too", async (setting) => {
    setting.github.faults.push({ method: "GET", path: /pulls/, status: 403, body: { message: "Resource not accessible by integration" } });
    const { result } = await secondHalf(setting);
    assert.match(result.log, /permissions:%0A  actions: read%0A  checks: write/);
  });
});
