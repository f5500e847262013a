import { statusOf } from "./github.ts";

export const bytes = (text: string): number => Buffer.byteLength(text);

// Sends the longest rendering that fits; GitHub's own answer to a text that is too long is 422. Nothing is ever cut.
export async function sendFitting<T>(
  renderings: readonly string[],
  fits: (text: string) => boolean,
  send: (text: string) => Promise<T>,
): Promise<T> {
  let refusal: unknown = new Error("even the shortest text is too long");
  for (const text of renderings.filter(fits)) {
    try {
      return await send(text);
    } catch (error) {
      if (statusOf(error) !== 422) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
