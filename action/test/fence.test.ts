import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { blockOf, fenced } from "../src/labels/fence.ts";

suite("The block of a comment", () => {
  const cases: [string, string, string | undefined][] = [
    ["is found", "Here:\n\n```csv\nid,label\n1,a\n```\nthanks", "id,label\n1,a\n"],
    ["has Windows line ends", "```csv\r\nid,label\r\n1,a\r\n```\r\n", "id,label\n1,a\n"],
    ["is the first", "```csv\na\n```\n```csv\nb\n```", "a\n"],
    ["is one of that language", "```text\nx\n```\n~~~ CSV\ny\n~~~", "y\n"],
    ["is none within another one", "````text\n```csv\nx\n```\n````", undefined],
    ["is none in a line", "Write ```csv a``` please", undefined],
    ["is none where it is indented code", "    ```csv\n    x\n    ```", undefined],
    ["ends with the comment", "```csv\nx", "x\n"],
    ["keeps shorter fences", "````csv\n```\n````", "```\n"],
    ["is not closed by the other kind of fence", "```csv\n~~~\n```", "~~~\n"],
    ["is not there", "id,label\n1,a", undefined],
  ];
  for (const [what, markdown, expected] of cases) test(what, () => assert.equal(blockOf("csv", markdown), expected));

  test("is read as it was written, whatever backticks it holds", () => {
    for (const text of ["a", "```", "x ````` y", "`"]) assert.equal(blockOf("csv", fenced("csv", text)), `${text}\n`);
  });
});
