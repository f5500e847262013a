// What a user can mend: one readable sentence with a stable code. Any other error is a bug of ours.
export class Problem extends Error {
  constructor(
    readonly code: `MCI5${number}`,
    text: string,
  ) {
    super(`${code}: ${text}`);
    this.name = "Problem";
  }
}

export const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
