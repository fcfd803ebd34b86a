import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { packageName } from "../../src/read/package-info.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(PACKAGE, "node_modules");

/**
 * A new folder in which the packed tarball is installed, with what it depends on and nothing that only its development
 * needs: what `npm install` makes of the tarball, without a registry. It is gone when the test ends.
 * @returns the folder, and the path of the program in it
 */
export function packedProgram(): { folder: string; program: string } {
  const folder = mkdtempSync(join(tmpdir(), "inquest-newcomer-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const npm = (...args: string[]) =>
    execFileSync("npm", args, { cwd: PACKAGE, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  // The program is built already; another build would disturb tests that run at the same time.
  const [{ filename }] = JSON.parse(npm("pack", "--json", "--ignore-scripts", "--pack-destination", folder));
  const installed = join(folder, "node_modules", packageName());
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", installed, "--strip-components=1"]);
  rmSync(join(folder, filename));
  for (const path of npm("ls", "--omit=dev", "--all", "--parseable").trim().split("\n")) {
    const name = relative(MODULES, resolve(path)).split(sep);
    // Those within another come along with it.
    if (name[0] === ".." || name.includes("node_modules")) continue;
    const link = join(folder, "node_modules", ...name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(path, link, "dir");
  }
  return { folder, program: join(installed, "dist/bin/cli.js") };
}
