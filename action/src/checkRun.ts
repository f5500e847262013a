import * as core from "@actions/core";
import { annotationsOf, batches, missing, type GitHubAnnotation } from "./annotations.ts";
import { createOnce, notRetried } from "./createOnce.ts";
import { repository, runUrl, statusOf, type Octokit } from "./github.ts";
import { textOf } from "./problem.ts";
import type { CheckText } from "./publication.ts";
import { sendFitting } from "./shorten.ts";

export interface CheckIdentity {
  name: string;
  head: string;
  externalId: string;
}

export interface Check {
  id: number;
  completed: boolean;
  annotations: number;
  url: string;
  /** The run that wrote it last. */
  runUrl: string;
  /** The login under which this app also writes comments. */
  login: string;
}

type CheckData = Awaited<ReturnType<Octokit["rest"]["checks"]["get"]>>["data"];

const longestSummary = 65_535;
const tooLong = "The text is too long for GitHub; the job summary has it.";

// The checks of an identity, newest first; with a login, only those of that app.
export async function findChecks(octokit: Octokit, { name, head, externalId }: CheckIdentity, login?: string): Promise<Check[]> {
  const checks = await octokit.paginate(octokit.rest.checks.listForRef, {
    ...repository(),
    ref: head,
    check_name: name,
    filter: "all",
    per_page: 100,
  });
  const same = checks.filter((check) => check.external_id === externalId).map(checkOf);
  return same.filter((check) => login === undefined || check.login === login).sort((a, b) => b.id - a.id);
}

// One check per commit and occasion, however often the workflow runs. Only the app that made a check may write to it, and no
// token tells its app: the newest check that can be written is ours.
export async function openCheck(octokit: Octokit, identity: CheckIdentity, { title, summary }: { title: string; summary: string }): Promise<Check> {
  const known = await findChecks(octokit, identity);
  const output = { title, summary };
  for (const { id } of known) {
    try {
      const state = { details_url: runUrl(), status: "in_progress", output } as const;
      return checkOf((await octokit.rest.checks.update({ ...repository(), check_run_id: id, ...state })).data);
    } catch (error) {
      if (![403, 404, 422].includes(statusOf(error) ?? 0)) throw error;
    }
  }
  return create(octokit, identity, known, { output });
}

// A check of this run that was not known before is the one whose creation got no answer.
function create(octokit: Octokit, identity: CheckIdentity, known: readonly Check[], more: { output?: { title: string; summary: string } }): Promise<Check> {
  const { name, head: head_sha, externalId: external_id } = identity;
  const fields = { name, head_sha, external_id, details_url: runUrl(), status: "in_progress", ...more } as const;
  return createOnce(
    async () => (await findChecks(octokit, identity)).find((check) => check.runUrl === runUrl() && !known.some(({ id }) => id === check.id)),
    async () => checkOf((await octokit.rest.checks.create({ ...repository(), ...fields, request: notRetried })).data),
  );
}

// GitHub only ever adds annotations: those that are there are not sent again, and where one no longer holds, a new check
// of the same name takes the old one's place.
export async function completeCheck(octokit: Octokit, identity: CheckIdentity, check: Check, text: CheckText): Promise<Check> {
  const wanted = annotationsOf(text.annotations);
  const there = check.annotations === 0 ? [] : await annotationsAt(octokit, check);
  if (missing(there, wanted).length === 0) return finish(octokit, check, text, missing(wanted, there));
  await finish(octokit, check, text, []);
  const successor = await create(octokit, identity, await findChecks(octokit, identity), {});
  return finish(octokit, successor, text, wanted);
}

async function finish(octokit: Octokit, check: Check, text: CheckText, annotations: GitHubAnnotation[]): Promise<Check> {
  const { conclusion, title, summaries } = text;
  const [first = [], ...more] = batches(annotations);
  const at = { ...repository(), check_run_id: check.id };
  const complete = (annotations: GitHubAnnotation[]): Promise<string> =>
    sendFitting([...summaries, tooLong], (summary) => summary.length <= longestSummary, async (summary) => {
      const output = { title, summary, ...(annotations.length > 0 && { annotations }) };
      await octokit.rest.checks.update({ ...at, status: "completed", conclusion, output });
      return summary;
    });
  try {
    const summary = await complete(first);
    for (const annotations of more) await octokit.rest.checks.update({ ...at, output: { title, summary, annotations } });
  } catch (error) {
    if (first.length === 0 || statusOf(error) !== 422) throw error;
    core.warning(`GitHub takes the check only without its annotations: ${textOf(error)}`);
    await complete([]);
  }
  return check;
}

const annotationsAt = (octokit: Octokit, check: Check) =>
  octokit.paginate(octokit.rest.checks.listAnnotations, { ...repository(), check_run_id: check.id, per_page: 100 });

const checkOf = (data: CheckData): Check => ({
  id: data.id,
  completed: data.status === "completed",
  annotations: data.output.annotations_count,
  url: data.html_url ?? "",
  runUrl: data.details_url ?? "",
  login: `${data.app?.slug ?? "github-actions"}[bot]`,
});
