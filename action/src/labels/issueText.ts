import type { Requested, Status } from "./labelDesk.ts";
import { fenced } from "./fence.ts";

// A workflow's `if` looks for the first part of it (examples/workflows/labels.yml).
export const markerOf = (testSet: string): string => `<!-- modelci-labels: ${testSet} -->`;

export const titleOf = (testSet: string): string => `Labels wanted for the test set ${testSet}`;

const count = (value: number | null): string => value?.toLocaleString("en-US") ?? "unlimited";

const money = (value: number | null): string => value?.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }) ?? "";

export function issueText(status: Status, { requested, lacking }: Requested, csv: string): string {
  const these = requested < lacking ? `the next ${count(requested)}` : "all of them";
  return `${markerOf(status.testSet)}
An evaluation waits for labels. It may need ${count(lacking)}; ${these} are below. Whoever trains models must not answer, and better not read this.

${budget(status)}

**To answer**, write a comment with a block like this one, the column \`label\` filled in. \`unsure\` says that nobody can tell; an empty label is not answered yet; columns behind \`label\` are not read and may be left out.

${fenced("csv", "id,label\n...")}

Only comments of people who may write to this repository are taken. The newest comment with such a block counts, all of it or none of it.

### Items to label

${fenced("csv", csv.trimEnd())}
`;
}

function budget({ used, charged, budget, left, cost }: Status): string {
  const rows: [string, number | null, number | null | undefined][] = [
    ["used by evaluations that are over", used, cost?.used],
    ["with all that others may use", charged, cost?.charged],
    ["budget", budget, cost?.budget],
    ["left", left, cost?.left],
  ];
  const head = `| | labels |${cost ? ` ${cost.currency} |` : ""}\n|---|--:|${cost ? "--:|" : ""}`;
  return [head, ...rows.map(([name, labels, price]) => `| ${name} | ${count(labels)} |${cost ? ` ${money(price ?? null)} |` : ""}`)].join("\n");
}
