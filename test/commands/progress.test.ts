import { expect, onTestFinished, test, vi } from "vitest";
import { progressText, withProgress } from "../../src/commands/progress.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { CTRL_C, terminal } from "../support/terminal.js";

const ID = "incidents/2026-03-14-old-keys-refused.md";

test("the line says how far a run is, and fits the terminal", () => {
  expect(progressText("Reading", 0, 1200, 80)).toBe(`Reading  ${"░".repeat(24)}  0 of 1,200`);
  expect(progressText("Reading", 600, 1200, 80)).toBe(`Reading  ${"█".repeat(12)}${"░".repeat(12)}  600 of 1,200`);
  expect(progressText("Reading", 1200, 1200, 80)).toBe(`Reading  ${"█".repeat(24)}  1,200 of 1,200`);
  const { length } = progressText("Reading", 600, 1200, 80);
  expect(progressText("Reading", 600, 1200, length + 1)).toContain("█");
  expect(progressText("Reading", 600, 1200, length)).toBe("Reading  600 of 1,200");
  expect(progressText("Reading", 600, 1200, 10)).toBe("Reading  ");
  expect(progressText("Reading", 0, 0, 80)).toContain("0 of 0");
});

const SLOW_MACHINE = { env: { NODE_OPTIONS: `--import=${new URL("../support/slow-machine.mjs", import.meta.url)}` } };

const many = () =>
  collectionFolder(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [ID.replace(".md", `-${at}.md`), SOUND])));

const CLEAR_LINE = "\r\x1b[2K";

test("a terminal sees the stages, and a clean line at the end", async () => {
  const { raw } = await terminal(["check", "--no-cache"], many(), SLOW_MACHINE).ended();
  const [, ...lines] = raw.split(CLEAR_LINE);
  const output = lines.pop();
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^(?:Reading|Checking) {2}[█░]{24} {2}[\d,]+ of [\d,]+$/);
  expect(output).toContain("files checked");
  expect(output).not.toMatch(/[█░]/);
});

test("an interruption leaves a clean line and exit code 130", async () => {
  const session = terminal(["check", "--no-cache"], many(), SLOW_MACHINE);
  await session.answer("░", CTRL_C);
  const { code, raw } = await session.ended();
  expect(code).toBe(130);
  expect(raw.endsWith(CLEAR_LINE)).toBe(true);
});

/** Makes stderr a terminal, or none, with these variables, until the test ends. */
function pretendTerminal(isTTY: boolean, env: Record<string, string> = {}): void {
  const before = { isTTY: process.stderr.isTTY, env: { CI: process.env.CI, TERM: process.env.TERM } };
  onTestFinished(() => {
    Object.assign(process.stderr, { isTTY: before.isTTY });
    for (const [name, value] of Object.entries(before.env))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });
  Object.assign(process.stderr, { isTTY });
  Object.assign(process.env, { CI: "", TERM: "xterm", ...env });
}

test("a wait is shown that makes no further step", async () => {
  vi.useFakeTimers();
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => {
    vi.useRealTimers();
    write.mockRestore();
  });
  pretendTerminal(true);
  await withProgress(async (progress) => {
    await progress?.("Fetching", 0, 1);
    vi.advanceTimersByTime(499);
    expect(write).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(write).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("Fetching"));
  });
  expect(write).toHaveBeenLastCalledWith(CLEAR_LINE);
});

test("only a terminal is told, and none of CI", async () => {
  const isTold = (tty: boolean, env: Record<string, string>) => {
    pretendTerminal(tty, env);
    return withProgress(async (progress) => progress !== undefined);
  };
  expect(await isTold(true, {})).toBe(true);
  expect(await isTold(false, {})).toBe(false);
  expect(await isTold(true, { CI: "true" })).toBe(false);
  expect(await isTold(true, { TERM: "dumb" })).toBe(false);
});
