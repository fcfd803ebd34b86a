import { dirname, join } from "node:path/posix";
import type { Edit } from "../model/diagnostic.js";
import { isSlug } from "../model/document-id.js";
import { CATALOG_KINDS, type Kind } from "../model/kinds.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";
import { type DeclaredEntry, declaredIn } from "../validate/ids/declared-in.js";
import { applyEdits } from "./apply-edits.js";
import { idEdit, mentionsIn, referenceEdits } from "./catalog-files.js";

/** What a change of several files comes to: new texts by path, and a file that gets another name; or what stands against it. */
export type CatalogChange =
  | { state: "changed"; texts: Map<string, string>; moved: { from: string; to: string } | null; created: string | null }
  | { state: "refused"; reason: string };

const refused = (reason: string): CatalogChange => ({ state: "refused", reason });

/**
 * Gives an entry of a catalog another id, wherever it is referred to. Its old id stays among its aliases. Comments,
 * quotes and order stay.
 * @param files all files of the collection
 * @param kind a kind that a catalog lists, at its top or inside another entry
 * @param old the id as references write it: `trust/missing-identity`
 * @param id the new id; of an entry inside another one its own part alone
 */
export function renameEntry(files: readonly ParsedFile[], kind: Kind, old: string, id: string): CatalogChange {
  const unread = files.filter(({ data, file }) => data === undefined && file.role !== "stray" && file.role !== "about");
  if (unread.length > 0)
    return refused(
      `${unread.map(({ path }) => path).join(", ")} cannot be read and may refer to it; inquest check says why`,
    );
  const catalogs = files.filter(({ file }) => file.role === "catalog");
  const declared = catalogs.flatMap((file) =>
    declaredIn(file.file, file.data).map((one) => ({ ...one, parsed: file })),
  );
  const own = declared.find((one) => one.kind === kind && one.id === old);
  if (own === undefined) return refused(`there is no ${kind}:${old} in the catalogs`);
  const outer = old.includes("/") ? old.slice(0, old.lastIndexOf("/") + 1) : "";
  const inner = id.startsWith(outer) ? id.slice(outer.length) : id;
  if (!isSlug(inner))
    return refused(`${JSON.stringify(id)} is no id: use ASCII letters in lower case, digits and single hyphens`);
  const renamed = outer + inner;
  if (declared.some((one) => one.kind === kind && one.id === renamed))
    return refused(`the id ${renamed} is taken: choose another`);

  const edits = new Map<string, Edit[]>();
  const add = (file: ParsedFile, more: readonly Edit[]) =>
    edits.set(file.path, [...(edits.get(file.path) ?? []), ...more]);
  for (const file of files) {
    add(
      file,
      referenceEdits(file, kind, (one) => (one === old ? renamed : null)),
    );
    // Entries inside it have its id in front.
    const within = CATALOG_KINDS.find((one) => one.kind === kind)?.nested?.kind;
    if (within)
      add(
        file,
        referenceEdits(file, within, (one) => (one.startsWith(`${old}/`) ? renamed + one.slice(old.length) : null)),
      );
  }
  const role = own.parsed.file;
  const isFile = role.role === "catalog" && role.entry !== undefined && own.parent === null;
  if (!isFile || hasId(own.parsed))
    add(own.parsed, [idEdit(own.parsed, { container: own.entry, key: "id" }, own.entry.id, inner)]);
  add(own.parsed, aliasEdit(own, own.parsed, own.entry.id));
  add(own.parsed, suppressedAt(own, own.parsed, own.entry.id, inner));

  const texts = new Map<string, string>();
  for (const file of files) {
    const of = edits.get(file.path) ?? [];
    if (of.length === 0) continue;
    const { text, applied } = applyEdits(file.source.text, [of]);
    const after = parseFile({ path: file.path, file: file.file, bytes: Buffer.from(text) });
    const left = mentionsIn(after).some((one) => one.kind === kind && one.id === old);
    if (applied === 0 || left || after.data === undefined)
      return refused(`${file.path} has a form that cannot be changed here: write ${renamed} there by hand`);
    texts.set(file.path, text);
  }
  const from = own.parsed.path;
  const moved = isFile ? { from, to: join(dirname(from), `${inner}.yaml`) } : null;
  return { state: "changed", texts, moved, created: null };
}

/** Whether a file with one entry says its id, which its name says already. */
function hasId({ source }: ParsedFile): boolean {
  return /^id:/m.test(source.text);
}

type Declared = Pick<DeclaredEntry, "entry" | "parent">;

/** Adds the old id to the aliases of an entry, in the form that the entry is written in. */
function aliasEdit({ entry }: Declared, file: ParsedFile, alias: string): Edit[] {
  const { places, source } = file;
  const eol = source.text.includes("\r\n") ? "\r\n" : "\n";
  const { aliases } = entry as { aliases?: unknown };
  if (Array.isArray(aliases) && aliases.length > 0) {
    if (aliases.includes(alias)) return [];
    const last = places.value(aliases, aliases.length - 1);
    const line = source.line(last.line) ?? "";
    const dash = /^(\s*)- /.exec(line);
    if (dash && dash[0].length === last.column - 1)
      return [insertLine(file, last.endLine, `${dash[1]}- ${alias}${eol}`)];
    const end = source.offset(last.endLine, last.endColumn);
    return [{ start: end, end, text: `, ${alias}` }];
  }
  const key = "title" in entry ? "title" : "id";
  const [title, value] = [places.key(entry, key), places.value(entry, key)];
  const indent = title.column - 1;
  // The key of a map in braces stands behind more than its indentation and a dash.
  const isBlock = /^[\s-]*$/.test((source.line(title.line) ?? "").slice(0, indent)) && !inBraces(entry, file);
  if (isBlock) return [insertLine(file, value.endLine, `${" ".repeat(indent)}aliases: [${alias}]${eol}`)];
  const end = source.offset(value.endLine, value.endColumn);
  return [{ start: end, end, text: `, aliases: [${alias}]` }];
}

function inBraces(entry: object, { places, source }: ParsedFile): boolean {
  const whole = places.whole(entry);
  return source.text[source.offset(whole.line, whole.column)] === "{";
}

/** Below a line, also where that is the last and has no line break. */
function insertLine({ source }: ParsedFile, line: number, text: string): Edit {
  const start = source.lineStart(line + 1);
  const isCut = start === source.text.length && !/[\r\n]$/.test(source.text);
  return { start, end: start, text: isCut ? `\n${text.trimEnd()}` : text };
}

/** A suppression of the entry around it may name it. */
function suppressedAt({ parent }: Declared, { places, source }: ParsedFile, old: string, id: string): Edit[] {
  const list: unknown = (parent as { suppress?: unknown } | null)?.suppress;
  if (!Array.isArray(list)) return [];
  return (list as { at?: unknown }[]).flatMap((one) =>
    one.at === old ? source.replace(places.value(one, "at"), id) : [],
  );
}
