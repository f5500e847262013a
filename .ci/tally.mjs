// Sums the results of all test runners in a folder, and prints one line: N passed, N failed, N skipped.
//
// Convention of skips: a skipped test says what it lacks, as "X is not present", X being the name of a command or "shared data 'NAME'"
// (../shared/data, or data under MODELCI_SHARED). A skip for something that is present, or without such a reason, fails the run:
// else a test that never runs looks like one that passes.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

const folder = process.argv[2];
const sum = { passed: 0, failed: 0, skipped: 0 };
let problems = 0;

const complain = (text) => {
  problems++;
  console.log(text);
};

const isCommand = (name) => (process.env.PATH ?? "").split(delimiter).some((path) => existsSync(join(path, name)));

const sharedData = join(process.env.MODELCI_SHARED || "../shared", "data");

function checkSkip(test, message) {
  // NUnit's own words where a test is for another operating system.
  if (/^(Only|Not) supported on /.test(message)) return;
  const lacking = /^(\S+)\b.*\bnot present\b/s.exec(message)?.[1];
  if (!lacking) return complain(`skipped without saying what is not present: ${test}: ${message || "(no message)"}`);
  const dataSet = /'([^']+)'/.exec(message)?.[1] ?? "";
  const isPresent = lacking === "shared" ? existsSync(join(sharedData, dataSet)) : isCommand(lacking);
  if (isPresent) complain(`skipped although it is present: ${test}: ${message}`);
}

const unescape = (xml) =>
  xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;|&#39;/g, "'").replace(/&amp;/g, "&");

// The counters of a .trx leave skipped tests out (notExecuted stays 0): the results themselves are counted.
function addTrx(text) {
  const results = text.split("<UnitTestResult ").slice(1);
  for (const result of results) {
    const test = unescape(/testName="([^"]*)"/.exec(result)?.[1] ?? "?");
    const outcome = /outcome="([^"]*)"/.exec(result)?.[1];
    if (outcome === "Passed") sum.passed++;
    else if (outcome === "NotExecuted") {
      sum.skipped++;
      checkSkip(test, unescape(/<(?:Message|StdOut)>([^]*?)<\//.exec(result)?.[1] ?? "").trim());
    } else sum.failed++;
  }
  const total = Number(/<Counters total="(\d+)"/.exec(text)?.[1]);
  if (total !== results.length) complain(`a results file names ${total} tests and holds ${results.length}`);
  if (/<ResultSummary outcome="(Failed|Error|Aborted|Timeout)"/.test(text)) problems++;
}

// The summary that node's test reporters print.
function addNode(text) {
  const kinds = { pass: "passed", fail: "failed", cancelled: "failed", skipped: "skipped", todo: "skipped" };
  for (const [, kind, count] of text.matchAll(/^[#ℹ] (pass|fail|cancelled|skipped|todo) (\d+)$/gm)) sum[kinds[kind]] += Number(count);
  for (const [, test, reason] of text.matchAll(/^\s*(?:ok \d+ - |﹣ )(.+?) # (?:SKIP ?)?(.*)$/gm)) checkSkip(test, reason);
}

for (const file of readdirSync(folder, { recursive: true })) {
  const read = () => readFileSync(join(folder, file), "utf8");
  if (file.endsWith(".trx")) addTrx(read());
  if (file.endsWith("action.log")) addNode(read());
}

if (sum.passed === 0) complain("no test passed");
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exit(problems > 0 || sum.failed > 0 ? 1 : 0);
