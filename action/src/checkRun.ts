import * as core from "@actions/core";
import { annotationsOf, batches, missing, type GitHubAnnotation } from "./annotations.ts";
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
  /** The login under which this app also writes comments. */
  login: string;
}

type CheckData = Awaited<ReturnType<Octokit["rest"]["checks"]["get"]>>["data"];

const longestSummary = 65_535;
const tooLong = "The text is too long for GitHub; the job summary has it.";

export async function findCheck(octokit: Octokit, { name, head, externalId }: CheckIdentity): Promise<Check | undefined> {
  const checks = await octokit.paginate(octokit.rest.checks.listForRef, {
    ...repository(),
    ref: head,
    check_name: name,
    filter: "all",
    per_page: 100,
  });
  const [newest] = checks.filter((check) => check.external_id === externalId).sort((a, b) => b.id - a.id);
  return newest && checkOf(newest);
}

// One check per commit and test set, however often the workflow runs. Only the app that made a check may write to it.
export async function openCheck(octokit: Octokit, identity: CheckIdentity, { title, summary }: { title: string; summary: string }): Promise<Check> {
  const known = await findCheck(octokit, identity);
  const state = { details_url: runUrl(), status: "in_progress", output: { title, summary } } as const;
  if (known !== undefined) {
    try {
      const { data } = await octokit.rest.checks.update({ ...repository(), check_run_id: known.id, ...state });
      return checkOf(data);
    } catch (error) {
      if (![403, 404, 422].includes(statusOf(error) ?? 0)) throw error;
    }
  }
  const { data } = await octokit.rest.checks.create({ ...repository(), ...named(identity), ...state });
  return checkOf(data);
}

// GitHub only ever adds annotations: those that are there are not sent again, and where one no longer holds, a new check
// of the same name takes the old one's place.
export async function completeCheck(octokit: Octokit, identity: CheckIdentity, check: Check, text: CheckText): Promise<Check> {
  const wanted = annotationsOf(text.annotations);
  const there = check.annotations === 0 ? [] : await annotationsAt(octokit, check);
  if (missing(there, wanted).length === 0) return finish(octokit, check, text, missing(wanted, there));
  await finish(octokit, check, text, []);
  const { data } = await octokit.rest.checks.create({ ...repository(), ...named(identity), details_url: runUrl(), status: "in_progress" });
  return finish(octokit, checkOf(data), text, wanted);
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

const named = ({ name, head, externalId }: CheckIdentity) => ({ name, head_sha: head, external_id: externalId });

const checkOf = (data: CheckData): Check => ({
  id: data.id,
  completed: data.status === "completed",
  annotations: data.output.annotations_count,
  url: data.html_url ?? "",
  login: `${data.app?.slug ?? "github-actions"}[bot]`,
});
