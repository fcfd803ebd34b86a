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

function readInfo(): PackageInfo {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as PackageInfo;
}
