import { parse } from "shell-quote";

const balanced = /^(?:[^'"\\]|\\[^]|'[^']*'|"(?:[^"\\]|\\[^])*")*$/;

// Splits as a shell does; what only a shell could carry out is refused, not passed on as if it meant nothing.
export function splitArguments(text: string): string[] {
  if (!balanced.test(text)) throw new Error("a quotation mark or a backslash is left open");
  const variable = (name: string): never => {
    throw new Error(`$${name} is not replaced, as no shell runs this: write '$${name}' in single quotes if it is meant as it stands`);
  };
  return parse(text, variable).map((part) => {
    if (typeof part === "string") return part;
    if ("op" in part && part.op === "glob") return part.pattern;
    throw new Error(`${"op" in part ? part.op : "#"} has no meaning, as no shell runs this: put it into quotes if it is meant as it stands`);
  });
}
