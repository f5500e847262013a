import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import { splitArguments } from "../src/arguments.ts";
import { scriptOf, workflow } from "./support/yamlFiles.ts";

suite("The matrix's script", () => {
  let folder: string;
  let commits: string[];

  const git = (...args: string[]) => execFileSync("git", ["-C", join(folder, "origin"), "-c", "user.name=a", "-c", "user.email=a@b", ...args], { encoding: "utf8" }).trim();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "modelci-matrix-"));
    execFileSync("git", ["init", "-q", join(folder, "origin")]);
    commits = ["1", "2", "3"].map((message) => {
      git("commit", "-q", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    });
    writeFileSync(join(folder, "modelci"), '#!/bin/sh\nprintf "%s\\n" "$@" > "$0.args"\n');
    chmodSync(join(folder, "modelci"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // In a checkout as the workflow makes it, with a stand-in for the runner.
  function predict(event: string, mergeGroupBase = ""): string[] {
    const depth = String(workflow("matrix.yml").jobs.predict?.steps[0]?.with?.["fetch-depth"]);
    execFileSync("git", ["clone", "-q", "--depth", depth, `file://${folder}/origin`, join(folder, "checkout")]);
    const { status, stderr } = spawnSync("bash", ["-e", "-c", scriptOf("matrix.yml", "predict", "Predict")], {
      cwd: join(folder, "checkout"),
      encoding: "utf8",
      env: { PATH: `${folder}:${process.env.PATH}`, MODEL: "baseline", SHARD: "2", SHARDS: "4", EVENT: event, MERGE_GROUP_BASE: mergeGroupBase },
    });
    assert.equal(status, 0, stderr);
    return readFileSync(join(folder, "modelci.args"), "utf8").trim().split("\n");
  }

  const expected = (base: string | undefined, ...rules: (string | undefined)[]) =>
    ["predict", "--model", "baseline", "--shard", "2/4", "--base", base, ...rules, "--output", "baseline-2.parquet"];

  test("compares a push with the first parent", () => assert.deepEqual(predict("push"), expected(commits[1])));

  test("judges a pull request by the rules of what it is merged into", () => assert.deepEqual(predict("pull_request"), expected(commits[1], "--config-from", commits[1])));

  test("compares with a merge group's base, by its rules", () => assert.deepEqual(predict("merge_group", "f00d"), expected("f00d", "--config-from", "f00d")));
});

test("The matrix has as many shards as its script says", () => {
  const { predict } = workflow("matrix.yml").jobs as unknown as { predict: { strategy: { matrix: { shard: number[] } } } };
  const shards = Number(workflow("matrix.yml").jobs.predict?.steps.find((step) => step.name === "Predict")?.env?.SHARDS);
  assert.deepEqual(predict.strategy.matrix.shard, Array.from({ length: shards }, (_, index) => index + 1));
});

test("The matrix's predictions reach the runner as two patterns, which it expands itself", () => {
  const gate = workflow("matrix.yml").jobs.gate?.steps.find((step) => step.uses?.startsWith("modelci/modelci@"));
  assert.deepEqual(splitArguments(String(gate?.with?.args)), [
    "--predictions", "predictions/candidate-*.parquet", "--baseline-predictions", "predictions/baseline-*.parquet",
  ]);
});
