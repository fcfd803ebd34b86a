import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { type IPty, spawn } from "@lydell/node-pty";
import { onTestFinished } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));

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
  const command = [process.execPath, CLI, ...args];
  const [program = "", ...rest] =
    shell === undefined ? command : ["sh", "-c", shell.replace("{}", '"$@"'), "sh", ...command];
  const pty: IPty = spawn(program, rest, {
    cwd,
    cols: 120,
    rows: 50,
    env: { ...process.env, TERM: "xterm", TZ: "UTC", ...env },
  });
  let raw = "";
  let seen = 0;
  let exit: number | null = null;
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
  pty.onExit(({ exitCode }) => {
    exit = exitCode;
    wake();
  });
  onTestFinished(() => {
    clearTimeout(timer);
    if (exit === null) pty.kill();
  });
  const screen = () => stripVTControlCharacters(raw);
  const next = () => new Promise<void>((resolve) => (wake = resolve));
  return {
    async answer(text, ...keys) {
      for (let at = -1; at < 0; ) {
        at = screen().indexOf(text, seen);
        if (at >= 0) seen = at + text.length;
        else if (exit !== null || late) throw new Error(`No ${JSON.stringify(text)} (exit code ${exit}):\n${screen()}`);
        else await next();
      }
      for (const key of keys) pty.write(key);
    },
    async ended() {
      while (exit === null) {
        if (late) throw new Error(`Not ended:\n${screen()}`);
        await next();
      }
      return { code: exit, screen: screen(), raw };
    },
  };
}
