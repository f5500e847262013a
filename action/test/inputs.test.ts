import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { describe, test } from "node:test";
import { splitArguments } from "../src/arguments.ts";
import type { FailOn } from "../src/inputs.ts";
import { failureOf } from "../src/stepResult.ts";
import { pullRequest } from "./support/events.ts";
import { gateTest } from "./support/gateTest.ts";
import { failing, publication, publishes } from "./support/scenario.ts";

void describe("inputs", { concurrency: 4 }, () => {
  gateTest("all that is wrong is said at once, before anything runs", async ({ github, machine, repository }) => {
    const wrong = { config: "", "working-directory": "nowhere", "github-token": "", comment: "sometimes", "comment-when": "never", "check-name": "a\nb", "fail-on": "fail, broken", args: "--x | y", version: "latest" };
    const { code, log } = await machine.main(pullRequest(repository), publishes(publication()), wrong);
    assert.equal(code, 1);
    const [error = ""] = log.split("\n").filter((line) => line.startsWith("::error::"));
    assert.match(error, /^::error::MCI5001: /);
    for (const name of Object.keys(wrong)) assert.ok(error.includes(`%0A  ${name}: `), `${name} in ${error}`);
    assert.match(error, /'sometimes' is none of update, new, off/);
    assert.match(error, /'broken' is none of fail, undecided, waiting, exhausted/);
    assert.deepEqual([machine.calls, github.requests], [[], []]);
  });

  gateTest("setup's version is looked at as main's", async ({ machine, repository }) => {
    const result = await machine.first("setup", pullRequest(repository), null, { version: "../latest" });
    assert.equal(result.code, 1);
    assert.match(result.log, /^::error::MCI5001: .*version: '..\/latest' is no version like 1\.2\.3/m);
  });

  gateTest("config, working-directory and args reach the runner as they are", async ({ machine, repository }) => {
    const inputs = { config: "gates/my gate.yml", "working-directory": "models", args: `--predictions 'preds/*.parquet' --no-cache "a \\" b"` };
    const result = await machine.main(pullRequest(repository), publishes(publication()), inputs);
    assert.equal(result.code, 0, result.log);
    const { args, cwd } = machine.calls[1] ?? { args: [""], cwd: "" };
    assert.equal(args[args.indexOf("--config") + 1], "gates/my gate.yml");
    assert.equal(args[args.indexOf("--actor") + 1], "octocat");
    assert.deepEqual(args.slice(-4), ["--predictions", "preds/*.parquet", "--no-cache", 'a " b']);
    assert.equal(cwd, realpathSync(`${repository.folder}/models`));
  });

  gateTest("the runner's environment has no token, no input and nothing of GitHub's; keys are masked", async ({ github, machine, repository }) => {
    const more = { MODELCI_KEY: "key-in-base64", MODELCI_ORDER_KEY: "order-in-base64", MODELCI_TOKEN: "t", GH_TOKEN: "t", NPM_TOKEN: "t", AWS_SECRET_ACCESS_KEY: "t", https_proxy: "", LC_ALL: "C", DOTNET_ROOT: "/dotnet", NODE_OPTIONS: "--no-warnings" };
    Object.assign(machine.more, more);
    const { log } = await machine.main(pullRequest(repository), publishes(publication()));
    assert.equal(machine.calls.length, 2);
    for (const { env } of machine.calls) {
      assert.deepEqual(Object.keys(env).sort(), ["DOTNET_ROOT", "HOME", "LC_ALL", "MODELCI_KEY", "MODELCI_ORDER_KEY", "MODELCI_STAND_IN", "PATH", "https_proxy"]);
      assert.ok(!JSON.stringify(env).includes("ghs_secretToken"));
    }
    for (const secret of ["key-in-base64", "order-in-base64", "ghs_secretToken"]) assert.equal(log.split(secret).length - 1, log.split(`::add-mask::${secret}`).length - 1);
    assert.ok(log.indexOf("::add-mask::key-in-base64") < log.indexOf("::stop-commands::"));
    assert.ok(!JSON.stringify(github.requests).includes("key-in-base64"));
  });
});

void describe("args", () => {
  const right: [string, string[]][] = [
    ["", []],
    ["  --a   b\n--c ", ["--a", "b", "--c"]],
    [`"two words" 'it is "so"' a\\ b`, ["two words", 'it is "so"', "a b"]],
    [`--predictions preds/*.parquet`, ["--predictions", "preds/*.parquet"]],
    [`'$HOME' '' "x"y`, ["$HOME", "", "xy"]],
  ];
  for (const [text, parts] of right) void test(`splits ${JSON.stringify(text)}`, () => assert.deepEqual(splitArguments(text), parts));

  for (const text of ["a | b", "a; b", "a && b", "a > b", "$HOME", "${HOME}", '"$HOME"', "$(id)", "it's", '"open', "end\\", "a # b"])
    void test(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => splitArguments(text)));
});

void describe("fail-on", () => {
  const all: FailOn[] = ["fail", "undecided", "waiting", "exhausted"];
  const fails = (published: ReturnType<typeof publication>, failOn: FailOn[]) => failureOf(published, published.exitCode, new Set(failOn)) !== undefined;
  const waiting = publication({ verdict: "waiting", exitCode: 3 });
  const exhausted = publication({ verdict: "exhausted", exitCode: 4 });
  const table: [string, ReturnType<typeof publication>, FailOn[]][] = [
    ["pass", publication(), []],
    ["undecided pass", publication({ undecided: true }), ["undecided"]],
    ["fail", failing(), ["fail"]],
    ["undecided fail", failing({ undecided: true }), ["fail", "undecided"]],
    ["waiting", waiting, ["waiting"]],
    ["exhausted", exhausted, ["exhausted"]],
    ["unchanged", publication({ verdict: "unchanged" }), []],
    ["accepted", publication({ verdict: "accepted" }), []],
    ["broken", publication({ verdict: "broken", exitCode: 2 }), all],
  ];
  for (const [name, published, failedBy] of table)
    void test(`${name} fails on ${failedBy.join(", ") || "nothing"}`, () => {
      assert.deepEqual(all.filter((one) => fails(published, [one])), failedBy);
      assert.equal(fails(published, all), failedBy.length > 0);
      assert.equal(fails(published, []), name === "broken");
    });

  void test("without a publication the step always fails", () => assert.match(failureOf(undefined, 70, new Set()) ?? "", /crashed \(exit code 70\)/));

  for (const [input, code] of [["fail, waiting, exhausted", 0], ["fail waiting exhausted undecided", 1], ["", 0]] as const)
    gateTest(`an undecided pass with fail-on '${input}': exit code ${code}, and the check tells the verdict`, async ({ github, machine, repository }) => {
      const result = await machine.main(pullRequest(repository), publishes(publication({ undecided: true })), { "fail-on": input });
      assert.equal(result.code, code, result.log);
      assert.equal(github.state.checks[0]?.conclusion, "success");
    });

  for (const [verdict, exitCode, conclusion] of [["fail", 1, "failure"], ["waiting", 3, "action_required"], ["exhausted", 4, "action_required"]] as const)
    gateTest(`${verdict} with fail-on '': the step passes, the check does not`, async ({ github, machine, repository }) => {
      const result = await machine.main(pullRequest(repository), publishes(failing({ verdict, exitCode, conclusion })), { "fail-on": "" });
      assert.equal(result.code, 0, result.log);
      assert.equal(github.state.checks[0]?.conclusion, conclusion);
      assert.equal(result.outputs["exit-code"], String(exitCode));
    });
});
