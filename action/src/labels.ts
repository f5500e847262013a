import * as core from "@actions/core";
import { secrets } from "./environment.ts";
import { importAnswers } from "./labels/importAnswers.ts";
import { readLabelInputs } from "./labels/labelInputs.ts";
import { LabelDesk } from "./labels/labelDesk.ts";
import { requestLabels } from "./labels/requestLabels.ts";
import { isForbidden } from "./permissions.ts";
import { textOf } from "./problem.ts";
import { findRunner } from "./runner.ts";

async function labels(): Promise<void> {
  for (const secret of secrets) if (process.env[secret]) core.setSecret(process.env[secret]);
  const inputs = readLabelInputs();
  core.setSecret(inputs.token);
  core.setSecret(inputs.issuesToken);
  const desk = new LabelDesk(await findRunner(inputs.version), inputs);
  const urls = inputs.mode === "request" ? await requestLabels(desk, inputs) : await importAnswers(desk, inputs);
  core.setOutput("issue-url", urls.issue ?? "");
  core.setOutput("pull-request-url", urls.pullRequest ?? "");
}

const permissions = `permissions:
  contents: write # mode: import; read is enough for mode: request
  issues: write
  pull-requests: write # mode: import`;

labels().catch((error: unknown) => {
  const advice = isForbidden(error) ? `\nThe token lacks a permission. Add this to the job:\n\n${permissions}` : "";
  core.setFailed(`${textOf(error)}${advice}`);
});
