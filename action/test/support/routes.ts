import { spawnSync } from "node:child_process";
import type { Request } from "./fakeGitHub.ts";
import { actionsBot, type CheckRun, type GitHubState } from "./state.ts";

export interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** A method, a path whose groups are the handler's second argument, and what answers. */
export type Route = readonly [
  method: string,
  path: RegExp,
  handler: (request: Request, ids: string[], state: GitHubState, api: string) => Reply,
];

const ok = (body: unknown): Reply => ({ status: 200, body });
const created = (body: unknown): Reply => ({ status: 201, body });
const notFound: Reply = { status: 404, body: { message: "Not Found" } };

export const routes: readonly Route[] = [
  ["GET", /^\/user$/, (_, __, { user }) => (user === null ? { status: 403, body: { message: "Resource not accessible by integration" } } : ok(user))],
  ["POST", /^\/repos\/[^/]+\/[^/]+\/check-runs$/, createCheck],
  ["PATCH", /^\/repos\/[^/]+\/[^/]+\/check-runs\/(\d+)$/, updateCheck],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/commits\/([^/]+)\/check-runs$/, listChecks],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/check-runs\/(\d+)\/annotations$/, (request, [id], state, api) => page(request, state.annotations.get(Number(id)) ?? [], api)],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/comments$/, (request, [issue], state, api) => page(request, state.comments.get(Number(issue)) ?? [], api)],
  ["POST", /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)\/comments$/, ({ body }, [issue], state) => created(state.comment(Number(issue), String(body.body), state.user ?? actionsBot))],
  ["PATCH", /^\/repos\/[^/]+\/[^/]+\/issues\/comments\/(\d+)$/, updateComment],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/pulls\/(\d+)$/, (_, [number], { pulls }) => found(pulls.find((pull) => pull.number === Number(number)))],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/git\/trees\/([^/]+)$/, tree],
  ["GET", /^\/repos\/[^/]+\/[^/]+\/git\/blobs\/([^/]+)$/, blob],
];

const found = (body: unknown): Reply => (body === undefined ? notFound : ok(body));

function createCheck({ body }: Request, _: string[], state: GitHubState): Reply {
  const id = state.nextId();
  const output = { title: null, summary: null, text: null, annotations_count: 0, annotations_url: "" };
  const empty = { name: "", head_sha: "", external_id: "", details_url: "", status: "queued", conclusion: null };
  const check = { id, ...empty, html_url: `https://github.test/runs/${id}`, app: { slug: "github-actions" }, output };
  state.checks.push(check);
  return { ...change(state, check, body), status: 201 };
}

function updateCheck({ body }: Request, [id]: string[], state: GitHubState): Reply {
  const check = state.checks.find((one) => one.id === Number(id));
  return check === undefined ? notFound : change(state, check, body);
}

// As GitHub: fields replace, annotations are added, in_progress takes the conclusion away.
function change(state: GitHubState, check: CheckRun, body: Record<string, unknown>): Reply {
  const { output, ...fields } = body as Partial<CheckRun> & { output?: { annotations?: Record<string, unknown>[] } };
  Object.assign(check, fields);
  if (fields.status === "in_progress") check.conclusion = null;
  if (output !== undefined) {
    const { annotations = [], ...texts } = output;
    const all = [...(state.annotations.get(check.id) ?? []), ...annotations];
    state.annotations.set(check.id, all);
    Object.assign(check.output, texts, { annotations_count: all.length });
  }
  return ok(check);
}

function listChecks({ query }: Request, [ref]: string[], state: GitHubState): Reply {
  const checks = state.checks.filter((check) => check.head_sha === ref && check.name === query.get("check_name"));
  return ok({ total_count: checks.length, check_runs: checks });
}

function updateComment({ body }: Request, [id]: string[], state: GitHubState): Reply {
  const comment = [...state.comments.values()].flat().find((one) => one.id === Number(id));
  if (comment === undefined) return notFound;
  if (comment.user.login !== (state.user ?? actionsBot).login) return { status: 403, body: { message: "Not your comment" } };
  return ok(Object.assign(comment, body));
}

function tree(_: Request, [id = ""]: string[], state: GitHubState): Reply {
  const listed = objectsOf(state, "ls-tree", "-z", "-l", id)?.toString("utf8").split("\0") ?? [];
  const entries = listed.filter((line) => line !== "").map((line) => {
    const [, mode, type, sha, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line) ?? [];
    return { path, mode, type, sha, ...(size !== "-" && { size: Number(size) }) };
  });
  return entries.length === 0 ? notFound : ok({ sha: id, url: "", truncated: false, tree: entries });
}

function blob(_: Request, [id = ""]: string[], state: GitHubState): Reply {
  const content = objectsOf(state, "cat-file", "blob", id);
  return content === undefined ? notFound : ok({ sha: id, size: content.length, encoding: "base64", content: content.toString("base64").replaceAll(/.{60}/g, "$&\n") });
}

function objectsOf({ clone }: GitHubState, ...args: string[]): Buffer | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: clone });
  return status === 0 ? stdout : undefined;
}

export function page({ query, path }: Request, all: readonly unknown[], api: string): Reply {
  const size = Number(query.get("per_page") ?? 30);
  const number = Number(query.get("page") ?? 1);
  const next = `<${api}${path}?per_page=${size}&page=${number + 1}>; rel="next"`;
  return { ...ok(all.slice((number - 1) * size, number * size)), headers: number * size < all.length ? { link: next } : {} };
}
