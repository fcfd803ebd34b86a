import { readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { SITE_MARKER } from "../model/generated-folders.js";
import { plural } from "../util/plural.js";
import { makeFolder } from "./make-folder.js";
import { writtenFiles } from "./target.js";

/** How many files a refusal names. */
const MAX_NAMED = 3;

/**
 * Copies into a new site what others put into the old one and the collection wants to keep.
 * @param keep paths of `site.keep`, relative to the site, with `/`: a file, or a folder with all that is in it
 * @param made whether the new site has a file of its own at a path
 * @throws EnvironmentFault where the old site has files that are neither ours nor kept, so that nothing is lost in silence
 */
export async function carryOver(
  out: string,
  old: string,
  staging: string,
  keep: readonly string[],
  made: (path: string) => boolean,
): Promise<void> {
  const written = await writtenFiles(old);
  const kept = keep.map((path) => path.replace(/\/+$/, ""));
  const isKept = (path: string) => kept.some((one) => path === one || path.startsWith(`${one}/`));
  const others: string[] = [];
  for (const path of filesBelow(old)) {
    if (path === SITE_MARKER || written?.has(path) === true) continue;
    if (!isKept(path)) {
      // Without a list every file counts as ours.
      if (written !== null) others.push(path);
      continue;
    }
    // What the new site has at this path wins.
    if (made(path)) continue;
    makeFolder(dirname(join(staging, path)));
    await cp(join(old, path), join(staging, path), { preserveTimestamps: true, verbatimSymlinks: true });
  }
  if (others.length > 0) throw foreign(out, others);
}

function foreign(out: string, paths: readonly string[]): EnvironmentFault {
  const named = paths.slice(0, MAX_NAMED).join(", ");
  const more = paths.length > MAX_NAMED ? ` and ${plural(paths.length - MAX_NAMED, "other file")}` : "";
  return new EnvironmentFault(
    `Cannot write the site to ${out}: it holds ${named}${more}, which inquest did not write; list what is to stay under site.keep in inquest.yaml, or remove it`,
  );
}

/** What is below a folder and is no folder itself, links included, sorted; paths with `/`. */
function filesBelow(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else found.push(path);
    }
  };
  visit("");
  return found.sort();
}
