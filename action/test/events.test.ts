import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "node:test";
import { dispatch, mergeGroup, pullRequest, push } from "./support/events.ts";
import { gateTest, type Setting } from "./support/gateTest.ts";
import { Machine, type Event } from "./support/machine.ts";
import { checkoutOf, runGit, workFolder } from "./support/repository.ts";
import { publication, publishes } from "./support/scenario.ts";

const optionsOf = (args: string[]): Record<string, string> =>
  Object.fromEntries(["--base", "--config-from", "--pull-request"].flatMap((name) => (args.includes(name) ? [[name, args[args.indexOf(name) + 1] ?? ""]] : [])));

async function called({ github }: Setting, workspace: string, event: Event) {
  const machine = new Machine(github, workspace);
  const result = await machine.main(event, publishes(publication()));
  assert.equal(result.code, 0, result.log);
  const [announced, evaluated] = machine.calls;
  assert.deepEqual(announced?.args.map((arg) => (arg === "--announce" ? "--publish" : arg)), evaluated?.args, "both calls get the same options");
  return { options: optionsOf(evaluated?.args ?? []), occasions: github.state.checks.map((check) => check.external_id), heads: github.state.checks.map((check) => check.head_sha), comments: github.state.comments.size };
}

void describe("events", { concurrency: 4 }, () => {
  gateTest("pull_request on GitHub's merge commit: compared with what it is merged into", async (setting) => {
    const { repository } = setting;
    const { options, heads, comments } = await called(setting, repository.folder, pullRequest(repository));
    assert.deepEqual(options, { "--base": repository.base, "--config-from": repository.base, "--pull-request": "7" });
    assert.deepEqual([heads, comments], [[repository.head], 1]);
  });

  gateTest("pull_request on its own head: compared with the event's base", async (setting) => {
    const { repository } = setting;
    const { options } = await called(setting, checkoutOf(repository, repository.head), pullRequest(repository));
    assert.deepEqual(options, { "--base": repository.opened, "--config-from": repository.opened, "--pull-request": "7" });
  });

  gateTest("pull_request in a clone of depth 1", async (setting) => {
    const { repository } = setting;
    const clone = join(workFolder("shallow"), "clone");
    runGit(repository.folder, "branch", "-f", "merged", repository.merge);
    runGit(repository.folder, "clone", "-q", "--depth", "1", "--branch", "merged", `file://${repository.folder}`, clone);
    assert.throws(() => runGit(clone, "rev-parse", "--verify", "--quiet", "HEAD^1"), "the clone has one commit");
    const { options } = await called(setting, clone, pullRequest(repository));
    assert.equal(options["--base"], repository.base);
  });

  gateTest("merge_group: the group's base, a check on the group's commit, no comment", async (setting) => {
    const { repository } = setting;
    const { options, heads, comments, occasions } = await called(setting, repository.folder, mergeGroup(repository));
    assert.deepEqual(options, { "--base": repository.base, "--config-from": repository.base });
    assert.deepEqual([heads, comments, occasions], [[repository.merge], 0, ["modelci:digits:merge_group"]]);
  });

  gateTest("push: the first parent, and the checkout's own configuration", async (setting) => {
    const { repository } = setting;
    const { options, heads, comments, occasions } = await called(setting, repository.folder, push(repository.merge));
    assert.deepEqual(options, { "--base": repository.base });
    assert.deepEqual([heads, comments, occasions], [[repository.merge], 0, ["modelci:digits:push:main"]]);
  });

  gateTest("push of a first commit: no base", async (setting) => {
    const { repository } = setting;
    assert.deepEqual((await called(setting, checkoutOf(repository, repository.opened), push(repository.opened))).options, {});
  });

  gateTest("workflow_dispatch on the default branch: as push", async (setting) => {
    const { repository } = setting;
    const { options, occasions } = await called(setting, repository.folder, dispatch(repository.merge, "main"));
    assert.deepEqual([options, occasions], [{ "--base": repository.base }, ["modelci:digits:dispatch:main"]]);
  });

  gateTest("workflow_dispatch on another branch: against the default branch", async (setting) => {
    const { repository } = setting;
    const { options, heads } = await called(setting, checkoutOf(repository, repository.head), dispatch(repository.head, "better"));
    assert.deepEqual([options, heads], [{ "--base": "refs/heads/main", "--config-from": "refs/heads/main" }, [repository.head]]);
  });

  gateTest("pull_request_target and unknown events are refused before anything runs", async ({ github, machine, repository }) => {
    const event = pullRequest(repository);
    const target = await machine.main({ ...event, name: "pull_request_target" }, publishes(publication()));
    assert.match(target.log, /::error::MCI5004: pull_request_target/);
    const schedule = await machine.main({ ...event, name: "schedule" }, publishes(publication()));
    assert.match(schedule.log, /::error::MCI5002: the event schedule .*pull_request, merge_group, push, workflow_dispatch, or workflow_run/);
    assert.deepEqual([target.code, schedule.code, machine.calls, github.requests], [1, 1, [], []]);
  });

  gateTest("a checkout of another commit than the event's is refused", async ({ github, repository }) => {
    const machine = new Machine(github, checkoutOf(repository, repository.opened));
    for (const event of [pullRequest(repository), mergeGroup(repository), push(repository.merge), dispatch(repository.merge, "better")]) {
      const result = await machine.main(event, publishes(publication()));
      assert.match(result.log, new RegExp(`::error::MCI5011: the checkout is at ${repository.opened}`));
      assert.equal(result.code, 1);
    }
    assert.deepEqual([machine.calls, github.requests], [[], []]);
  });

  gateTest("a workspace without a checkout is said to be one", async ({ github, repository }) => {
    const empty = workFolder("empty");
    writeFileSync(join(empty, "modelci.yml"), "");
    const result = await new Machine(github, empty).main(pullRequest(repository), publishes(publication()));
    assert.match(result.log, /::error::MCI5009: .*not a git repository/);
  });
});
