import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Cache } from "../cache/cache.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { isOwnPath } from "../model/generated-folders.js";
import { GENERATED_MARK, SECTION_END, SECTION_START } from "../model/rule-marks.js";
import { recallRules } from "../pipeline.js";
import { isRepository } from "../read/find-collection.js";
import { walkFolder } from "../read/walk-folder.js";
import { plural } from "../util/plural.js";
import { writeNew } from "../write/write-new.js";
import { replaceFile } from "../write/write-source.js";
import { shown } from "./context.js";
import { reportNotRead } from "./notices.js";
import { isOfGit, pathWithin } from "./write-output.js";

interface RuleWriting {
  /** A folder, or a file that ends in `.md`, relative to the working directory. */
  target: string;
  /** Only say what would change. */
  check: boolean;
  /** How many lessons a path gets at most. */
  limit: number;
  cache: Cache;
}

/** A file that is to be written or, with no text, to be removed. */
interface Change {
  path: string;
  text: string | null;
}

/**
 * Writes what was learned into files that assistants read.
 * @returns 1 where `check` finds that something would change
 */
export async function writeRules(
  root: string,
  top: string,
  { target, check, limit, cache }: RuleWriting,
): Promise<number> {
  const path = resolve(target);
  const inside = pathWithin(top, path);
  if (inside === null || inside === "" || isOfGit(path))
    throw new EnvironmentFault(
      isRepository(top)
        ? `--write-rules ${target}: name a folder of rules in the repository, such as .github/instructions, or a file such as AGENTS.md`
        : `--write-rules ${target}: the rules of a repository need one, and there is none around ${shown(top)}: run git init at the top of your project`,
    );
  const own = pathWithin(root, path);
  // At the top of a collection, too, files would be taken for documents.
  if (own !== null && (own === "" || isOwnPath(own)))
    throw new EnvironmentFault(
      `--write-rules ${target} would write into the content of the collection: name a folder of rules, such as .github/instructions`,
    );
  const { files, section, leftOut } = await recallRules(root, top, inside, { limit, cache });
  reportNotRead(root, leftOut);
  const changes = section === null ? folderChanges(path, files) : sectionChanges(path, section);
  for (const { path: file, text } of changes) {
    process.stdout.write(`${check ? "would be " : ""}${text === null ? "removed" : "written"}: ${shown(file)}\n`);
    if (!check) apply(file, text);
  }
  if (!check) return 0;
  if (changes.length === 0) return 0;
  process.stderr.write(
    `inquest: ${plural(changes.length, "file")} out of date: run inquest recall --write-rules ${target}\n`,
  );
  return 1;
}

function folderChanges(folder: string, files: ReadonlyMap<string, string>): Change[] {
  const written = [...files].flatMap(([name, text]): Change[] => {
    const path = join(folder, name);
    const now = readIfThere(path);
    if (now !== null && !now.includes(GENERATED_MARK))
      throw new EnvironmentFault(`${shown(path)} was not written by inquest, and is not replaced: rename or remove it`);
    return now === text ? [] : [{ path, text }];
  });
  const stale = walkFolder(folder, ".", { maxDepth: 0 }).entries.filter(
    ({ path, type }) => type === "file" && !files.has(path) && path.startsWith("inquest-"),
  );
  const removed = stale.flatMap(({ path }): Change[] => {
    const file = join(folder, path);
    return readIfThere(file)?.includes(GENERATED_MARK) ? [{ path: file, text: null }] : [];
  });
  return [...written, ...removed];
}

/** The section between the marks, or at the end of a file that has none. */
function sectionChanges(path: string, section: string): Change[] {
  const now = readIfThere(path);
  if (now === null) return [{ path, text: `${section}\n` }];
  const [start, end] = [now.indexOf(SECTION_START), now.indexOf(SECTION_END)];
  if (start < 0 !== end < 0 || end < start)
    throw new EnvironmentFault(
      `${shown(path)} has one of the two lines around what recall writes, and not the other: remove it`,
    );
  const text =
    start < 0
      ? `${now.replace(/\n*$/, "\n\n")}${section}\n`
      : now.slice(0, start) + section + now.slice(end + SECTION_END.length);
  return text === now ? [] : [{ path, text }];
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}

function apply(path: string, text: string | null): void {
  if (text === null) rmSync(path);
  else if (!writeNew(path, text)) replaceFile(path, text);
}
