import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { groupBy } from "../util/group-by.js";

/** A package whose code is in `dist/bin/`. */
export interface BundledPackage {
  name: string;
  version: string;
  /** The SPDX id, as its manifest states it. */
  license: string;
  /** Relative to this package. */
  folder: string;
}

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const NOTICES = join(PACKAGE, "dist/third-party-licences.txt");
const LIST = join(PACKAGE, "dist/dev/bundled-packages.json");
const LICENCE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

/** The packages whose code bundles hold, sorted by name. */
export function bundledPackages(outputs: Metafile["outputs"]): BundledPackage[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(PACKAGE, folder, "package.json"), "utf8"));
    return { name, version, license, folder };
  });
}

/** The bundled packages of the last build. */
export function readPackageList(): BundledPackage[] {
  return JSON.parse(readFileSync(LIST, "utf8")) as BundledPackage[];
}

export function writePackageList(packages: readonly BundledPackage[]): void {
  writeFileSync(LIST, JSON.stringify(packages));
}

/** Writes the licences of the bundled packages beside the program. */
export function writeLicenceNotices(packages: readonly BundledPackage[]): void {
  writeFileSync(NOTICES, licenceNotices(packages));
}

/** The licences of bundled packages, as they demand: each text once, with the packages that it covers. */
export function licenceNotices(packages: readonly BundledPackage[]): string {
  const texts = groupBy(packages, licenceText);
  const parts = [...texts].map(([text, covered]) => {
    const names = covered.map(({ name, version, license }) => `${name} ${version} (${license})`);
    return `${names.join("\n")}\n\n${text}\n`;
  });
  return `The program contains code of these packages.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** @throws Error for a package that comes without the text of its licence */
function licenceText({ name, folder }: BundledPackage): string {
  const from = join(PACKAGE, folder);
  const read = (file: string) => readFileSync(join(from, file), "utf8").trim().replaceAll("\r", "");
  const files = readdirSync(from);
  const file = files.find((one) => LICENCE_FILE.test(one));
  if (file !== undefined) return read(file);
  const readme = files.find((one) => /^readme\.md$/i.test(one));
  const section = /^#+ *licen[cs]e\n+([\s\S]+)/im.exec(readme === undefined ? "" : read(readme))?.[1];
  if (section === undefined) throw new Error(`${name} has no file with its licence`);
  return section;
}
