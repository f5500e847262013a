import type { ChildProcess } from "node:child_process";

// A runner machine that is told to stop sends SIGINT to this process, and SIGTERM a little later. While the gate runs, the
// signal is the gate's: it ends without recording anything. Otherwise there is nothing to end but this process.
export class Cancellation {
  #child: ChildProcess | undefined;
  #requested = false;

  constructor(remember: () => void) {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => {
        this.#requested = true;
        remember();
        if (this.#child === undefined) process.exit(130);
        this.#child.kill(signal);
      });
  }

  get requested(): boolean {
    return this.#requested;
  }

  async during<T>(child: ChildProcess, ended: Promise<T>): Promise<T> {
    this.#child = child;
    try {
      return await ended;
    } finally {
      this.#child = undefined;
    }
  }
}
