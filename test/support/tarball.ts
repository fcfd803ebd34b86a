import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  bundleDependencies?: boolean;
}

/** The tarballs of this worker, in a folder that is gone when it ends. */
let kept: { folder: string; published: string; selfContained: string | null } | undefined;

function packed(): NonNullable<typeof kept> {
  if (kept !== undefined) return kept;
  const folder = mkdtempSync(join(tmpdir(), "inquest-packed-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  kept = { folder, published: packInto(folder), selfContained: null };
  return kept;
}

/**
 * Packs the program as it would be published.
 * @returns the path of the tarball
 */
export function pack(folder: string): string {
  return copied(packed().published, folder);
}

function copied(file: string, folder: string): string {
  const copy = join(folder, basename(file));
  copyFileSync(file, copy);
  return copy;
}

function packInto(folder: string): string {
  // The program is built already; another build would disturb tests that run at the same time.
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const stdout = execFileSync("npm", args, { cwd: PACKAGE, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}

/**
 * Packs the program, with the packages that it loads inside of the tarball, so that npm installs it without a registry.
 * @returns the path of the tarball
 */
export function selfContainedTarball(folder: string): string {
  const all = packed();
  all.selfContained ??= bundleInto(mkdtempSync(join(all.folder, "self-contained-")));
  return copied(all.selfContained, folder);
}

function bundleInto(folder: string): string {
  const tarball = pack(folder);
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  const root = join(folder, "package");
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
  for (const name of Object.keys(dependencies ?? {})) bundle(name, root);
  rewrite(root, (manifest) => ({ ...manifest, devDependencies: {}, bundleDependencies: true }));
  execFileSync("tar", ["-c", "-I", "gzip -1", "-f", tarball, "-C", folder, "package"]);
  rmSync(root, { recursive: true });
  return tarball;
}

/** Copies a package and what it depends on. Binaries for other machines are not at hand, so nothing may ask for them. */
function bundle(name: string, root: string): void {
  const from = join(PACKAGE, "node_modules", name);
  const to = join(root, "node_modules", name);
  if (existsSync(to)) return;
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true });
  const optional = (manifest: Manifest) =>
    Object.entries(manifest.optionalDependencies ?? {}).filter(([one]) =>
      existsSync(join(PACKAGE, "node_modules", one)),
    );
  rewrite(to, (manifest) => ({ ...manifest, optionalDependencies: Object.fromEntries(optional(manifest)) }));
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(to, "package.json"), "utf8")) as Manifest;
  for (const one of Object.keys({ ...dependencies, ...optionalDependencies }))
    if (!existsSync(join(to, "node_modules", one))) bundle(one, root);
}

function rewrite(folder: string, change: (manifest: Manifest) => Manifest): void {
  const path = join(folder, "package.json");
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")) as Manifest)));
}
