import * as core from "@actions/core";
import { completeCheck, openCheck, type Check, type CheckIdentity } from "./checkRun.ts";
import { publishComment, withdrawComment, type CommentPlace } from "./comment.ts";
import type { Evaluation } from "./event.ts";
import type { Octokit } from "./github.ts";
import type { Inputs } from "./inputs.ts";
import { writeSummary } from "./jobSummary.ts";
import { setOutputs } from "./outputs.ts";
import { readPublication, textOfEnding, textOfPublication, type Announcement, type Publication } from "./publication.ts";
import { saveCheck, saveLogin } from "./state.ts";
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
    const comment = this.#place();
    saveCheck({ check: this.#identity, folder: this.folder, ...(comment !== undefined && { comment }) });
    await this.#open();
  }

  async publish(exitCode: number | null): Promise<void> {
    const publication = await readPublication(this.folder, exitCode, this.announcement);
    const text = publication === undefined ? textOfEnding(this.announcement.crashed) : textOfPublication(publication);
    await this.#surfaces.attempt("job summary", () => writeSummary(publication?.summary ?? text.summaries));
    const open = await this.#open();
    const check = open && (await this.#surfaces.attempt("check", () => completeCheck(this.octokit, this.#identity, open, text)));
    const commentUrl = await this.#comment(publication);
    setOutputs({ exitCode, folder: this.folder, publication, commentUrl, checkUrl: check?.url ?? open?.url });
    const failure = failureOf(publication, exitCode, this.inputs.failOn);
    if (failure !== undefined) core.setFailed(failure);
  }

  // Once more where GitHub did not answer at the beginning.
  async #open(): Promise<Check | undefined> {
    if (this.#check !== undefined) return this.#check;
    this.#check = await this.#surfaces.attempt("check", () => openCheck(this.octokit, this.#identity, this.announcement.running));
    if (this.#check !== undefined) saveLogin(this.#check.login);
    return this.#check;
  }

  async #comment(publication: Publication | undefined): Promise<string | undefined> {
    const place = this.#place();
    if (place === undefined) return undefined;
    const { comment: mode, commentWhen: when } = this.inputs;
    return this.#surfaces.attempt("comment", () =>
      publication === undefined
        ? withdrawComment(this.octokit, this.announcement.crashed, place, this.#check?.login)
        : publishComment(this.octokit, publication, { ...place, mode, when }, this.#check?.login),
    );
  }

  #place(): CommentPlace | undefined {
    const { head, pullRequest: number } = this.evaluation;
    return this.inputs.comment === "off" || number === undefined ? undefined : { number, head, marker: this.announcement.marker };
  }
}
