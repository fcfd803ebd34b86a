import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { packageName, packageVersion } from "./package-info.js";

/** Where the running program was installed from, as far as npm recorded it. */
export type PackageOrigin = RecordedOrigin | UnrecordedOrigin;

type RecordedOrigin =
  /** What to name in a `package.json` to get exactly this program again: a version, or an address. */
  | { kind: "registry" | "git" | "url"; spec: string }
  /** The absolute path of a tarball on this machine. */
  | { kind: "tarball"; path: string };

/** The folder of a checkout, or of an installation that has no record. */
export interface UnrecordedOrigin {
  kind: "checkout" | "unknown";
  folder: string;
}

export interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
}

/**
 * Reads where this program was installed from out of the record that npm keeps in `node_modules/.package-lock.json`.
 * Global installations and other package managers leave none.
 */
export function packageOrigin(): PackageOrigin {
  const folder = fileURLToPath(new URL("../../", import.meta.url)).replace(/[\\/]$/, "");
  const name = packageName();
  const modules = resolve(folder, ...name.split("/").map(() => ".."));
  if (basename(modules) !== "node_modules") return { kind: "checkout", folder };
  const entry = lockedPackage(join(modules, ".package-lock.json"), name);
  if (entry === null) return { kind: "unknown", folder };
  return originOf(entry, dirname(modules)) ?? { kind: "unknown", folder };
}

/** What a lock file of npm says of an installed package; null where it says nothing. */
export function lockedPackage(lockFile: string, name: string): LockEntry | null {
  if (!existsSync(lockFile)) return null;
  try {
    const { packages } = JSON.parse(readFileSync(lockFile, "utf8")) as { packages?: Record<string, LockEntry> };
    return packages?.[`node_modules/${name}`] ?? null;
  } catch {
    return null;
  }
}

/** @param installedIn the folder that has the `node_modules`, which paths are relative to */
function originOf({ resolved, integrity }: LockEntry, installedIn: string): RecordedOrigin | null {
  const version = { kind: "registry", spec: packageVersion() } as const;
  // npm can be told to leave the addresses of registries out of its lock files.
  if (resolved === undefined) return integrity === undefined ? null : version;
  if (resolved.startsWith("git+")) return { kind: "git", spec: resolved };
  if (/^https?:/.test(resolved))
    return new URL(resolved).pathname.includes("/-/") ? version : { kind: "url", spec: resolved };
  if (!resolved.startsWith("file:")) return null;
  const path = resolve(installedIn, resolved.slice("file:".length));
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? { kind: "tarball", path } : null;
}
