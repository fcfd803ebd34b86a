import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The built program, for a shell. */
const PROGRAM = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));
const FAILING_DISK = new URL("./failing-disk.mjs", import.meta.url).href;

interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a line of shell in which `inquest` is the built program, and waits for its end. */
export function shell(line: string, cwd: string, env: Record<string, string> = {}): Run {
  const script = `inquest() { "${process.execPath}" $NODE_FLAGS "${PROGRAM}" "$@"; }\n${line}`;
  const all = { ...process.env, NODE_FLAGS: "", ...env };
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
    cwd,
    env: all,
    encoding: "utf8",
    timeout: 240_000,
  });
  return { code: status, stdout, stderr };
}

/** The environment of a program for which every write below a folder fails with an error of the system. */
export function failingDisk(folder: string, code: string, after = 0): Record<string, string> {
  return {
    NODE_FLAGS: `--import=${FAILING_DISK}`,
    FAILING_FOLDER: folder,
    FAILING_CODE: code,
    FAILING_AFTER: String(after),
  };
}

/** Whether this user may mount disks in a name space of their own. */
export function mayMount(): boolean {
  return shell("unshare --user --map-root-user --mount mount -t tmpfs none /mnt", "/").code === 0;
}
