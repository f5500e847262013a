import * as core from "@actions/core";
import { candidateIn, refuse } from "./artifact.ts";
import { Cancellation } from "./cancellation.ts";
import { secrets } from "./environment.ts";
import { evaluationOf, type Evaluation } from "./event.ts";
import { Gate } from "./gate.ts";
import { connect, type Octokit } from "./github.ts";
import { requireHeadsOwn } from "./headCommit.ts";
import { readInputs } from "./inputs.ts";
import { isForbidden, permissionsAdvice } from "./permissions.ts";
import { Problem, textOf } from "./problem.ts";
import { readAnnouncement } from "./publication.ts";
import { Publisher } from "./publisher.ts";
import { findRunner } from "./runner.ts";
import { saveCancelled, saveExitCode } from "./state.ts";
import { temporaryFolder } from "./temporary.ts";

async function main(): Promise<void> {
  const cancellation = new Cancellation(saveCancelled);
  for (const secret of secrets) if (process.env[secret]) core.setSecret(process.env[secret]);
  const inputs = readInputs();
  core.setSecret(inputs.token);
  const octokit = connect(inputs.token);
  const evaluation = await evaluationOf(inputs.workingDirectory, inputs.artifact, octokit);
  const runner = await findRunner(inputs.version);

  const folder = await temporaryFolder("report");
  const gate = new Gate(runner, inputs, evaluation, folder, cancellation);
  const announced = await gate.announce();
  if (cancellation.requested || announced === 130) return cancelled();
  const announcement = await readAnnouncement(folder);
  if (announcement === undefined || (announced !== 0 && announced !== 2))
    throw new Problem("MCI5010", `modelci test --announce crashed (exit code ${announced ?? "none, it was ended by a signal"}); its output is above`);

  const candidate = announced === 0 ? await candidateOf(evaluation, announcement.candidate, octokit) : undefined;

  const publisher = new Publisher(octokit, inputs, evaluation, announcement, folder);
  await publisher.begin();
  const exitCode = announced === 0 ? await gate.evaluate(candidate) : announced;
  if (cancellation.requested || exitCode === 130) return cancelled();
  saveExitCode(exitCode);
  await publisher.publish(exitCode);
}

// The artifact's model in place of the checkout's; one that is refused never gets a check.
async function candidateOf({ artifact, head }: Evaluation, configured: string | null, octokit: Octokit): Promise<string | undefined> {
  if (artifact === undefined) return undefined;
  if (configured === null) return refuse("the configuration's candidate is no file of this repository, so no file can stand in for it");
  const path = await candidateIn(artifact, configured);
  await requireHeadsOwn(octokit, artifact, configured, head);
  return path;
}

// Nothing is published here: the post step completes the check.
function cancelled(): void {
  saveCancelled();
  core.setFailed("the run was cancelled: it has no verdict");
  process.exitCode = 130;
}

main().catch((error: unknown) => {
  core.setFailed(textOf(error));
  if (error instanceof Error) core.debug(error.stack ?? "");
  if (isForbidden(error)) core.warning(permissionsAdvice());
});
