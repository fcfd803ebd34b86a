import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { type IPty, spawn } from "@lydell/node-pty";
import { onTestFinished } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));

/** What the shell prints behind the program, with its exit code: the title of a window, which no screen shows. */
const END = "\x1b]0;ended ";
const BELL = "\x07";

export const ENTER = "\r";
export const DOWN = "\x1b[B";
export const TAB = "\t";
export const CTRL_C = "\x03";
export const ESCAPE = "\x1b";

/** Simulates a user at a terminal. Each text is searched for after the previous match. */
export interface Terminal {
  /** Waits for a text on the screen, then types. */
  answer(text: string, ...keys: string[]): Promise<void>;
  /** Waits for the end: the exit code, and all that was shown, with and without its control codes. */
  ended(): Promise<{ code: number; screen: string; raw: string }>;
}

/**
 * Runs the built program in a terminal of its own, which is closed when the test ends.
 * @param shell a line of shell to run instead, with `{}` for the program and its arguments
 */
export function terminal(
  args: readonly string[],
  cwd: string,
  { shell, env }: { shell?: string; env?: Readonly<Record<string, string>> } = {},
): Terminal {
  const line = (shell ?? "{}").replace("{}", '"$@"');
  // Ctrl-C ends the program, and not the shell around it.
  const script = `trap : INT; ${line}; printf '\\033]0;ended %s\\007' "$?"; read _`;
  const pty: IPty = spawn("sh", ["-c", script, "sh", process.execPath, CLI, ...args], {
    cwd,
    cols: 120,
    rows: 50,
    env: { ...process.env, TERM: "xterm", TZ: "UTC", ...env },
  });
  let raw = "";
  let seen = 0;
  // The shell stays until all output has arrived: node-pty drops what it has not read 200 ms after the end.
  const exitCode = () => {
    const [code = "", ...rest] = raw.split(END)[1]?.split(BELL) ?? [];
    return rest.length > 0 ? Number(code) : null;
  };
  let wake = () => {};
  // On a timeout, the error shows what the screen contained instead.
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    wake();
  }, 240_000);
  pty.onData((data) => {
    raw += data;
    wake();
  });
  let isGone = false;
  pty.onExit(() => {
    isGone = true;
    wake();
  });
  onTestFinished(() => {
    clearTimeout(timer);
    if (!isGone) pty.kill();
  });
  const shown = () => raw.split(END, 1).join();
  const screen = () => stripVTControlCharacters(shown());
  const next = () => new Promise<void>((resolve) => (wake = resolve));
  return {
    async answer(text, ...keys) {
      for (let at = -1; at < 0; ) {
        at = screen().indexOf(text, seen);
        if (at >= 0) seen = at + text.length;
        else if (exitCode() !== null || isGone || late)
          throw new Error(`No ${JSON.stringify(text)} (exit code ${exitCode()}):\n${screen()}`);
        else await next();
      }
      for (const key of keys) pty.write(key);
    },
    async ended() {
      for (let code = exitCode(); ; code = exitCode()) {
        if (code !== null) return { code, screen: screen(), raw: shown() };
        if (isGone || late) throw new Error(`Not ended:\n${screen()}`);
        await next();
      }
    },
  };
}
