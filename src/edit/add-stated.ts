import type { Edit } from "../model/diagnostic.js";
import { isSlug } from "../model/document-id.js";
import { STATED_KINDS } from "../model/kinds.js";
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
  const { kind, list, field } = row;
  const file = files.find(({ file }) => file.role === "postmortem" && file.id === document);
  if (file === undefined) return refused(`there is no postmortem ${document}`);
  const found = statedAt(file, list, field, local);
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
  const texts = new Map<string, string>();
  const edits = [
    namedEdit(file, found, field, id),
    ...referenceEdits(file, kind, (one) => (one === stated.id ? id : null)),
  ];
  const { text } = applyEdits(file.source.text, [edits]);
  const after = parseFile({ path: file.path, file: file.file, bytes: Buffer.from(text) });
  const left = mentionsIn(after).some((one) => one.kind === kind && one.id === stated.id);
  const names = mentionsIn(after).filter((one) => one.kind === kind && one.id === id && one.key === field);
  if (after.data === undefined || left || names.length === 0)
    return refused(`${file.path} has a form that cannot be changed here: write ${field}: ${id} there by hand`);
  texts.set(file.path, text);

  const added = addToCatalog(files, kind, entry);
  texts.set(added.path, added.text);
  return { state: "changed", texts, moved: null, created: added.isNew ? added.path : null };
}

interface FoundStatement {
  item: Record<string, unknown>;
  stated: { statement: string; id?: string };
}

function statedAt({ data }: ParsedFile, list: string, field: string, local: string): FoundStatement | undefined {
  const items: unknown = (data as Record<string, unknown> | undefined)?.[list];
  if (!Array.isArray(items)) return undefined;
  const all = (items as Record<string, unknown>[]).flatMap((item): FoundStatement[] => {
    const stated = item?.[field];
    const isStated =
      typeof stated === "object" &&
      stated !== null &&
      typeof (stated as FoundStatement["stated"]).statement === "string";
    return isStated ? [{ item, stated: stated as FoundStatement["stated"] }] : [];
  });
  const byNumber = all[Number(local.slice(1)) - 1];
  return all.find(({ stated }) => stated.id === local) ?? (byNumber?.stated.id === undefined ? byNumber : undefined);
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
