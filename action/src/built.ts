import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import * as toolCache from "@actions/tool-cache";
import { platform, type RunnerList } from "./actionFiles.ts";
import { toolEnvironment } from "./environment.ts";
import { Problem } from "./problem.ts";
import { capture, stream } from "./process.ts";
import { temporaryFolder } from "./temporary.ts";

// Nothing is told to anyone, and no build server stays behind on the machine.
const environment = (): NodeJS.ProcessEnv => ({
  ...toolEnvironment(),
  DOTNET_CLI_TELEMETRY_OPTOUT: "1",
  DOTNET_NOLOGO: "1",
  MSBUILDDISABLENODEREUSE: "1",
});

// Builds the runner from the action's own checkout, once for these sources.
export async function built(root: string, list: RunnerList): Promise<string> {
  const variant = `${platform()}-${(await digestOfSources(root)).slice(0, 16)}`;
  const known = toolCache.find("modelci", list.version, variant);
  if (known !== "") return known;
  await requireSdk(root, list.sdk);
  const folder = await temporaryFolder("runner");
  const code = await core.group("Build the runner", () =>
    stream("dotnet", ["publish", "-c", "Release", "src/ModelCI.Cli", "-o", folder, "-p:UseSharedCompilation=false"], { cwd: root, env: environment() }),
  );
  if (code !== 0) throw new Problem("MCI5006", `the runner could not be built in ${root}: dotnet publish ended with ${code ?? "a signal"}; its output is above`);
  return toolCache.cacheDir(folder, "modelci", list.version, variant);
}

async function requireSdk(root: string, sdk: string): Promise<void> {
  const sdks = await capture("dotnet", ["--list-sdks"], { cwd: root, env: environment() });
  if (sdks?.code === 0 && sdks.stdout.split("\n").some((line) => line.startsWith(`${sdk}.`))) return;
  const found = sdks?.stdout.trim().replaceAll("\n", ", ") ?? "";
  throw new Problem(
    "MCI5006",
    `no runner is published for this version and platform (${platform()}), and building it needs the .NET SDK ${sdk}, ` +
      `${found === "" ? "which is not on this machine" : `but this machine has only ${found}`}: ` +
      `put a step before this one that uses actions/setup-dotnet with dotnet-version: ${sdk}.x`,
  );
}

// A downloaded action has no git folder: its files say which sources they are.
async function digestOfSources(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await sources(root)) hash.update(`${path}\0`).update(await readFile(join(root, path))).update("\0");
  return hash.digest("hex");
}

async function sources(root: string): Promise<string[]> {
  const top = (await readdir(root)).filter((name) => /\.(props|targets|json|txt|config)$|^\.editorconfig$/i.test(name));
  const below = await Promise.all(["src", "templates"].map((folder) => filesBelow(root, folder)));
  return [...top, ...below.flat()].sort();
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const parts = entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "bin" || entry.name === "obj" ? [] : filesBelow(root, path);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(parts)).flat();
}
