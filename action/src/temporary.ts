import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// A new folder that goes with the job.
export const temporaryFolder = (name: string): Promise<string> => mkdtemp(join(process.env.RUNNER_TEMP ?? tmpdir(), `modelci-${name}-`));
