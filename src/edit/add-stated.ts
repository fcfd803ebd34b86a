import type { Edit } from "../model/diagnostic.js";
import { asciiSlug, isSlug } from "../model/document-id.js";
import { type Kind, STATED_KINDS } from "../model/kinds.js";
import type { StatedContract } from "../model/schema-types.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";
import { declaredIn } from "../validate/ids/declared-in.js";
import { addToCatalog } from "./add-to-catalog.js";
import { applyEdits } from "./apply-edits.js";
import { mentionsIn, referenceEdits } from "./catalog-files.js";
import type { CatalogChange } from "./rename-entry.js";

/** What an entry of the catalog says that a statement in a document need not. */
export interface EntryWords {
  title: string | null;
  description: string | null;
  /** Of a contract. */
  parties: readonly string[];
}

const refused = (reason: string): CatalogChange => ({ state: "refused", reason });

/**
 * Makes an entry of the catalog of what a postmortem states in place, and lets the postmortem name it. A statement
 * without an id is found by its number: I2 is the second invariant that the postmortem states.
 * @param files all files of the collection
 * @param document the id of the postmortem
 * @param local the id of the statement in it: I1 or C1
 * @param id of the new entry
 */
export function addStated(
  files: readonly ParsedFile[],
  document: string,
  local: string,
  id: string,
  words: EntryWords,
): CatalogChange {
  const row = STATED_KINDS.find(({ letter }) => local.startsWith(letter));
  if (row === undefined)
    return refused(`${local} is no id of a statement: those of invariants start with I, of contracts with C`);
  const { kind, field } = row;
  const file = files.find(({ file }) => file.role === "postmortem" && file.id === document);
  if (file === undefined) return refused(`there is no postmortem ${document}`);
  const found = statedAt(file, row, local);
  if (found === undefined) return refused(`${file.path} states no ${kind} ${local} in place`);
  if (!isSlug(id))
    return refused(`${JSON.stringify(id)} is no id: use ASCII letters in lower case, digits and single hyphens`);
  const catalogs = files.filter((one) => one.file.role === "catalog");
  const unread = catalogs.filter(({ data }) => data === undefined);
  if (unread.length > 0)
    return refused(`${unread.map(({ path }) => path).join(", ")} cannot be read; inquest check says why`);
  if (catalogs.some((one) => declaredIn(one.file, one.data).some((entry) => entry.kind === kind && entry.id === id)))
    return refused(`the ${kind} ${id} is there already: name it in ${file.path}, or choose another id`);
  const { stated } = found;
  const parties = words.parties.length > 0 ? words.parties : ((stated as Partial<StatedContract>).parties ?? []);
  if (kind === "contract" && parties.length < 2)
    return refused(
      "a contract of the catalog has two parties or more: add parties: [one, other] to the statement, or --party for each",
    );

  const entry = {
    id,
    title: words.title ?? titleFrom(stated.statement),
    description: words.description ?? stated.statement,
    ...(kind === "contract" ? { parties: [...parties], promise: stated.statement } : { statement: stated.statement }),
  };
  const text = named(file, row, found, id);
  if (text === null)
    return refused(`${file.path} has a form that cannot be changed here: write ${field}: ${id} there by hand`);
  const texts = new Map([[file.path, text]]);
  const added = addToCatalog(files, kind, entry);
  texts.set(added.path, added.text);
  return { state: "changed", texts, moved: null, created: added.isNew ? added.path : null };
}

/** Where a document states something. */
export interface StatementPlace {
  path: string;
  line: number;
  column: number;
}

/** In characters: the longest id that is made of a statement. */
const MAX_ID_FROM_STATEMENT = 60;

/**
 * Makes an entry of the catalog of what two documents state, and lets both name it.
 * @param files all files of the collection
 */
export function shareStated(
  files: readonly ParsedFile[],
  first: StatementPlace,
  second: StatementPlace,
): CatalogChange & { id: string } {
  const [one, other] = [statementAt(files, first), statementAt(files, second)];
  if (one === undefined || other === undefined) return { ...refused("nothing is stated there"), id: "" };
  const id = freeId(files, one.row.kind, one.found.stated.statement);
  if (id === null) return { ...refused("the statement gives no id"), id: "" };
  const document = one.file.file.role === "postmortem" ? one.file.file.id : "";
  const change = addStated(files, document, one.local, id, { title: null, description: null, parties: [] });
  if (change.state === "refused") return { ...change, id };
  const text = named(other.file, other.row, other.found, id);
  if (text === null) return { ...refused(`${other.file.path} has a form that cannot be changed here`), id };
  change.texts.set(other.file.path, text);
  return { ...change, id };
}

