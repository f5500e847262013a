import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { parse } from "yaml";
import { blockOf } from "../src/labels/fence.ts";
import { blocks, readme, table, type Block } from "./support/markdown.ts";
import { complaintsAbout, pins } from "./support/workflowRules.ts";
import { lintFindings, parserErrors } from "./support/workflowCheckers.ts";
import { actionFile, actionRoot, workflowNames, workflowText } from "./support/yamlFiles.ts";

suite("README.md's tables are those of", () => {
  const places = [
    ["action.yml", "", "Inputs", "Outputs"],
    ["action/setup/action.yml", "action/setup", "action/setup", "action/setup"],
    ["action/labels/action.yml", "action/labels", "Labels", "Labels"],
  ] as const;
  for (const [shown, folder, inputs, outputs] of places) {
    test(`${shown}: inputs and defaults`, () => {
      const expected = Object.entries(actionFile(folder).inputs ?? {}).map(([name, input]) =>
        [name, input.required === true ? "required" : input.default === "" ? "(empty)" : input.default]);
      assert.deepEqual(table(inputs, "input").map(([name, value]) => [name, value]), expected);
    });

    test(`${shown}: outputs`, () =>
      assert.deepEqual(table(outputs, "output").map(([name]) => name), Object.keys(actionFile(folder).outputs ?? {})));
  }
});

// A code is a literal where its problem is made, and no list holds them all: the sources are what there is to ask.
test("README.md's error codes are those of the sources, each once and in order", () => {
  const sources = readdirSync(join(actionRoot, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const raised = sources.flatMap((name) => [...readFileSync(join(actionRoot, "src", name), "utf8").matchAll(/"(MCI5\d{3})"/g)].map(([, code]) => code));
  assert.ok(raised.length > 10);
  assert.deepEqual(table("Error codes", "code").map(([code]) => code), [...new Set(raised)].sort());
  for (const [code, ...words] of table("Error codes", "code")) for (const text of words) assert.match(text, /^[^a-z].{8,}\.$/, code);
});

// A fragment is part of a job that is otherwise right. Comments stay, which are no part of YAML.
function workflowOf(fragment: string): string {
  const parsed: unknown = parse(fragment);
  const lines = fragment.split("\n");
  const margin = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  const indented = (depth: number) => lines.map((line) => (line.trim() === "" ? "" : " ".repeat(depth) + line.slice(margin))).join("\n");
  const job = "name: Fragment\non:\n  pull_request:\nconcurrency:\n  group: fragment\npermissions: {}\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 60\n";
  if (Array.isArray(parsed)) return `${job}    permissions:\n      contents: write\n    steps:\n${indented(6)}\n`;
  if (typeof parsed === "object" && parsed !== null && "steps" in parsed) return `${job}${indented(4)}\n`;
  throw new Error(`neither the steps nor the body of a job:\n${fragment}`);
}

suite("Every block of README.md is one that is checked:", () => {
  const checks: Record<string, (block: Block) => Promise<void>> = {
    yaml: async ({ text }) => {
      const workflow = workflowOf(text);
      assert.deepEqual(await parserErrors("README.md", workflow), []);
      assert.deepEqual(await lintFindings("README.md", workflow), []);
      assert.deepEqual(complaintsAbout(workflow), []);
    },
    // What people answer in an issue: read as the import reads it.
    markdown: async ({ text }) => {
      const [header, ...rows] = (blockOf("csv", text) ?? "").trim().split("\n");
      assert.equal(header, "id,label");
      assert.ok(rows.length > 0 && rows.every((row) => /^[^,]+,[^,]+$/.test(row)));
    },
  };
  for (const block of blocks)
    test(`${block.heading}, ${block.language}`, async () => {
      const check = checks[block.language];
      assert.ok(check, `nobody knows how to check a block of '${block.language}'`);
      await check(block);
    });

  test("there are some of each kind", () => assert.deepEqual([...new Set(blocks.map(({ language }) => language))].sort(), Object.keys(checks).sort()));
});

suite("What is wrong with a block is found:", () => {
  const [first = ""] = blocks.filter(({ language }) => language === "yaml").map(({ text }) => text);
  const [steps = ""] = blocks.filter(({ heading }) => heading === "Several gates").map(({ text }) => text);
  const wrong: [string, (text: string) => Promise<string[]> | string[], string, string, string][] = [
    ["a key of the job", (text) => parserErrors("README.md", text), first, "permissions:", "permission:"],
    ["a permission", (text) => parserErrors("README.md", text), first, "checks: write", "check: write"],
    ["an input of ours", complaintsAbout, steps, "config:", "configuration:"],
    ["an expression", (text) => lintFindings("README.md", text), steps, "always()", "allways()"],
    ["a pin", complaintsAbout, first, "# v7.0.1", ""],
  ];
  for (const [what, check, text, from, to] of wrong)
    test(what, async () => {
      assert.ok(text.includes(from));
      assert.notDeepEqual(await check(workflowOf(text.replace(from, to))), []);
    });
});

test("README.md names every permission of the example workflows", () => {
  const asked = workflowNames.flatMap((name) => [...workflowText(name).matchAll(/^ {6}([a-z-]+: (?:read|write))\b/gm)].map(([, permission]) => permission));
  const listed = table("Permissions", "permission").map(([permission]) => permission);
  assert.deepEqual([...new Set(asked)].filter((permission) => permission !== "contents: read").sort(), [...listed].sort());
});

test("README.md's links lead to files", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? "");
  assert.ok(links.length > 0);
  assert.deepEqual(links.filter((path) => !existsSync(join(actionRoot, path))), []);
});

test("README.md pins actions as the workflows do", () => {
  const uses = (text: string) => text.split("\n").map((line) => line.trim().replace(/^- /, "")).filter((line) => line.startsWith("uses: "));
  const known = new Set(workflowNames.flatMap((name) => uses(workflowText(name))));
  assert.deepEqual(pins(readme), []);
  assert.deepEqual(uses(readme).filter((line) => !known.has(line)), []);
});
