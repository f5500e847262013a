// Where the marker of a text of ours stands.
export const firstLine = (text: string | null | undefined): string | undefined => text?.split(/\r?\n/, 1)[0];
