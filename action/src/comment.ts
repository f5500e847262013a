import { ownAuthor } from "./author.ts";
import { firstLine } from "./firstLine.ts";
import { repository, type Octokit } from "./github.ts";
import type { CommentMode, CommentWhen } from "./inputs.ts";
import type { Publication } from "./publication.ts";
import { bytes, sendFitting } from "./shorten.ts";

type IssueComment = Awaited<ReturnType<Octokit["rest"]["issues"]["getComment"]>>["data"];

const longestComment = 65_000;

export interface CommentOrder {
  number: number;
  marker: string;
  mode: Exclude<CommentMode, "off">;
  when: CommentWhen;
  /** The login of this app, where the token is no user's. */
  appLogin: string;
}

// The address of the comment that says what the publication says; undefined where none is wanted.
export async function publishComment(octokit: Octokit, publication: Publication, order: CommentOrder): Promise<string | undefined> {
  const own = await newestOwn(octokit, order);
  const wanted = isWanted(publication, order.when);
  // `comment-when` decides whether a comment is begun. One that is there, and is kept up to date, must not go on saying what was.
  if (!wanted && (own === undefined || order.mode === "new")) return undefined;
  if (own !== undefined && publication.comment.some((body) => sameText(body, own.body))) return own.html_url;
  return sendFitting(
    publication.comment,
    (body) => bytes(body) <= longestComment,
    async (body) => {
      const { data } =
        own !== undefined && order.mode === "update"
          ? await octokit.rest.issues.updateComment({ ...repository(), comment_id: own.id, body })
          : await octokit.rest.issues.createComment({ ...repository(), issue_number: order.number, body });
      return data.html_url;
    },
  );
}

// Anyone can write the marker into a comment: it counts only on the first line of our own.
async function newestOwn(octokit: Octokit, { number, marker, appLogin }: CommentOrder): Promise<IssueComment | undefined> {
  const author = await ownAuthor(octokit, appLogin);
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...repository(), issue_number: number, per_page: 100 });
  return comments.findLast(
    (comment) =>
      firstLine(comment.body) === marker &&
      comment.user?.login === author.login &&
      comment.user.type === author.type &&
      !isMinimized(comment),
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

const sameText = (body: string, there: string | undefined): boolean => there !== undefined && plain(body) === plain(there);
