import * as core from "@actions/core";
import { completeCheck, findCheck } from "./checkRun.ts";
import { connect } from "./github.ts";
import { textOf } from "./problem.ts";
import { readAnnouncement, readPublication, textOfEnding, textOfPublication, type CheckText } from "./publication.ts";
import { loadCancelled, loadCheck, loadExitCode, type State } from "./state.ts";

// Completes a check that main left open: after a crash, a cancellation, a timeout, or where GitHub did not answer.
async function post(): Promise<void> {
  const state = loadCheck();
  if (state === undefined) return; // main ended before there was a check
  const octokit = connect(core.getInput("github-token"));
  const check = await findCheck(octokit, state.check);
  if (check === undefined || check.completed) return;
  const text = await textOfState(state);
  if (text !== undefined) await completeCheck(octokit, state.check, check, text);
}

// The verdict, where the runner came to one and main could not publish it.
async function textOfState({ folder }: State): Promise<CheckText | undefined> {
  const announcement = await readAnnouncement(folder);
  if (announcement === undefined) return undefined;
  const exitCode = loadExitCode();
  if (exitCode === undefined) return textOfEnding(loadCancelled() ? announcement.cancelled : announcement.crashed);
  const publication = await readPublication(folder, exitCode);
  return publication === undefined ? textOfEnding(announcement.crashed) : textOfPublication(publication);
}

// The step has its result from main; which permission is lacking was said there.
post().catch((error: unknown) => core.warning(`The check could not be completed: ${textOf(error)}`));
