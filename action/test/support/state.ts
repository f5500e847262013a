export interface CheckRun {
  id: number;
  name: string;
  head_sha: string;
  external_id: string;
  details_url: string;
  html_url: string;
  status: string;
  conclusion: string | null;
  app: { slug: string };
  output: { title: string | null; summary: string | null; text: null; annotations_count: number; annotations_url: string };
}

export interface User {
  login: string;
  type: string;
}

export interface IssueComment {
  id: number;
  body: string;
  html_url: string;
  user: User;
  minimized: { reason: string } | null;
}

export interface PullRequest {
  number: number;
  state: string;
  base: { ref: string; repo: { id: number } };
  head: { sha: string; repo: { id: number } | null };
}

export const actionsBot: User = { login: "github-actions[bot]", type: "Bot" };

// What the fake GitHub knows of one repository.
export class GitHubState {
  readonly checks: CheckRun[] = [];
  readonly annotations = new Map<number, Record<string, unknown>[]>();
  readonly comments = new Map<number, IssueComment[]>();
  readonly pulls: PullRequest[] = [];
  /** A clone that has the repository's objects. */
  clone = "";
  /** Whose the token is; null for a workflow's own. */
  user: User | null = null;
  #nextId = 1000;

  nextId(): number {
    return this.#nextId++;
  }

  comment(issue: number, body: string, user: User = actionsBot): IssueComment {
    const id = this.nextId();
    const comment = { id, body, user, html_url: `https://github.test/comment/${id}`, minimized: null };
    this.comments.set(issue, [...(this.comments.get(issue) ?? []), comment]);
    return comment;
  }
}
