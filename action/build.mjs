// Bundles every entry point to dist/NAME.cjs, with the licences of what went in beside it. The same sources give the same bytes.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const entries = ["main", "post", "setup", "labels"].filter((name) => existsSync(join(here, "src", `${name}.ts`)));

rmSync(join(here, "dist"), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: entries.map((name) => `src/${name}.ts`),
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20", // runs on node24; the build machines' tests have 20
  charset: "utf8",
  minifySyntax: true,
  minifyWhitespace: true, // names stay, for stack traces
  legalComments: "none", // all licences are in licenses.txt
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[0] ?? []));
const licences = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  const file = readdirSync(join(here, folder)).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  const text = file === undefined ? "(the package has no licence file)" : readFileSync(join(here, folder, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(here, "dist", "licenses.txt"), licences.join(`\n${"-".repeat(80)}\n\n`).replaceAll("\r\n", "\n"));
