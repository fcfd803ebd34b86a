import { readFileSync } from "node:fs";
import { EnvironmentFault } from "../model/environment-fault.js";

/** The pull request that a workflow runs for. */
export interface PullRequestEvent {
  number: number;
  /** Its last commit. */
  head: string;
  /** The commit and the branch that it is to be merged into. */
  base: string;
  baseBranch: string;
  /** Whether its commits come from another repository, whose authors are strangers. */
  isFork: boolean;
  /** Whether the workflow has the rights of the base branch, whatever the pull request holds. */
  isTarget: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the event of a run.
 * @returns null where the run is for no pull request
 * @throws EnvironmentFault where the runner's file cannot be read
 */
export function readPullRequestEvent(env: Environment): PullRequestEvent | null {
  const name = env.GITHUB_EVENT_NAME;
  if (name !== "pull_request" && name !== "pull_request_target") return null;
  const { number, head, base } = pullRequestIn(env.GITHUB_EVENT_PATH);
  if (!Number.isSafeInteger(number) || typeof head?.sha !== "string" || typeof base?.sha !== "string")
    throw new EnvironmentFault("the event names no pull request");
  const repository = base.repo?.full_name ?? env.GITHUB_REPOSITORY;
  return {
    number: number as number,
    head: head.sha,
    base: base.sha,
    baseBranch: typeof base.ref === "string" ? base.ref : "",
    // Where the fork has been deleted there is no repository.
    isFork: repository === undefined || head.repo?.full_name !== repository,
    isTarget: name === "pull_request_target",
  };
}

interface Side {
  sha?: unknown;
  ref?: unknown;
  repo?: { full_name?: unknown } | null;
}

function pullRequestIn(path: string | undefined): { number?: unknown; head?: Side; base?: Side } {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8")).pull_request ?? {};
  } catch {
    throw new EnvironmentFault("the event of the run cannot be read");
  }
}
