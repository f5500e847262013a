import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { platform, runnerList, type RunnerList } from "../src/actionFiles.ts";
import { findRunner } from "../src/runner.ts";
import { FakeGitHub } from "./support/fakeGitHub.ts";
import { pack } from "./support/packedStandIn.ts";
import { workFolder } from "./support/repository.ts";

const action = process.env.ACTION_FOLDER ?? "";

void describe("runner.json", () => {
  const list = runnerList(join(action, ".."));
  const properties = readFileSync(join(action, "..", "Directory.Build.props"), "utf8");
  void test("has the version of the C# projects", () => assert.ok(properties.includes(`<Version>${list.version}</Version>`)));
  void test("has the SDK of the C# projects", () => assert.ok(properties.includes(`<TargetFramework>net${list.sdk}</TargetFramework>`)));
});

void describe("a published runner", () => {
  let github: FakeGitHub;
  before(async () => {
    github = await FakeGitHub.start();
    process.env.GITHUB_SERVER_URL = github.serverUrl;
    process.env.GITHUB_ACTION_REPOSITORY = "modelci/modelci";
  });
  beforeEach(() => {
    process.env.RUNNER_TEMP = workFolder("temp");
    process.env.RUNNER_TOOL_CACHE = workFolder("tools");
  });
  after(() => github.stop());

  void test("with its SHA-256 is unpacked once", async () => {
    const { checkout, path, file } = pack();
    github.files.set(path, file);
    const executable = await findRunner("", checkout);
    assert.deepEqual(readFileSync(executable), readFileSync(join(action, "test", "support", "standIn.mjs")));
    github.files.clear();
    assert.equal(await findRunner(runnerList(checkout).version, checkout), executable, "the second time it is there");
  });

  void test("with another SHA-256 is neither unpacked nor kept", async () => {
    const { checkout, path, file } = pack({ sha: "0".repeat(64) });
    github.files.set(path, file);
    await assert.rejects(findRunner("", checkout), /^Problem: MCI5007: .*SHA-256 [0-9a-f]{64}, expected was 0{64}/);
    assert.throws(() => readFileSync(join(process.env.RUNNER_TOOL_CACHE ?? "", "modelci")), /ENOENT/);
  });

  void test("of another version is not there", async () => {
    const { checkout } = pack();
    await assert.rejects(findRunner("9.9.9", checkout), /MCI5006: this action has no runner of version 9\.9\.9 for .*; it has 0\.1\.0/);
  });

  void test("that the server does not have is named with its address", async () => {
    const { checkout, path } = pack();
    github.files.clear();
    await assert.rejects(findRunner("", checkout), new RegExp(`MCI5006: the runner cannot be fetched from ${github.serverUrl}${path}`));
    github.violations.length = 0;
  });
});

// A checkout without published runners, and a dotnet that says what the test wants.
void describe("a runner that is built here", () => {
  const path = process.env.PATH;
  let checkout = "";
  let programs = "";
  beforeEach(() => {
    checkout = workFolder("sources");
    programs = workFolder("programs");
    for (const folder of ["action", "src/ModelCI.Cli/obj", "templates"]) mkdirSync(join(checkout, folder), { recursive: true });
    const list: RunnerList = { version: "0.1.0", sdk: "10.0", archives: [] };
    writeFileSync(join(checkout, "action", "runner.json"), JSON.stringify(list));
    writeFileSync(join(checkout, "src", "ModelCI.Cli", "Program.cs"), "one");
    writeFileSync(join(checkout, "src", "ModelCI.Cli", "obj", "made"), "one");
    process.env.RUNNER_TEMP = workFolder("temp");
    process.env.RUNNER_TOOL_CACHE = workFolder("tools");
    process.env.GITHUB_ACTION_REPOSITORY = "";
    process.env.PATH = programs;
  });
  after(() => (process.env.PATH = path));

  const dotnet = (sdks: string, publish: string): void => {
    const script = `#!/bin/sh\nif [ "$1" = --list-sdks ]; then printf '${sdks}'; else ${publish}; fi\n`;
    writeFileSync(join(programs, "dotnet"), script);
    chmodSync(join(programs, "dotnet"), 0o755);
  };
  // publish -c Release src/ModelCI.Cli -o FOLDER
  const publishes = 'echo built >> builds; echo modelci > "$6/modelci"';
  const builds = (): number => readFileSync(join(checkout, "builds"), "utf8").trim().split("\n").length;

  void test("is built once for the same sources, and anew for others", async () => {
    dotnet("8.0.1 [/usr]\\n10.0.401 [/usr]\\n", publishes);
    const first = await findRunner("", checkout);
    assert.equal(readFileSync(first, "utf8"), "modelci\n");
    writeFileSync(join(checkout, "src", "ModelCI.Cli", "obj", "made"), "by a build");
    assert.deepEqual([await findRunner("", checkout), builds()], [first, 1]);
    writeFileSync(join(checkout, "src", "ModelCI.Cli", "Program.cs"), "two");
    assert.notEqual(await findRunner("", checkout), first);
    assert.equal(builds(), 2);
  });

  void test("is built without the keys, without telemetry, and leaves no build server behind", async () => {
    dotnet("10.0.401 [/usr]\\n", `export -p > environment; ${publishes}`);
    process.env.MODELCI_KEY = "key-in-base64";
    try {
      await findRunner("", checkout);
    } finally {
      delete process.env.MODELCI_KEY;
    }
    const environment = readFileSync(join(checkout, "environment"), "utf8");
    assert.match(environment, /DOTNET_CLI_TELEMETRY_OPTOUT='1'/);
    assert.match(environment, /MSBUILDDISABLENODEREUSE='1'/);
    assert.doesNotMatch(environment, /key-in-base64/);
  });

  void test("needs an SDK: none is there", async () => {
    await assert.rejects(findRunner("", checkout), (error: Error) => {
      assert.equal(
        error.message,
        `MCI5006: no runner is published for this version and platform (${platform()}), and building it needs the .NET SDK 10.0, which is not on this machine: put a step before this one that uses actions/setup-dotnet with dotnet-version: 10.0.x`,
      );
      return true;
    });
  });

  void test("needs an SDK: another is there", async () => {
    dotnet("8.0.1 [/usr]\\n9.0.3 [/usr]\\n", "exit 9");
    await assert.rejects(findRunner("", checkout), /but this machine has only 8\.0\.1 \[\/usr\], 9\.0\.3 \[\/usr\]: put a step/);
  });

  void test("that does not build is said so, and not kept", async () => {
    dotnet("10.0.401 [/usr]\\n", "exit 1");
    await assert.rejects(findRunner("", checkout), /MCI5006: the runner could not be built in .*dotnet publish ended with 1/);
    rmSync(join(programs, "dotnet"));
    dotnet("10.0.401 [/usr]\\n", publishes);
    await findRunner("", checkout);
  });
});
