import { lstatSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { type SimpleGit, simpleGit } from "simple-git";
import { shellWord } from "../util/shell-word.js";
import { COMPLETION, killGit } from "./git-processes.js";

/**
 * Restricts git in folders whose content, including its git configuration, may come from strangers: no fetching, no
 * prompts, and no repository embedded in the content.
 */
const ENVIRONMENT = {
  GIT_NO_LAZY_FETCH: "1",
  GIT_ALLOW_PROTOCOL: "none",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
} as const;
const CONFIG = ["safe.bareRepository=explicit"];

/** A git that prints nothing for so long is ended. */
const MAX_SILENCE_MS = 6_000;
/** How often it is looked at. While this process is busy it hears nothing, and however long that takes, it counts as one look. */
const LOOK_MS = 500;

/** Why git gave no answer, or only a part of it. */
export type GitTrouble = "missing" | "hangs" | "refused" | "no-repository" | "no-commit" | "shallow" | "corrupt";

/** Git gave no answer. The message says what is wrong and what to do. */
export class GitError extends Error {
  readonly what: string;
  readonly remedy: string;

  constructor(
    readonly trouble: GitTrouble,
    stderr = "",
  ) {
    const [what, remedy] = TROUBLES[trouble];
    super(`${what}; ${remedy}`);
    this.what = what;
    const [, path] = /dubious ownership in repository at '(.+)'/.exec(stderr) ?? [];
    this.remedy = path === undefined ? remedy : `${remedy} ${shellWord(path)}`;
    this.message = `${this.what}; ${this.remedy}`;
  }
}

/** What is wrong, and what to do. */
const TROUBLES: Readonly<Record<GitTrouble, readonly [what: string, remedy: string]>> = {
  missing: ["git was not found", "install git"],
  hangs: [`git gave no answer for ${MAX_SILENCE_MS / 1000} s`, "see whether git log ends in this folder"],
  refused: [
    "git refuses this repository, because another user owns it",
    "if you trust it, run git config --global --add safe.directory",
  ],
  "no-repository": ["this is no repository that git can read", "run git init"],
  "no-commit": ["there is no commit yet", "commit what there is"],
  shallow: ["this clone is shallow", "run git fetch --unshallow, or set fetch-depth: 0 where a service checks out"],
  corrupt: ["git cannot read this repository", "git fsck says what is broken; clone it again"],
};

/** Where git has hung. It is not asked again there: a run would wait for each of its questions. */
const hangsIn = new Set<string>();

/** The values of PATH on which there is a git: it has answered. */
const answersOn = new Set<string>();

/** Whether git could find a repository: a `.git` in a folder or above it, since it takes no bare one. */
function isBelowRepository(folder: string): boolean {
  try {
    for (let up = realpathSync(folder); ; up = dirname(up)) {
      if (lstatSync(join(up, ".git"), { throwIfNoEntry: false })) return true;
      if (dirname(up) === up) return false;
    }
  } catch {
    // Git says what is wrong with the folder.
    return true;
  }
}

/** The version of git, as it prints it. @throws GitError where git fails */
export function gitVersion(folder: string): Promise<string> {
  return run(folder, (git) => git.raw(["--version"]));
}

/**
 * Runs git in a folder and returns what it prints. The user's global configuration applies, because it lists the safe
 * directories. A git that hangs is ended, and one that could find no repository is not started: that takes longer than looking.
 * @throws GitError where git fails
 */
export async function gitText(folder: string, args: readonly string[]): Promise<string> {
  if (answersOn.has(process.env.PATH ?? "") && !isBelowRepository(folder)) throw new GitError("no-repository");
  return run(folder, (git) => git.raw([...args]));
}

/**
 * The objects that are named on stdin, as `git cat-file --batch` prints them.
 * @throws GitError where git fails
 */
export function gitObjects(folder: string, hashes: readonly string[]): Promise<Uint8Array> {
  return run(folder, (git) => git.binaryCatFile(["--batch"]) as Promise<Buffer>, `${hashes.join("\n")}\n`);
}

async function run<T>(folder: string, ask: (git: SimpleGit) => PromiseLike<T>, input?: string): Promise<T> {
  if (hangsIn.has(folder)) throw new GitError("hangs");
  const watch = new SilenceWatch();
  const path = process.env.PATH ?? "";
  try {
    const answer = await Promise.race([ask(gitIn(folder, watch, input)), watch.silence]);
    answersOn.add(path);
    return answer;
  } catch (error) {
    if (error instanceof GitError) {
      if (error.trouble === "hangs") hangsIn.add(folder);
      throw error;
    }
    const failure = new GitError(troubleOf(String((error as Error).message)), String((error as Error).message));
    if (failure.trouble !== "missing") answersOn.add(path);
    throw failure;
  } finally {
    watch.end();
  }
}

function gitIn(folder: string, watch: SilenceWatch, input: string | undefined): SimpleGit {
  return simpleGit({
    baseDir: folder,
    config: CONFIG,
    completion: COMPLETION,
    ...(input === undefined ? {} : { input: () => input }),
    errors: (_, { exitCode, stdErr }) => (exitCode === 0 ? undefined : Buffer.concat(stdErr)),
    // simple-git refuses these variables unless they are listed; each of them restricts git.
    allowEnvironment: Object.keys(ENVIRONMENT),
  })
    .env({ PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...ENVIRONMENT })
    .outputHandler((_command, stdout, stderr) => watch.listen(stdout, stderr));
}

/** Ends the wait for a git that prints nothing for too long. */
class SilenceWatch {
  readonly #streams: Readable[] = [];
  #heard = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Rejects after a silence. */
  readonly silence: Promise<never>;

  constructor() {
    this.silence = new Promise((_, reject) => this.#look(reject, 0, 0));
    // A git that has answered is silent for ever.
    this.silence.catch(() => undefined);
  }

  listen(...streams: (Readable | NodeJS.ReadableStream)[]): void {
    for (const stream of streams as Readable[]) {
      this.#streams.push(stream);
      stream.on("data", () => this.#heard++);
    }
  }

  /** Lets go of the process, so that a program that holds its pipe does not hold this one. */
  end(): void {
    clearTimeout(this.#timer);
    for (const stream of this.#streams) stream.destroy();
  }

  #look(reject: (error: GitError) => void, heardBefore: number, looks: number): void {
    this.#timer = setTimeout(() => {
      if (this.#heard !== heardBefore) return this.#look(reject, this.#heard, 0);
      if ((looks + 1) * LOOK_MS < MAX_SILENCE_MS) return this.#look(reject, heardBefore, looks + 1);
      reject(new GitError("hangs"));
      killGit(this.#streams);
    }, LOOK_MS);
  }
}

function troubleOf(stderr: string): GitTrouble {
  if (/\bENOENT\b/.test(stderr)) return "missing";
  if (/directory that does not exist/.test(stderr)) return "no-repository";
  if (/dubious ownership/.test(stderr)) return "refused";
  if (/not a git repository|cannot use bare repository/.test(stderr)) return "no-repository";
  if (/ambiguous argument 'HEAD'|does not have any commits|bad revision 'HEAD'|Needed a single revision/.test(stderr))
    return "no-commit";
  return "corrupt";
}
