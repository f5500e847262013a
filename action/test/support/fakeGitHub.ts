import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { routes, type Reply, type Route } from "./routes.ts";
import { tooLongAnnotations, unknownFields } from "./schema.ts";
import { GitHubState } from "./state.ts";

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export interface Fault extends Reply {
  method: string;
  path: RegExp;
  /** Which of the matching requests meet it; all of them, if left out. */
  times?: number;
  when?: (request: Request) => boolean;
  /** The request is carried out first: only its answer is lost. */
  carriedOut?: boolean;
}

// A GitHub that keeps what it is told. Every request is first judged by prism against GitHub's own description: one that
// does not pass is answered with 500 and listed in `violations`, which `close` turns into the test's failure.
export class FakeGitHub {
  readonly state = new GitHubState();
  readonly requests: Request[] = [];
  readonly violations: string[] = [];
  readonly faults: Fault[] = [];
  /** More of GitHub than the gate's own tests need. */
  readonly moreRoutes: Route[] = [];
  /** Release files, by path. */
  readonly files = new Map<string, Buffer>();
  readonly #server: Server;

  private constructor(readonly apiPath: string) {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.violations.push(String(error));
        response.writeHead(500).end();
      });
    });
  }

  static async start(apiPath = ""): Promise<FakeGitHub> {
    const fake = new FakeGitHub(apiPath);
    await new Promise<void>((resolve) => fake.#server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  get serverUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return this.serverUrl + this.apiPath;
  }

  /** The requests that change something, as "METHOD path". */
  get writes(): string[] {
    return this.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", this.serverUrl);
    const text = await textOf(incoming);
    const file = this.files.get(url.pathname);
    if (file !== undefined) return void response.writeHead(200).end(file);
    if (!url.pathname.startsWith(`${this.apiPath}/`)) return this.#reject(response, `outside the API: ${url.pathname}`);
    url.pathname = url.pathname.slice(this.apiPath.length);

    const method = incoming.method ?? "GET";
    const problem = await violation(method, url, text);
    if (problem !== undefined) return this.#reject(response, problem);
    const request = { method, path: url.pathname, query: url.searchParams, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
    this.requests.push(request);
    const fault = this.#fault(request);
    if (fault?.carriedOut) this.#route(request);
    const { status, body, headers } = fault ?? this.#route(request);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers }).end(JSON.stringify(body));
  }

  #route(request: Request): Reply {
    for (const [method, pattern, handler] of [...this.moreRoutes, ...routes]) {
      const match = method === request.method ? pattern.exec(request.path) : null;
      if (match !== null) return handler(request, match.slice(1), this.state, this.apiUrl);
    }
    throw new Error(`the fake GitHub does not have ${request.method} ${request.path}`);
  }

  #reject(response: ServerResponse, problem: string): void {
    this.violations.push(problem);
    response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ message: problem }));
  }

  #fault(request: Request): Fault | undefined {
    const fault = this.faults.find(
      ({ method, path, times, when }) =>
        method === request.method && path.test(request.path) && times !== 0 && (when === undefined || when(request)),
    );
    if (fault?.times !== undefined) fault.times--;
    return fault;
  }
}

async function violation(method: string, url: URL, text: string): Promise<string | undefined> {
  // Prism knows application/json only, and answers 406 to Octokit's own media type.
  const headers = { accept: "application/json", ...(text !== "" && { "content-type": "application/json" }) };
  const answer = await fetch(`${process.env.PRISM_URL}${url.pathname}${url.search}`, { method, headers, ...(text !== "" && { body: text }) });
  const said = await answer.text();
  // It judges its own example answers as well, and finds GitHub's not always right: only the request is of interest.
  const violations = JSON.parse(answer.headers.get("sl-violations") ?? "[]") as { location: string[] }[];
  if (answer.headers.get("content-type")?.includes("problem+json") === true || violations.some(({ location }) => location[0] === "request"))
    return `${method} ${url.pathname}: ${said}`;
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const wrong = [...unknownFields(method, url, body).map((field) => `unknown ${field}`), ...tooLongAnnotations(body)];
  return wrong.length === 0 ? undefined : `${method} ${url.pathname}: ${wrong.join(", ")}`;
}

async function textOf(stream: IncomingMessage): Promise<string> {
  stream.setEncoding("utf8");
  let text = "";
  for await (const part of stream) text += String(part);
  return text;
}
