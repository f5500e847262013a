import { actionRoot, executableIn, platform, runnerList } from "./actionFiles.ts";
import { built } from "./built.ts";
import { prebuilt } from "./prebuilt.ts";
import { Problem } from "./problem.ts";

// The path of the modelci executable of a version ("" = this action's): published, else built here.
export async function findRunner(version: string, root = actionRoot()): Promise<string> {
  const list = runnerList(root);
  const wanted = version === "" ? list.version : version;
  const archive = list.archives.find((one) => one.version === wanted && one.platform === platform());
  const actionRepository = process.env.GITHUB_ACTION_REPOSITORY ?? "";
  if (archive !== undefined && actionRepository !== "") return executableIn(await prebuilt(archive, actionRepository));
  if (wanted === list.version) return executableIn(await built(root, list));
  const others = list.archives.filter((one) => one.platform === platform()).map((one) => one.version);
  throw new Problem(
    "MCI5006",
    `this action has no runner of version ${wanted} for ${platform()}; it has ${[list.version, ...others].join(", ")}: leave version out, or use the action at that version`,
  );
}
