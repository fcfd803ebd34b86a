import type { Edit } from "../model/diagnostic.js";
import { CATALOG_KINDS, type Kind } from "../model/kinds.js";
import { catalogRoleOf } from "../model/raw-file.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";
import { declaredIn } from "../validate/ids/declared-in.js";
import { addEntry } from "./add-entry.js";
import { applyEdits } from "./apply-edits.js";
import type { NewService } from "./new/answers.js";
import { inlineYaml } from "./yaml-text.js";

/** A catalog file with an entry more, or a new one. */
export interface CatalogText {
  path: string;
  text: string;
  isNew: boolean;
}

/**
 * Adds services to their catalog.
 * @param files all files of the collection
 * @returns the files that change, and new ones
 */
export function addServices(files: readonly ParsedFile[], services: readonly NewService[]): CatalogText[] {
  let parsed = files;
  const texts = new Map<string, CatalogText>();
  for (const service of services) {
    const added = addToCatalog(parsed, "service", { ...service });
    texts.set(added.path, added);
    const file = catalogRoleOf(added.path);
    if (file === undefined) continue;
    const after = parseFile({ path: added.path, file, bytes: Buffer.from(added.text) });
    parsed = [...parsed.filter(({ path }) => path !== added.path), after];
  }
  return [...texts.values()];
}

/**
 * Adds an entry to the catalog of its kind: to its list, or as a file of its own where the catalog is a folder.
 * @param files all files of the collection
 * @returns the file that changes, or the new one
 */
export function addToCatalog(
  files: readonly ParsedFile[],
  kind: Kind,
  entry: Readonly<Record<string, unknown>>,
): CatalogText {
  const home = CATALOG_KINDS.find((one) => one.kind === kind);
  const folder = `catalog/${home?.folder}/`;
  const listed = files.find((one) => one.path === `catalog/${home?.catalog}.yaml`);
  const hasFolder = files.some((one) => one.path.startsWith(folder));
  const text = listed && home && !hasFolder ? addedToList(listed, home.list, entry) : null;
  if (listed && text !== null) return { path: listed.path, text, isNew: false };
  const lines = Object.entries(entry).flatMap(([key, value]) => (key === "id" ? [] : `${key}: ${inlineYaml(value)}\n`));
  return { path: `${folder}${entry.id}.yaml`, text: `schema: 1\n${lines.join("")}`, isNew: true };
}

/** The text of a catalog with another entry at the end of its list; null where its form cannot be added to. */
function addedToList(
  { source, places, data, path }: ParsedFile,
  list: string,
  entry: Readonly<Record<string, unknown>>,
): string | null {
  const role = catalogRoleOf(path);
  const fields = data as Record<string, unknown>;
  const items = fields[list];
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const lines = (indent: string) =>
    Object.entries(entry)
      .map(([key, value], index) => `${indent}${index === 0 ? "- " : "  "}${key}: ${inlineYaml(value)}${eol}`)
      .join("");
  let edit: Edit | null;
  if (Array.isArray(items) && items.length === 0) {
    // `invariants: []` becomes a list of one.
    const key = places.key(fields, list);
    const start = source.offset(key.endLine, key.endColumn);
    const empty = /^:[ \t]*\[\s*\]/.exec(source.text.slice(start))?.[0];
    edit = empty === undefined ? null : { start, end: start + empty.length, text: `:${eol}${lines("  ").trimEnd()}` };
  } else edit = addEntry({ source, places, data: fields, end: source.text.length }, list, entry, ["schema", list]);
  if (edit === null || role === undefined) return null;
  const cut = edit.start === source.text.length && !/[\r\n]$/.test(source.text);
  const { text } = applyEdits(source.text, [[cut ? { ...edit, text: `${eol}${edit.text}` } : edit]]);
  const after = parseFile({ path, file: role, bytes: Buffer.from(text) });
  const ids = declaredIn(role, after.data).map(({ id }) => id);
  return after.problems.length === 0 && ids.includes(String(entry.id)) ? text : null;
}
