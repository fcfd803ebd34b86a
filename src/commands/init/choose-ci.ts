import { existsSync } from "node:fs";
import { join } from "node:path";
import { EnvironmentFault } from "../../model/environment-fault.js";

const SYSTEMS = ["github", "gitlab", "pre-commit"] as const;

/** What `init` can write CI files for. */
export type CiSystem = (typeof SYSTEMS)[number];

/** Which CI files to write, and why these. */
export interface CiChoice {
  systems: readonly CiSystem[];
  reason: string;
}

/** Reads the value of `--ci`: names with commas between, or `none`. */
export function ciOption(value: string): readonly CiSystem[] {
  if (value === "none") return [];
  const names = value.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !SYSTEMS.some((system) => system === name));
  if (unknown !== undefined)
    throw new EnvironmentFault(`--ci ${value}: expected none, or some of ${SYSTEMS.join(", ")} with commas between`);
  return SYSTEMS.filter((system) => names.includes(system));
}

/**
 * The CI systems that a repository shows signs of; GitHub for a new collection where there are none.
 * @param hosts the host names of its remotes
 */
export function detectCi(top: string, hosts: readonly string[], isNew: boolean): CiChoice {
  const signs: Record<CiSystem, string | undefined> = {
    github: fileSign(top, ".github") ?? hostSign(hosts, "github"),
    gitlab: fileSign(top, ".gitlab-ci.yml") ?? hostSign(hosts, "gitlab"),
    "pre-commit": fileSign(top, ".pre-commit-config.yaml"),
  };
  const systems = SYSTEMS.filter((system) => signs[system] !== undefined);
  if (systems.length > 0) return { systems, reason: systems.map((system) => signs[system]).join(", ") };
  return isNew
    ? { systems: ["github"], reason: "no remote and no CI file says otherwise" }
    : { systems: [], reason: "the collection was here before, without CI" };
}

/** The system that a file at the top level of a repository is for; null: for any. */
export function ciSystemOf(path: string): CiSystem | null {
  if (path.startsWith(".github/")) return "github";
  if (path.startsWith(".gitlab")) return "gitlab";
  return path.startsWith(".pre-commit") ? "pre-commit" : null;
}

function fileSign(top: string, name: string): string | undefined {
  return existsSync(join(top, name)) ? `there is a ${name}` : undefined;
}

function hostSign(hosts: readonly string[], word: string): string | undefined {
  const host = hosts.find((name) => name.split(".").includes(word));
  return host === undefined ? undefined : `a remote is on ${host}`;
}
