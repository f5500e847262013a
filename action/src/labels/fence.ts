// A fenced block whatever the text holds: the fence is longer than any run of backticks in it.
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

// What stands in the first fenced block of that language (CommonMark 4.5), with a line feed at the end; undefined where there is none.
export function blockOf(language: string, markdown: string): string | undefined {
  const lines = markdown.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const [, fence, info] = /^ {0,3}(`{3,}|~{3,})\s*([^`]*)$/.exec(lines[index] ?? "") ?? [];
    if (fence === undefined) continue;
    const end = lines.findIndex((line, at) => at > index && closes(line, fence));
    const inside = lines.slice(index + 1, end < 0 ? undefined : end);
    if (info?.trim().toLowerCase() === language) return `${inside.join("\n")}\n`;
    index = end < 0 ? lines.length : end;
  }
  return undefined;
}

function closes(line: string, fence: string): boolean {
  const run = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
  return run !== undefined && run[0] === fence[0] && run.length >= fence.length;
}
