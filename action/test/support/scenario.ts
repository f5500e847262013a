import type { Announcement, Publication } from "../../src/publication.ts";

export interface Call {
  files: Record<string, unknown>;
  exit?: number;
  prints?: string[];
  signal?: NodeJS.Signals;
  waitsForSignal?: boolean;
}

export interface Scenario {
  announce: Call;
  run: Call;
}

export const marker = "<!-- modelci: digits -->";

export const announcement = {
  schema: "modelci.announcement/1",
  testSet: "digits",
  checkName: "ModelCI (digits)",
  marker,
  candidate: "models/better.onnx",
  running: { conclusion: null, title: "Evaluation runs", summary: "The gate runs." },
  cancelled: { conclusion: "cancelled", title: "Cancelled", summary: "The run was cancelled." },
  crashed: { conclusion: "failure", title: "Crashed", summary: "The gate crashed." },
} satisfies Announcement & { schema: string; running: { conclusion: null } };

export function publication(change: Partial<Publication> = {}): Publication & { schema: string } {
  return {
    schema: "modelci.publication/1",
    verdict: "pass",
    undecided: false,
    exitCode: 0,
    conclusion: "success",
    title: "Passed",
    check: ["check, long", "check, short"],
    comment: [`${marker}\ncomment, long`, `${marker}\ncomment, short`],
    summary: ["summary, long", "summary, short"],
    annotations: [{ path: "modelci.yml", line: 3, level: "notice", title: "condition", message: "holds" }],
    outputs: { verdict: "pass", outcome: "accepted", "runs-left": "31", "labels-reserved": "200" },
    ...change,
  };
}

export const failing = (change: Partial<Publication> = {}) =>
  publication({
    verdict: "fail",
    exitCode: 1,
    conclusion: "failure",
    title: "Failed",
    outputs: { verdict: "fail", outcome: "refused", "runs-left": "30", "labels-reserved": "400" },
    ...change,
  });

export const announces: Call = { files: { "announcement.json": announcement }, exit: 0 };

export const publishes = (published: Publication, exit = published.exitCode): Scenario => ({
  announce: announces,
  run: { files: { "publication.json": published, "report.json": "{}", "summary.md": "# summary" }, exit },
});
