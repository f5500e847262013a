import * as core from "@actions/core";
import { completeCheck, openCheck, type Check, type CheckIdentity } from "./checkRun.ts";
import { publishComment } from "./comment.ts";
import type { Evaluation } from "./event.ts";
import type { Octokit } from "./github.ts";
import type { Inputs } from "./inputs.ts";
import { writeSummary } from "./jobSummary.ts";
import { setOutputs } from "./outputs.ts";
import { readPublication, textOfEnding, textOfPublication, type Announcement, type Publication } from "./publication.ts";
import { saveCheck } from "./state.ts";
import { failureOf } from "./stepResult.ts";
import { Surfaces } from "./surfaces.ts";

// Shows one evaluation on GitHub: check in progress, job summary, check completed, comment, outputs, the step's own result.
export class Publisher {
  readonly #surfaces = new Surfaces();
  readonly #identity: CheckIdentity;
  #check: Check | undefined;

  constructor(
    readonly octokit: Octokit,
    readonly inputs: Inputs,
    readonly evaluation: Evaluation,
    readonly announcement: Announcement,
    readonly folder: string,
  ) {
    const { checkName, testSet } = announcement;
    const name = (inputs.checkName || checkName) + (evaluation.byHand ? " (by hand)" : "");
    this.#identity = { name, head: evaluation.head, externalId: `modelci:${testSet ?? ""}:${evaluation.occasion}` };
  }

  async begin(): Promise<void> {
    saveCheck({ check: this.#identity, folder: this.folder });
    this.#check = await this.#surfaces.attempt("check", () => openCheck(this.octokit, this.#identity, this.announcement.running));
  }

  async publish(exitCode: number | null): Promise<void> {
    const publication = await readPublication(this.folder, exitCode);
    const text = publication === undefined ? textOfEnding(this.announcement.crashed) : textOfPublication(publication);
    await this.#surfaces.attempt("job summary", () => writeSummary(publication?.summary ?? text.summaries));
    const open = this.#check;
    const check = open && (await this.#surfaces.attempt("check", () => completeCheck(this.octokit, this.#identity, open, text)));
    const commentUrl = publication && (await this.#comment(publication));
    setOutputs({ exitCode, folder: this.folder, publication, commentUrl, checkUrl: check?.url ?? open?.url });
    const failure = failureOf(publication, exitCode, this.inputs.failOn);
    if (failure !== undefined) core.setFailed(failure);
  }

  async #comment(publication: Publication): Promise<string | undefined> {
    const { comment: mode, commentWhen: when } = this.inputs;
    const number = this.evaluation.pullRequest;
    if (mode === "off" || number === undefined) return undefined;
    const appLogin = this.#check?.login ?? "github-actions[bot]";
    const order = { number, marker: this.announcement.marker, mode, when, appLogin };
    return this.#surfaces.attempt("comment", () => publishComment(this.octokit, publication, order));
  }
}
