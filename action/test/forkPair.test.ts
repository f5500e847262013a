import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, suite, test } from "node:test";
import { candidateIn, readArtifact } from "../src/artifact.ts";
import { scriptOf, workflow } from "./support/yamlFiles.ts";

suite("The unprivileged half's script", () => {
  const head = "8a4f2a1c8a4f2a1c8a4f2a1c8a4f2a1c8a4f2a1c";
  const script = scriptOf("fork-candidate.yml", "candidate", "Collect");
  let folder: string;
  let artifact: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "modelci-pair-"));
    artifact = join(folder, "modelci-candidate");
    mkdirSync(join(folder, "models"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  // As GitHub starts a script without `shell`.
  const collect = (model: string) =>
    spawnSync("bash", ["-e", "-c", script], { cwd: folder, encoding: "utf8", env: { PATH: process.env.PATH, MODEL: model, NUMBER: "7", HEAD: head } });

  const put = (path: string, text: string) => writeFileSync(join(folder, path), text);

  test("collects the model, its weights and the pull request", () => {
    put("models/a.onnx", "model");
    put("models/a.onnx.data", "weights");
    put("models/a.onnx_data_1", "more weights");
    put("models/b.onnx", "another model");

    const { status, stderr } = collect("models/a.onnx");

    assert.equal(status, 0, stderr);
    assert.deepEqual(readdirSync(artifact).sort(), ["a.onnx", "a.onnx.data", "a.onnx_data_1", "pull-request.json"]);
    assert.equal(readFileSync(join(artifact, "a.onnx.data"), "utf8"), "weights");
    assert.deepEqual(JSON.parse(readFileSync(join(artifact, "pull-request.json"), "utf8")), { number: 7, head });
  });

  test("makes an artifact that the Action takes", async () => {
    put("models/a.onnx", "model");
    assert.equal(collect("models/a.onnx").status, 0);

    assert.deepEqual(await readArtifact(artifact), { number: 7, head });
    assert.equal(await candidateIn(artifact, "models/a.onnx"), join(artifact, "a.onnx"));
  });

  test("takes names as they are", () => {
    mkdirSync(join(folder, "-my models $(touch owned)"));
    put("-my models $(touch owned)/it's *.onnx", "model");

    const { status, stderr } = collect("-my models $(touch owned)/it's *.onnx");

    assert.equal(status, 0, stderr);
    assert.deepEqual(readdirSync(artifact).sort(), ["it's *.onnx", "pull-request.json"]);
    assert.ok(!readdirSync(folder).includes("owned"));
  });

  test("uploads no links, which the other half would refuse", () => {
    put("models/real.onnx", "model");
    put("models/b.onnx", "another model");
    symlinkSync("real.onnx", join(folder, "models", "a.onnx"));
    symlinkSync("real.onnx", join(folder, "models", "b.onnx.data"));

    assert.match(collect("models/a.onnx").stdout, /^::error::.*no file models\/a\.onnx, or only a link/m);
    rmSync(artifact, { recursive: true });
    assert.equal(collect("models/b.onnx").status, 0);
    assert.deepEqual(readdirSync(artifact).sort(), ["b.onnx", "pull-request.json"]);
  });

  test("says so where there is no model", () => {
    const { status, stdout } = collect("models/a.onnx");

    assert.equal(status, 1);
    assert.match(stdout, /^::error::.*no file models\/a\.onnx/m);
  });
});

suite("The privileged half", () => {
  const gate = workflow("fork-gate.yml").jobs.gate;
  const step = (uses: string) => gate?.steps.find((one) => one.uses?.startsWith(`${uses}@`))?.with ?? {};

  test("waits for the unprivileged one by its name", () => {
    const { workflows } = workflow("fork-gate.yml").on.workflow_run as { workflows: string[] };
    assert.deepEqual(workflows, [workflow("fork-candidate.yml").name]);
  });

  test("checks out the default branch and nothing of the pull request", () => {
    assert.equal(step("actions/checkout").ref, "${{ github.event.repository.default_branch }}");
    assert.equal(step("actions/checkout").repository, undefined);
    assert.doesNotMatch(JSON.stringify(workflow("fork-gate.yml")), /head_sha|allow-unsafe-pr-checkout/);
  });

  test("compares with the commit that the unprivileged one collects from", () => {
    const checkout = workflow("fork-candidate.yml").jobs.candidate?.steps.find((one) => one.uses?.startsWith("actions/checkout@"));
    assert.equal(checkout?.with?.ref, "${{ github.event.pull_request.head.sha }}");
  });

  test("runs no script", () => assert.deepEqual(gate?.steps.filter((one) => one.run !== undefined), []));

  test("hands the Action the folder of the artifact that the other half uploads", () => {
    const uploaded = workflow("fork-candidate.yml").jobs.candidate?.steps.find((one) => one.uses?.startsWith("actions/upload-artifact@"))?.with;
    assert.equal(step("actions/download-artifact").name, uploaded?.name);
    assert.equal(step("actions/download-artifact").path, step("modelci/modelci").artifact);
    assert.match(String(step("modelci/modelci").artifact), /^\$\{\{ runner\.temp \}\}\//);
  });

  test("has the keys of an environment", () => assert.equal(gate?.environment, "modelci"));

  test("is alone with the keys: the other one names no secret", () => assert.doesNotMatch(JSON.stringify(workflow("fork-candidate.yml")), /secrets|github\.token/));
});
