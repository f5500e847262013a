import { setTimeout as sleep } from "node:timers/promises";
import { statusOf } from "./github.ts";

const attempts = 3;

/** For the request that creates: Octokit's own retries would create a second one. */
export const notRetried = { retries: 0 };

// A request whose answer was lost (5xx, a broken connection) may have done its work: before it is sent again, what it makes is looked for.
export async function createOnce<T>(find: () => Promise<T | undefined>, create: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await create();
    } catch (error) {
      if ((statusOf(error) ?? 0) < 500 || attempt === attempts) throw error;
    }
    await sleep(1000 * attempt);
    const made = await find();
    if (made !== undefined) return made;
  }
}
