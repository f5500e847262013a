import * as core from "@actions/core";
import { completeCheck, findChecks, openCheck, type CheckIdentity } from "./checkRun.ts";
import { withdrawComment } from "./comment.ts";
import { connect, runUrl, type Octokit } from "./github.ts";
import { isForbidden } from "./permissions.ts";
import { textOf } from "./problem.ts";
import { readAnnouncement, readPublication, textOfEnding, textOfPublication, type Announcement, type CheckText } from "./publication.ts";
import { loadCancelled, loadCheck, loadExitCode, loadLogin } from "./state.ts";

// Completes what main left open: after a crash, a cancellation, a timeout, or where GitHub did not answer.
async function post(): Promise<void> {
  const state = loadCheck();
  const announcement = state && (await readAnnouncement(state.folder));
  if (state === undefined || announcement === undefined) return; // main ended before there was a check
  const octokit = connect(core.getInput("github-token"));
  const text = await textOfState(state.folder, announcement);
  const { check: identity, comment } = state;
  const login = loadLogin() ?? (await begun(octokit, identity, announcement));
  const open = login === undefined ? [] : (await findChecks(octokit, identity, login)).filter(({ completed }) => !completed);
  for (const check of open) await completeCheck(octokit, identity, check, text);
  if (comment !== undefined && loadExitCode() === undefined && !loadCancelled()) await withdrawComment(octokit, announcement.crashed, comment, login);
}

// The login of a check that is begun here, as main could not; undefined where this run has completed one.
async function begun(octokit: Octokit, identity: CheckIdentity, { running }: Announcement): Promise<string | undefined> {
  const known = await findChecks(octokit, identity);
  if (known.some((check) => check.completed && check.runUrl === runUrl())) return undefined;
  return (await openCheck(octokit, identity, running)).login;
}

// The verdict, where the runner came to one and main could not publish it.
async function textOfState(folder: string, announcement: Announcement): Promise<CheckText> {
  const exitCode = loadExitCode();
  if (exitCode === undefined) return textOfEnding(loadCancelled() ? announcement.cancelled : announcement.crashed);
  const publication = await readPublication(folder, exitCode, announcement);
  return publication === undefined ? textOfEnding(announcement.crashed) : textOfPublication(publication);
}

// The step has its result from main; which permission is lacking was said there.
post().catch((error: unknown) => {
  if (!isForbidden(error)) core.warning(`The result could not be shown: ${textOf(error)}`);
});
