// The environment of programs that the Action starts is a list of what is allowed: models come from outside, and what a
// process does not have it cannot give away.
const allowed =
  /^(PATH|HOME|USERPROFILE|SystemRoot|TMPDIR|TEMP|TMP|LANG|LC_.*|DOTNET_.*|NUGET_.*|XDG_.*|MODELCI_.*|(https?|no|all)_proxy|SSH_AUTH_SOCK|GIT_SSH_COMMAND|GIT_SSL_.*|SSL_CERT_.*|NO_COLOR)$/i;
const neverAllowed = /^(INPUT|GITHUB|ACTIONS)_|_TOKEN$/i;

export const secrets = ["MODELCI_KEY", "MODELCI_ORDER_KEY"] as const;

// For the runner alone: it takes the keys out of its environment before it starts anything.
export function runnerEnvironment(from: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(from).filter(([name]) => allowed.test(name) && !neverAllowed.test(name)));
}

// For git, and for what builds the runner: the same without the keys.
export function toolEnvironment(): NodeJS.ProcessEnv {
  const environment = runnerEnvironment();
  for (const secret of secrets) delete environment[secret];
  return environment;
}
