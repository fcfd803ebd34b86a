import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));

/** Runs the built program as a user would. */
export function inquest(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: options.cwd,
    input: options.input ?? "",
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", GITHUB_ACTIONS: "", ...options.env },
    maxBuffer: 1 << 26,
  });
  return { code: status, stdout, stderr };
}
