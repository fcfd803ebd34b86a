import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { namesInquest, packageFolderOf } from "../commands/init/add-dependency.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { repositoryOf } from "../read/find-collection.js";
import { packageName } from "../read/package-info.js";
import type { Inputs } from "./inputs.js";

/**
 * Builds the site with the inquest that the repository's lock file names: the search indexer and the fast parser have
 * binaries, which this one file does not carry.
 * @returns the absolute path of the site
 * @throws EnvironmentFault where no lock file names inquest, or a step fails
 */
export function buildSite(root: string, { out, audience, baseUrl, date }: Inputs, env: NodeJS.ProcessEnv): string {
  const folder = packageFolderOf(root, repositoryOf(root));
  if (!namesInquest(join(folder, "package.json")) || !existsSync(join(folder, "package-lock.json")))
    throw new EnvironmentFault(
      `site: true builds with the inquest that ${relative(process.cwd(), join(folder, "package-lock.json"))} names, and it names none: run inquest init, and commit what it writes`,
    );
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, env);
  const site = resolve(out);
  const options = Object.entries({ audience, "base-url": baseUrl, date }).flatMap(([name, value]) =>
    value === null ? [] : [`--${name}`, value],
  );
  const installed = join(folder, "node_modules", packageName());
  const { bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { bin: { inquest: string } };
  run(
    process.execPath,
    [join(installed, bin.inquest), "--root", root, "build", "--out", site, ...options],
    folder,
    env,
  );
  return site;
}

/** Runs a command whose output belongs in the log. It gets neither the action's inputs nor the runner's tokens. */
function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): void {
  const passed = Object.entries(env).filter(([name]) => !/^(?:INPUT_|ACTIONS_|(?:GITHUB|GH)_TOKEN$)/.test(name));
  // npm is a script on Windows, which needs a shell; what it takes as words stands here.
  const shell = process.platform === "win32" && command === "npm";
  const { status, error } = spawnSync(command, args, { cwd, env: Object.fromEntries(passed), stdio: "inherit", shell });
  if (status !== 0)
    throw new EnvironmentFault(
      `${command} ${args[0]} failed: ${error ? error.message : `exit code ${status}`}; see above`,
    );
}
