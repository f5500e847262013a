import type { FailOn } from "./inputs.ts";
import type { Publication } from "./publication.ts";

// Why the step fails, if it does. `fail-on` speaks of verdicts; where there is none, the step always fails.
export function failureOf(
  publication: Publication | undefined,
  exitCode: number | null,
  failOn: ReadonlySet<FailOn>,
): string | undefined {
  if (publication === undefined) return `modelci crashed (exit code ${exitCode ?? "none, it was ended by a signal"}): there is no verdict`;
  const { verdict, undecided, title } = publication;
  if (verdict === "broken") return title;
  const reasons: string[] = [verdict, ...(undecided ? ["undecided"] : [])];
  return reasons.some((reason) => failOn.has(reason as FailOn)) ? title : undefined;
}
