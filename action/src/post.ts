import * as core from "@actions/core";
import { completeCheck, findCheck } from "./checkRun.ts";
import { connect } from "./github.ts";
import { textOf } from "./problem.ts";
import { readAnnouncement, readPublication, textOfEnding, textOfPublication, type CheckText } from "./publication.ts";
import { loadCancelled, loadCheck, loadExitCode, type State } from "./state.ts";
import { Surfaces } from "./surfaces.ts";

// Completes a check that main left open: after a crash, a cancellation, a timeout, or where GitHub did not answer.
async function post(): Promise<void> {
  const state = loadCheck();
  if (state === undefined) return; // main ended before there was a check
  const octokit = connect(core.getInput("github-token"));
  await new Surfaces().attempt("check", async () => {
    const check = await findCheck(octokit, state.check);
    if (check === undefined || check.completed) return;
    const text = await textOfState(state);
    if (text !== undefined) await completeCheck(octokit, state.check, check, text);
  });
}

// The verdict, where the runner came to one and main could not publish it.
async function textOfState({ folder }: State): Promise<CheckText | undefined> {
  const announcement = await readAnnouncement(folder);
  if (announcement === undefined) return undefined;
  if (loadCancelled()) return textOfEnding(announcement.cancelled);
  const publication = await readPublication(folder, loadExitCode());
  return publication === undefined ? textOfEnding(announcement.crashed) : textOfPublication(publication);
}

post().catch((error: unknown) => core.setFailed(textOf(error)));
