import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { packageName } from "../../src/read/package-info.js";
import { pack } from "./tarball.js";

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
  const tarball = pack(folder);
  const target = join(folder, "node_modules", packageName());
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"]);
  rmSync(tarball);
  for (const path of installedPackages()) {
    const name = relative(MODULES, path).split(sep);
    // Those within another come along with it.
    if (name.includes("node_modules")) continue;
    const link = join(folder, "node_modules", ...name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(path, link, "dir");
  }
  return { folder, program: join(target, "dist/bin/cli.js") };
}

let installed: string[] | undefined;

/** The folders of the packages that an installation of this one brings to this machine. */
export function installedPackages(): string[] {
  installed ??= listInstalled();
  return installed;
}

function listInstalled(): string[] {
  const args = ["ls", "--omit=dev", "--all", "--parseable"];
  const stdout = execFileSync("npm", args, { cwd: PACKAGE, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return stdout
    .trim()
    .split("\n")
    .map((path) => resolve(path))
    .filter((path) => path.startsWith(MODULES));
}
