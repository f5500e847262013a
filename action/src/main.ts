import * as core from "@actions/core";
import { candidateIn } from "./artifact.ts";
import { Cancellation } from "./cancellation.ts";
import { secrets } from "./environment.ts";
import { evaluationOf } from "./event.ts";
import { Gate } from "./gate.ts";
import { connect } from "./github.ts";
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

  const publisher = new Publisher(octokit, inputs, evaluation, announcement, folder);
  await publisher.begin();
  const exitCode = announced === 0 ? await gate.evaluate(await candidate(evaluation.artifact, announcement.candidate)) : announced;
  if (cancellation.requested || exitCode === 130) return cancelled();
  saveExitCode(exitCode);
  await publisher.publish(exitCode);
}

const candidate = async (artifact: string | undefined, configured: string | null): Promise<string | undefined> =>
  artifact === undefined ? undefined : candidateIn(artifact, configured);

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
