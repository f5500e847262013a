import { statusOf, type Octokit } from "../github.ts";
import { Problem } from "../problem.ts";
import { blockOf } from "./fence.ts";
import type { Repository } from "./labelInputs.ts";

export interface Answers {
  csv: string;
  url: string;
}

// Anyone can write a comment where the repository is public: answers count from people who may write to it.
export async function newestAnswers(octokit: Octokit, issues: Repository, issue: number): Promise<Answers> {
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...issues, issue_number: issue, per_page: 100 });
  const writers = new Map<string, boolean>();
  for (const { body, user, html_url: url } of comments.reverse()) {
    const csv = blockOf("csv", body ?? "");
    if (csv === undefined || !user) continue;
    const mayWrite = writers.get(user.login) ?? (await isWriter(octokit, issues, user.login));
    if (mayWrite) return { csv, url };
    writers.set(user.login, false);
  }
  throw new Problem("MCI5022", `issue ${issue} has no comment with a block \`\`\`csv by somebody who may write to ${issues.owner}/${issues.repo}`);
}

async function isWriter(octokit: Octokit, issues: Repository, username: string): Promise<boolean> {
  try {
    const { permission } = (await octokit.rest.repos.getCollaboratorPermissionLevel({ ...issues, username })).data;
    return permission === "admin" || permission === "write";
  } catch (error) {
    if (statusOf(error) === 404) return false; // an app, or somebody who is gone
    throw error;
  }
}