function statementAt(files: readonly ParsedFile[], { path, line, column }: StatementPlace) {
  const file = files.find((one) => one.path === path);
  for (const row of file === undefined ? [] : STATED_KINDS)
    for (const [index, found] of statementsIn(file as ParsedFile, row).entries()) {
      const place = (file as ParsedFile).places.value(found.stated, "statement");
      if (place.line === line && place.column === column)
        return { file: file as ParsedFile, row, found, local: found.stated.id ?? `${row.letter}${index + 1}` };
    }
  return undefined;
}

function freeId(files: readonly ParsedFile[], kind: Kind, statement: string): string | null {
  const slug = asciiSlug(statement);
  if (slug === null) return null;
  const end = slug.length <= MAX_ID_FROM_STATEMENT ? slug.length : slug.lastIndexOf("-", MAX_ID_FROM_STATEMENT);
  const id = slug.slice(0, end < 1 ? MAX_ID_FROM_STATEMENT : end);
  const taken = new Set(
    files.flatMap((one) =>
      one.file.role === "catalog"
        ? declaredIn(one.file, one.data).flatMap((entry) => (entry.kind === kind ? entry.id : []))
        : [],
    ),
  );
  for (let count = 1; ; count++) {
    const candidate = count === 1 ? id : `${id}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

type StatedRow = (typeof STATED_KINDS)[number];

/** The text of a document that names an entry in place of a statement; null where its form cannot be changed. */
function named(file: ParsedFile, { kind, field }: StatedRow, found: FoundStatement, id: string): string | null {
  const edits = [
    namedEdit(file, found, field, id),
    ...referenceEdits(file, kind, (one) => (one === found.stated.id ? id : null)),
  ];
  const { text } = applyEdits(file.source.text, [edits]);
  const after = parseFile({ path: file.path, file: file.file, bytes: Buffer.from(text) });
  const left = mentionsIn(after).some((one) => one.kind === kind && one.id === found.stated.id);
  const names = mentionsIn(after).filter((one) => one.kind === kind && one.id === id && one.key === field);
  return after.data === undefined || left || names.length === 0 ? null : text;
}

interface FoundStatement {
  item: Record<string, unknown>;
  stated: { statement: string; id?: string };
}

function statedAt(file: ParsedFile, row: StatedRow, local: string): FoundStatement | undefined {
  const all = statementsIn(file, row);
  const byNumber = all[Number(local.slice(1)) - 1];
  return all.find(({ stated }) => stated.id === local) ?? (byNumber?.stated.id === undefined ? byNumber : undefined);
}

function statementsIn({ data }: ParsedFile, { list, field }: StatedRow): FoundStatement[] {
  const items: unknown = (data as Record<string, unknown> | undefined)?.[list];
  if (!Array.isArray(items)) return [];
  return (items as Record<string, unknown>[]).flatMap((item): FoundStatement[] => {
    const stated = item?.[field];
    const isStated =
      typeof stated === "object" &&
      stated !== null &&
      typeof (stated as FoundStatement["stated"]).statement === "string";
    return isStated ? [{ item, stated: stated as FoundStatement["stated"] }] : [];
  });
}

/** The id in place of the statement: from behind the colon of the field to the end of the map. */
function namedEdit({ places, source }: ParsedFile, { item, stated }: FoundStatement, field: string, id: string): Edit {
  const key = places.key(item, field);
  const whole = places.whole(stated);
  const colon = source.text.indexOf(":", source.offset(key.endLine, key.endColumn));
  const end = source.offset(whole.endLine, whole.endColumn);
  // The span of a map in lines ends where the next token begins.
  const cut = source.text.slice(0, end).trimEnd().length;
  return { start: colon + 1, end: cut, text: ` ${id}` };
}

/** The statement as a title; pages show titles in lists. */
const MAX_TITLE_CHARS = 100;

function titleFrom(statement: string): string {
  const text = statement.replace(/\.$/, "");
  if (text.length <= MAX_TITLE_CHARS) return text;
  return `${text.slice(0, text.lastIndexOf(" ", MAX_TITLE_CHARS - 1))} …`;
}
