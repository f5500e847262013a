import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { platform, runnerList } from "../../src/actionFiles.ts";
import { workFolder } from "./repository.ts";

export interface Packed {
  /** A checkout of the action whose runner.json lists the archive. */
  checkout: string;
  path: string;
  file: Buffer;
}

let packed: Packed | undefined;

// The stand-in takes the way of a published runner: an archive on the server, named with its SHA-256 in action/runner.json.
export function packedStandIn(): Packed {
  packed ??= pack();
  return packed;
}

export function pack({ sha, standIn = "standIn.mjs" }: { sha?: string; standIn?: string } = {}): Packed {
  const action = process.env.ACTION_FOLDER ?? "";
  const content = workFolder("archive");
  copyFileSync(join(action, "test", "support", standIn), join(content, "modelci"));
  chmodSync(join(content, "modelci"), 0o755);
  const name = `modelci-${platform()}.tar.gz`;
  const archive = join(workFolder("release"), name);
  execFileSync("tar", ["-czf", archive, "-C", content, "modelci"]);
  const file = readFileSync(archive);

  const checkout = workFolder("action");
  mkdirSync(join(checkout, "action"));
  cpSync(join(action, "dist"), join(checkout, "action", "dist"), { recursive: true });
  const list = runnerList(join(action, ".."));
  const archives = [{ version: list.version, platform: platform(), file: name, sha256: sha ?? sha256(file) }];
  writeFileSync(join(checkout, "action", "runner.json"), JSON.stringify({ ...list, archives }));
  return { checkout, path: `/modelci/modelci/releases/download/v${list.version}/${name}`, file };
}

const sha256 = (data: Buffer): string => createHash("sha256").update(data).digest("hex");
