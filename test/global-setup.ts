import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { isBuiltFromSource } from "../src/dev/build-stamp.js";
import { memoryFolder } from "./support/memory-folder.js";

const PACKAGE = fileURLToPath(new URL("../", import.meta.url));

/** Tests run the built program, so it is built again where the source has changed since. Also before a rerun while watching. */
export default function setup(project: TestProject): () => void {
  requireNode(process.env.TEST_NODE_MAJOR);
  process.stdout.write(`Testing on Node ${process.version}\n`);
  buildIfStale();
  project.onTestsRerun(async () => buildIfStale());
  return temporaryFiles();
}

/** Gives the tests a folder for their files. Also, they neither use nor fill the cache of whoever runs them. @returns what removes it */
function temporaryFiles(): () => void {
  const inMemory = memoryFolder();
  if (inMemory !== null) process.env.TMPDIR = inMemory;
  const cache = mkdtempSync(join(tmpdir(), "inquest-cache-"));
  process.env.XDG_CACHE_HOME = cache;
  return () => rmSync(inMemory ?? cache, { recursive: true, force: true, maxRetries: 3 });
}

function buildIfStale(): void {
  if (isBuiltFromSource()) return;
  process.stdout.write("The source has changed since dist/ was built: building\n");
  execFileSync("npm", ["run", "--silent", "build"], { cwd: PACKAGE, stdio: "inherit" });
}

/** A run that is meant for another Node must not pass on the one that happens to be installed. */
function requireNode(major: string | undefined): void {
  if (major !== undefined && process.versions.node.split(".")[0] !== major)
    throw new Error(`Expected Node ${major}, found ${process.version}`);
}
