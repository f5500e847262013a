import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lexer, type Token, type Tokens } from "marked";
import { actionRoot } from "./yamlFiles.ts";

export const readme = readFileSync(join(actionRoot, "README.md"), "utf8");

/** A fenced block of action/README.md. */
export interface Block {
  heading: string;
  language: string;
  text: string;
}

interface Table {
  heading: string;
  columns: string[];
  rows: string[][];
}

function underHeadings<T>(read: (token: Token, heading: string) => T | undefined): T[] {
  let heading = "";
  return lexer(readme).flatMap((token) => {
    if (token.type === "heading") heading = (token as Tokens.Heading).text;
    const found = read(token, heading);
    return found === undefined ? [] : [found];
  });
}

// marked takes the indentation of a block's first line for what it is: part of the text.
export const blocks: readonly Block[] = underHeadings((token, heading) =>
  token.type === "code" ? { heading, language: (token as Tokens.Code).lang ?? "", text: (token as Tokens.Code).text } : undefined,
);

// `code` marks taken off.
const plain = ({ text }: Tokens.TableCell): string => text.replace(/^`(.*)`$/, "$1");

const tables: readonly Table[] = underHeadings((token, heading) => {
  if (token.type !== "table") return undefined;
  const { header, rows } = token as Tokens.Table;
  return { heading, columns: header.map(plain), rows: rows.map((row) => row.map(plain)) };
});

/** The rows of the table under a heading whose first column has that name. */
export function table(heading: string, firstColumn: string): string[][] {
  const found = tables.filter((one) => one.heading === heading && one.columns[0] === firstColumn);
  if (found.length !== 1) throw new Error(`${found.length} tables of ${firstColumn}s under ${heading}`);
  return found[0]?.rows ?? [];
}
