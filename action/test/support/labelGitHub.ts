import { FakeGitHub } from "./fakeGitHub.ts";
import { page, type Reply, type Route } from "./routes.ts";
import { actionsBot, type User } from "./state.ts";

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: string;
  html_url: string;
  user: User;
  pull_request?: object;
}

export interface LabelPullRequest {
  title: string;
  head: string;
  base: string;
  body: string;
  html_url: string;
}

// What the labels action sees of GitHub, beside comments: issues, who may write, pull requests.
export class LabelGitHub {
  readonly issues: Issue[] = [];
  readonly pulls: LabelPullRequest[] = [];
  readonly permissions: Record<string, string> = {};

  private constructor(readonly server: FakeGitHub) {
    server.moreRoutes.push(...this.#routes);
  }

  static async start(): Promise<LabelGitHub> {
    return new LabelGitHub(await FakeGitHub.start());
  }

  issue(body: string, user: User = actionsBot): Issue {
    const number = this.issues.length + 1;
    const issue = { number, title: "an issue", body, state: "open", html_url: `https://github.test/issues/${number}`, user };
    this.issues.push(issue);
    return issue;
  }

  readonly #routes: Route[] = [
    ["GET", /^\/repos\/[^/]+\/[^/]+$/, () => ok({ default_branch: "trunk" })],
    ["GET", /^\/repos\/[^/]+\/[^/]+\/issues$/, (request, _, __, api) => page(request, this.issues.filter(({ state }) => state === "open"), api)],
    ["POST", /^\/repos\/[^/]+\/[^/]+\/issues$/, ({ body }) => ({ status: 201, body: Object.assign(this.issue(""), body) })],
    ["GET", /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)$/, (_, [number]) => this.#found(number)],
    ["PATCH", /^\/repos\/[^/]+\/[^/]+\/issues\/(\d+)$/, ({ body }, [number]) => this.#found(number, body)],
    ["GET", /^\/repos\/[^/]+\/[^/]+\/collaborators\/([^/]+)\/permission$/, (_, [login = ""]) => this.#permission(decodeURIComponent(login))],
    ["GET", /^\/repos\/[^/]+\/[^/]+\/pulls$/, ({ query }) => ok(this.pulls.filter(({ head }) => query.get("head") === `acme:${head}`))],
    ["POST", /^\/repos\/[^/]+\/[^/]+\/pulls$/, ({ body }) => this.#open(body as unknown as LabelPullRequest)],
  ];

  #found(number: string | undefined, change: object = {}): Reply {
    const issue = this.issues[Number(number) - 1];
    return issue === undefined ? { status: 404, body: { message: "Not Found" } } : ok(Object.assign(issue, change));
  }

  #permission(login: string): Reply {
    const permission = this.permissions[login];
    return permission === undefined ? { status: 404, body: { message: `${login} is not a user` } } : ok({ permission });
  }

  #open(pull: LabelPullRequest): Reply {
    const opened = { ...pull, html_url: `https://github.test/pull/${this.pulls.length + 1}` };
    this.pulls.push(opened);
    return { status: 201, body: opened };
  }
}

const ok = (body: unknown): Reply => ({ status: 200, body });
