import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { pins } from "./support/workflowRules.ts";
import { actionFile, actionRoot, workflowNames, workflowText } from "./support/yamlFiles.ts";

const readme = readFileSync(join(actionRoot, "README.md"), "utf8");

// The first cells of the table under a heading that begins with such a column; `code` marks taken off.
function table(heading: string, firstColumn: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")));
  const start = rows.findIndex((cells) => cells[0] === firstColumn);
  assert.ok(start >= 0, `${heading} has no table of ${firstColumn}s`);
  const length = rows.slice(start).findIndex((cells) => cells.length === 0);
  return rows.slice(start + 2, start + length);
}

suite("README.md's tables are those of", () => {
  for (const [shown, folder, inputs, outputs] of [["action.yml", "", "Inputs", "Outputs"], ["action/labels/action.yml", "action/labels", "Labels", "Labels"]] as const) {
    test(`${shown}: inputs and defaults`, () => {
      const expected = Object.entries(actionFile(folder).inputs ?? {}).map(([name, input]) =>
        [name, input.required === true ? "required" : input.default === "" ? "(empty)" : input.default]);
      assert.deepEqual(table(inputs, "input").map(([name, value]) => [name, value]), expected);
    });

    test(`${shown}: outputs`, () =>
      assert.deepEqual(table(outputs, "output").map(([name]) => name), Object.keys(actionFile(folder).outputs ?? {})));
  }
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
