import { statusOf, type Octokit } from "./github.ts";

// A workflow's own token is an app's, and GET /user is not for apps.
export async function ownAuthor(octokit: Octokit, appLogin: string): Promise<{ login: string; type: string }> {
  try {
    const { login, type } = (await octokit.rest.users.getAuthenticated()).data;
    return { login, type };
  } catch (error) {
    if (![401, 403, 404].includes(statusOf(error) ?? 0)) throw error;
    return { login: appLogin, type: "Bot" };
  }
}
