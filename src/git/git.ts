import { spawn } from "node:child_process";
import { shellWord } from "../util/shell-word.js";

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
const CONFIG = ["-c", "safe.bareRepository=explicit"];

/** A git that prints nothing for so long is ended. */
const MAX_SILENCE_MS = 6_000;
/** What git has printed is there when it ends; a program that it started may hold the pipe for ever. */
const MAX_PIPE_MS = 500;

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

/** Once git has hung, it is not asked again: a run would wait for each of its questions. */
let hangs = false;

/**
 * Runs git in a folder and returns what it prints. The user's global configuration applies, because it lists the safe
 * directories. Git and what it starts are ended when it hangs.
 * @param input what git reads from stdin
 * @throws GitError where git fails
 */
export async function git(folder: string, args: readonly string[], input?: string): Promise<Buffer> {
  if (hangs) throw new GitError("hangs", "");
  const { output, stderr, code, trouble } = await run(folder, args, input);
  if (trouble === "hangs") hangs = true;
  if (trouble !== null) throw new GitError(trouble, stderr);
  if (code !== 0) throw new GitError(troubleOf(stderr), stderr);
  return output;
}

/** The same as text. */
export async function gitText(folder: string, args: readonly string[]): Promise<string> {
  return (await git(folder, args)).toString("utf8");
}

interface Outcome {
  output: Buffer;
  stderr: string;
  code: number | null;
  trouble: "missing" | "hangs" | null;
}

function run(folder: string, args: readonly string[], input?: string): Promise<Outcome> {
  return new Promise((done) => {
    const env = { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...ENVIRONMENT };
    // A group of its own, so that what git starts is ended with it.
    const child = spawn("git", [...CONFIG, ...args], { cwd: folder, env, detached: process.platform !== "win32" });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    let heard = 0;
    let timer: NodeJS.Timeout;
    let ended = false;
    /** Ends the wait after a silence. While this process was busy nothing was heard, so what has come meanwhile is heard first. */
    const wait = (milliseconds: number, trouble: Outcome["trouble"]) => {
      clearTimeout(timer);
      const before = heard;
      timer = setTimeout(
        () => setImmediate(() => (heard === before ? end(trouble) : ended || wait(milliseconds, trouble))),
        milliseconds,
      );
    };
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      heard++;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors.push(chunk);
      heard++;
    });
    // An early exit of git closes its stdin.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input ?? "");
    child.on("error", () => end("missing"));
    child.on("exit", () => {
      heard++;
      wait(MAX_PIPE_MS, null);
    });
    child.on("close", () => end(null));
    wait(MAX_SILENCE_MS, "hangs");

    function end(trouble: Outcome["trouble"]): void {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      endGroup(child.pid);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      child.unref();
      done({
        output: Buffer.concat(chunks),
        stderr: Buffer.concat(errors).toString("utf8"),
        code: child.exitCode,
        trouble,
      });
    }
  });
}

/** Ends a process and all that it started. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // All of them have ended.
  }
}

function troubleOf(stderr: string): GitTrouble {
  if (/dubious ownership/.test(stderr)) return "refused";
  if (/not a git repository|cannot use bare repository/.test(stderr)) return "no-repository";
  if (/ambiguous argument 'HEAD'|does not have any commits|bad revision 'HEAD'|Needed a single revision/.test(stderr))
    return "no-commit";
  return "corrupt";
}
