import { readFileSync } from "node:fs";
import { join } from "node:path";

// GitHub's description allows fields that it does not know; a misspelt one would pass. Here it does not.
interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

interface Operation {
  requestBody?: { content?: Record<string, { schema?: Schema } | undefined> };
  parameters?: ({ name: string; in: string } | { $ref: string })[];
}

interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, { name?: string; in?: string } & Schema>>;
}

const file = join(process.env.ACTION_FOLDER ?? ".", "node_modules", "@octokit", "openapi", "generated", "api.github.com.json");
const description = JSON.parse(readFileSync(file, "utf8")) as Description;

const templates = Object.keys(description.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
  parameters: path.split("{").length,
}));

interface Annotated {
  output?: { annotations?: { title?: string; message: string }[] };
}

/** What GitHub's manual says of annotations, and its description does not. */
export const tooLongAnnotations = (body: unknown): string[] =>
  ((body as Annotated | undefined)?.output?.annotations ?? []).flatMap(({ title = "", message }, i) => [
    ...(title.length > 255 ? [`annotation ${i}: a title of ${title.length} characters`] : []),
    ...(Buffer.byteLength(message) > 65_536 ? [`annotation ${i}: a message of ${Buffer.byteLength(message)} bytes`] : []),
  ]);

/** Fields of a request that GitHub's description does not name, as paths. */
export function unknownFields(method: string, url: URL, body: unknown): string[] {
  const [route] = templates.filter(({ pattern }) => pattern.test(url.pathname)).sort((a, b) => a.parameters - b.parameters);
  const operation = route && description.paths[route.path]?.[method.toLowerCase()];
  if (operation === undefined) return [`no such route: ${method} ${url.pathname}`];
  const known = (operation.parameters ?? []).map((parameter) => ("$ref" in parameter ? resolve(parameter.$ref) : parameter).name);
  const queries = [...url.searchParams.keys()].filter((name) => !known.includes(name)).map((name) => `?${name}`);
  return [...queries, ...unknown(operation.requestBody?.content?.["application/json"]?.schema, body, "")];
}

function unknown(schema: Schema | undefined, value: unknown, at: string): string[] {
  const { properties, items } = schema?.$ref === undefined ? (schema ?? {}) : resolve(schema.$ref);
  if (Array.isArray(value)) return value.flatMap((one, i) => unknown(items, one, `${at}[${i}]`));
  if (typeof value !== "object" || value === null || properties === undefined) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name in properties ? unknown(properties[name], inner, `${at}.${name}`) : [`${at}.${name}`],
  );
}

function resolve(reference: string): { name?: string } & Schema {
  const [, , kind = "", name = ""] = reference.split("/");
  const found = description.components[kind]?.[name];
  if (found === undefined) throw new Error(`GitHub's description has no ${reference}`);
  return found;
}
