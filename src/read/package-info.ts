import { readFileSync } from "node:fs";

interface PackageInfo {
  name: string;
  version: string;
  engines: { node: string };
}

/** The name of this package on a registry. `package.json` is the only place that has it. */
export function packageName(): string {
  return readInfo().name;
}

/** The version of this package. */
export function packageVersion(): string {
  return readInfo().version;
}

/** The oldest version of Node.js that this package runs on, such as `20.19`. */
export function oldestNode(): string {
  return readInfo().engines.node.replace(/^>=/, "");
}

/**
 * Tells this build of the program, with its dependencies, from every other; null where it was not bundled. What was
 * computed by another one is not used.
 */
export function programStamp(): string | null {
  try {
    const stamp = readFileSync(new URL("../../dist/bin/stamp.txt", import.meta.url), "utf8");
    return `${packageVersion()} ${stamp} ${process.version}`;
  } catch {
    return null;
  }
}

function readInfo(): PackageInfo {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as PackageInfo;
}
