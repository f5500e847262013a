import { ownAuthor } from "./author.ts";
import { createOnce, notRetried } from "./createOnce.ts";
import { firstLine } from "./firstLine.ts";
import { repository, type Octokit } from "./github.ts";
import type { CommentMode, CommentWhen } from "./inputs.ts";
import type { Ending, Publication } from "./publication.ts";
import { bytes, sendFitting } from "./shorten.ts";

type IssueComment = Awaited<ReturnType<Octokit["rest"]["issues"]["getComment"]>>["data"];

const longestComment = 65_000;

export interface CommentPlace {
  number: number;
  /** The commit that was judged. */
  head: string;
  marker: string;
}

export interface CommentOrder extends CommentPlace {
  mode: CommentMode;
  when: CommentWhen;
}

// The address of the comment that says what the publication says; undefined where none is wanted. `appLogin` is this app's,
// where the token is no user's.
export async function publishComment(octokit: Octokit, publication: Publication, order: CommentOrder, appLogin?: string): Promise<string | undefined> {
  const own = await newestOwn(octokit, order, appLogin);
  const wanted = isWanted(publication, order.when);
  // `comment-when` decides whether a comment is begun. One that is there, and is kept up to date, must not go on saying what was.
  if (!wanted && (own === undefined || order.mode === "new")) return undefined;
  const bodies = publication.comment.map((text) => atCommit(text, order.head));
  // Another comment is for another result, not for another commit with the same.
  const said = order.mode === "new" ? withoutCommit : plain;
  if (own !== undefined && bodies.some((body) => said(body) === said(own.body ?? ""))) return own.html_url;
  return sendFitting(
    bodies,
    (body) => bytes(body) <= longestComment,
    (body) => (own !== undefined && order.mode === "update" ? edit(octokit, own, body) : begin(octokit, order, appLogin, own, body)),
  );
}

// After a crash: a comment of ours that is there must not go on saying "pass". None is begun.
export async function withdrawComment(octokit: Octokit, { title, summary }: Ending, place: CommentPlace, appLogin?: string): Promise<string | undefined> {
  const own = await newestOwn(octokit, place, appLogin);
  const body = atCommit(`${place.marker}\n### ${title}\n\n${summary}`, place.head);
  return own === undefined || plain(own.body ?? "") === body ? own?.html_url : edit(octokit, own, body);
}

const edit = async (octokit: Octokit, { id }: IssueComment, body: string): Promise<string> =>
  (await octokit.rest.issues.updateComment({ ...repository(), comment_id: id, body })).data.html_url;

function begin(octokit: Octokit, place: CommentPlace, appLogin: string | undefined, before: IssueComment | undefined, body: string): Promise<string> {
  const to = { ...repository(), issue_number: place.number };
  return createOnce(
    async () => {
      const own = await newestOwn(octokit, place, appLogin);
      return own?.id === before?.id ? undefined : own?.html_url;
    },
    async () => (await octokit.rest.issues.createComment({ ...to, body, request: notRetried })).data.html_url,
  );
}

// Anyone can write the marker into a comment: it counts only on the first line of our own.
async function newestOwn(octokit: Octokit, { number, marker }: CommentPlace, appLogin = "github-actions[bot]"): Promise<IssueComment | undefined> {
  const author = await ownAuthor(octokit, appLogin);
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...repository(), issue_number: number, per_page: 100 });
  return comments.findLast(
    (comment) =>
      firstLine(comment.body) === marker && comment.user?.login === author.login && comment.user.type === author.type && !isMinimized(comment),
  );
}

// Hidden by a maintainer. Octokit's types do not have it yet, and older GitHub Enterprise Servers do not say it.
const isMinimized = (comment: object): boolean => "minimized" in comment && (comment.minimized ?? null) !== null;

function isWanted({ verdict }: Publication, when: CommentWhen): boolean {
  if (when === "always") return true;
  if (when === "changed") return verdict !== "unchanged";
  return !["pass", "unchanged", "accepted"].includes(verdict);
}

const plain = (text: string): string => text.replaceAll("\r\n", "\n").trimEnd();

// What only the Action knows: the runner sees GitHub's merge of the pull request.
const atCommit = (text: string, head: string): string => `${plain(text)}\n\nCommit ${head}`;

const withoutCommit = (body: string): string => plain(body).replace(/\n\nCommit [0-9a-f]+$/, "");
