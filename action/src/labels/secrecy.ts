// As the runner reads it: a secret that a run may not see is an empty variable.
export const isSealed = (): boolean => (process.env.MODELCI_KEY ?? "").trim() !== "";
