import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { FakeGitHub } from "./support/fakeGitHub.ts";

// What the other tests rely on: a request that GitHub would not understand is not let through.
void describe("fake GitHub", () => {
  let github: FakeGitHub;
  before(async () => (github = await FakeGitHub.start()));
  after(() => github.stop());

  const sent = async (method: string, path: string, body?: unknown): Promise<string[]> => {
    github.violations.length = 0;
    const request = body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    await fetch(`${github.apiUrl}${path}`, { method, ...request });
    return [...github.violations];
  };
  const checks = "/repos/acme/digits/check-runs";
  const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };
  const good = { name: "n", head_sha: "0".repeat(40), status: "in_progress", output: { title: "t", summary: "s", annotations: [annotation] } };

  void test("a right request passes", async () => assert.deepEqual(await sent("POST", checks, good), []));

  const wrong: [string, string, string, unknown][] = [
    ["a misspelt field that is required", "POST", checks, { ...good, head_sha: undefined, head_sah: "0".repeat(40) }],
    ["a misspelt field that is not required", "POST", checks, { ...good, extrenal_id: "x" }],
    ["a misspelt field within", "POST", checks, { ...good, output: { ...good.output, sumary: "s" } }],
    ["a misspelt field in a list", "POST", checks, { ...good, output: { ...good.output, annotations: [{ ...annotation, tilte: "t" }] } }],
    ["a word that is not one of those allowed", "POST", checks, { ...good, status: "running" }],
    ["51 annotations", "POST", checks, { ...good, output: { ...good.output, annotations: Array(51).fill(annotation) } }],
    ["an annotation's title of 256 characters", "POST", checks, { ...good, output: { ...good.output, annotations: [{ ...annotation, title: "t".repeat(256) }] } }],
    ["an annotation's message of more than 64 KiB", "POST", checks, { ...good, output: { ...good.output, annotations: [{ ...annotation, message: "ä".repeat(32_769) }] } }],
    ["a summary of 65,536 characters", "POST", checks, { ...good, output: { title: "t", summary: "s".repeat(65_536) } }],
    ["a number where a text belongs", "POST", "/repos/acme/digits/issues/7/comments", { body: 1 }],
    ["a query that is not known", "GET", "/repos/acme/digits/issues/7/comments?per_pgae=100", undefined],
    ["a route that there is not", "POST", "/repos/acme/digits/checkruns", good],
  ];
  for (const [name, method, path, body] of wrong)
    void test(`${name} does not`, async () => assert.equal((await sent(method, path, body)).length, 1, JSON.stringify(github.violations)));
});
