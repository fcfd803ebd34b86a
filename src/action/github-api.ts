import { EnvironmentFault } from "../model/environment-fault.js";
import { visible } from "../util/characters.js";

/** How long the requests of one task may take together. */
const MAX_WAIT_MS = 15_000;
/** How many entries a page of a list has, and how many pages are read. */
const PAGE_SIZE = 100;
const MAX_PAGES = 30;
const MAX_REASON_LENGTH = 200;

/** People whose token a workflow may use. */
const TRUSTED: ReadonlySet<string | undefined> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/** A pull request of a repository, and how to reach the API. */
export interface PullRequestAddress {
  /** Such as `https://api.github.com`. */
  api: string;
  /** `owner/name`. */
  repository: string;
  number: number;
  token: string;
  maxWaitMs?: number;
}

interface Comment {
  id: number;
  body?: string | null;
  user?: { type?: string } | null;
  author_association?: string;
}

/** What became of a comment. */
export type CommentOutcome = "written" | "updated" | "unchanged" | "removed" | "not needed";

/** The requests that the action makes. Each throws an EnvironmentFault that says what GitHub answered. */
export class PullRequestApi {
  readonly #address: PullRequestAddress;
  /** Ends the requests of the task. */
  #end = AbortSignal.abort();

  constructor(address: PullRequestAddress) {
    this.#address = address;
  }

  #start(): void {
    this.#end = AbortSignal.timeout(this.#address.maxWaitMs ?? MAX_WAIT_MS);
  }

  /** The paths that it changes, from the top of the repository; of a renamed file both. */
  async paths(): Promise<string[]> {
    this.#start();
    const files = await this.#list<{ filename: string; previous_filename?: string }>(
      `pulls/${this.#address.number}/files`,
    );
    return [...new Set(files.flatMap(({ filename, previous_filename: old }) => [filename, ...(old ? [old] : [])]))];
  }

  /**
   * Makes the one comment that starts with a mark say this text, in one request, or removes it. Comments of strangers that
   * start with it are left alone.
   * @param text empty: nothing is to be said
   */
  async comment(mark: string, text: string): Promise<CommentOutcome> {
    this.#start();
    const { number } = this.#address;
    const all = await this.#list<Comment>(`issues/${number}/comments`);
    const [own, ...more] = all.filter((one) => one.body?.startsWith(mark) && isOurs(one));
    // Two runs at once may have written one each.
    for (const { id } of text === "" && own ? [own, ...more] : more) await this.#remove(id);
    if (text === "") return own ? "removed" : "not needed";
    const body = `${mark}\n${text}`;
    if (own === undefined) {
      await this.#ask("POST", `issues/${number}/comments`, { body });
      return "written";
    }
    if (own.body?.replaceAll("\r\n", "\n").trim() === body.trim()) return "unchanged";
    await this.#ask("PATCH", `issues/comments/${own.id}`, { body });
    return "updated";
  }

  async #remove(id: number): Promise<void> {
    await this.#ask("DELETE", `issues/comments/${id}`);
  }

  async #list<T>(path: string): Promise<T[]> {
    const all: T[] = [];
    for (let page = 1; page <= MAX_PAGES; page++) {
      const some: unknown = JSON.parse(await this.#ask("GET", `${path}?per_page=${PAGE_SIZE}&page=${page}`));
      if (!Array.isArray(some)) throw new EnvironmentFault("GitHub answered something else than a list");
      all.push(...some);
      if (some.length < PAGE_SIZE) return all;
    }
    throw new EnvironmentFault(`there are more than ${MAX_PAGES * PAGE_SIZE} entries to read`);
  }

  async #ask(method: string, path: string, body?: object): Promise<string> {
    const { api, repository, token } = this.#address;
    try {
      const response = await fetch(`${api}/repos/${repository}/${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "user-agent": "inquest",
          "x-github-api-version": "2022-11-28",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The token is for this host alone.
        redirect: "manual",
        signal: this.#end,
      });
      const text = await response.text();
      if (!response.ok) throw new EnvironmentFault(refusalOf(response.status, text));
      return text;
    } catch (error) {
      if (error instanceof EnvironmentFault) throw error;
      throw new EnvironmentFault(
        this.#end.aborted ? "GitHub gave no answer in time" : `GitHub gave no answer: ${reasonOf(error)}`,
      );
    }
  }
}

/** Anybody can write a comment that starts as ours does. */
function isOurs({ user, author_association: association }: Comment): boolean {
  return user?.type !== "User" || TRUSTED.has(association);
}

/** Why GitHub refused, and what to do. */
function refusalOf(status: number, text: string): string {
  const answer = `GitHub answered ${status}${messageIn(text)}`;
  if (status === 401) return `${answer}: the token is not valid`;
  if (status === 403 || status === 404)
    return `${answer}: give the job permissions: {contents: read, pull-requests: write}`;
  if (status === 429 || status >= 500) return `${answer}: the next run tries again`;
  return answer;
}

function messageIn(text: string): string {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === "string" ? ` (${visible(message.slice(0, MAX_REASON_LENGTH))})` : "";
  } catch {
    return "";
  }
}

/** `fetch` keeps the reason in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return visible(((cause as Error | undefined)?.message || message).slice(0, MAX_REASON_LENGTH));
}
