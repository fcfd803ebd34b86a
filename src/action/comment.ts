import { relative, sep } from "node:path";
import { faultMessages } from "../commands/context.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { type Checked, type CheckOptions, pullRequest, pullRequestFiles } from "../pipeline.js";
import { repositoryOf } from "../read/find-collection.js";
import { messageLine } from "../reporters/github.js";
import { PullRequestApi } from "./github-api.js";
import { type PullRequestEvent, readPullRequestEvent } from "./pull-request-event.js";

/** What GitHub takes as one comment, in characters. Its refusal of more: "body is too long (maximum is 65536 characters)". */
const MAX_COMMENT_LENGTH = 65_536;

type Environment = Readonly<Record<string, string | undefined>>;
type Options = Pick<CheckOptions, "baseline" | "now" | "today">;

/**
 * Makes the one comment on the pull request of a run say what there is to say, or removes it. Whatever goes wrong is one line,
 * and fails no job.
 * @param checked the collection as it is, all diagnostics included
 * @returns a line for the log
 */
export async function comment(
  root: string,
  checked: Checked,
  options: Options,
  token: string | null,
  env: Environment,
): Promise<string> {
  try {
    const event = readPullRequestEvent(env);
    if (event === null) return "No comment: this run is for no pull request\n";
    if (event.isFork && !event.isTarget)
      return messageLine(
        "notice",
        "No comment: the pull request comes from a fork, whose runs may not write; see pull_request_target in the guide",
      );
    return `Comment ${await commented(root, checked, options, event, token || env.GITHUB_TOKEN || null, env)}\n`;
  } catch (error) {
    return messageLine("warning", `No comment: ${faultMessages(error).join("; ")}`);
  }
}

async function commented(
  root: string,
  checked: Checked,
  options: Options,
  event: PullRequestEvent,
  token: string | null,
  env: Environment,
): Promise<string> {
  const repository = env.GITHUB_REPOSITORY ?? "";
  if (token === null) throw new EnvironmentFault("there is no token: leave token out, or give one that is not empty");
  if (!/^[\w-]+\/(?!\.\.?$)[\w.-]+$/.test(repository))
    throw new EnvironmentFault("GITHUB_REPOSITORY names no repository");
  const top = repositoryOf(root);
  const { base, baseBranch, head } = event;
  const bases = [base, ...(baseBranch === "" ? [] : [`origin/${baseBranch}`, baseBranch])];
  const files = await pullRequestFiles(top, head, bases);
  const isBase = files.head === (event.isTarget ? (env.GITHUB_SHA ?? base) : base);
  if (event.isFork && (!isBase || files.isDirty))
    throw new EnvironmentFault(
      "with pull_request_target the files of a fork must not be checked out: leave ref and repository of actions/checkout out",
    );
  const api = new PullRequestApi({
    api: env.GITHUB_API_URL ?? "https://api.github.com",
    repository,
    number: event.number,
    token,
  });
  const mark = markOf(relative(top, root).split(sep).join("/"));
  const server = env.GITHUB_SERVER_URL ?? "https://github.com";
  const text = await pullRequest(root, top, checked, {
    ...options,
    paths: !isBase && files.change ? files.change.paths : await api.paths(),
    since: files.change?.since ?? null,
    isCheckedOut: !isBase,
    urlOf: (file) => `${server}/${repository}/blob/${isBase ? base : head}/${encoded(file)}`,
    limit: MAX_COMMENT_LENGTH - mark.length - 1,
  });
  return await api.comment(mark, text);
}

/** The first line of the comment, which no reader sees: one for each collection of a repository. */
function markOf(folder: string): string {
  // Two hyphens would end an HTML comment.
  return `<!-- inquest ${encoded(folder).replaceAll("--", "-%2D") || "."} -->`;
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
