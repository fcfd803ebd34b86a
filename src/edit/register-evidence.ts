import type { Edit } from "../model/diagnostic.js";
import { evidencePath } from "../model/evidence-files.js";
import type { Evidence } from "../model/schema-types.js";
import { splitFrontMatter } from "../parse/front-matter.js";
import { type ParsedFile, parseFrontMatter } from "../parse/parse-file.js";
import { addEntry } from "./add-entry.js";
import { applyEdits } from "./apply-edits.js";
import { isSame } from "./is-same.js";

/** What an entry says, but for its id. */
export type NewEvidence = Omit<Evidence, "id" | "file" | "sha256"> & { file: string; sha256: string };

/** What came of it: the new text of the document, or what stands against it. */
export type Registered =
  | { state: "added"; id: string; text: string }
  /** An entry of this file was there, with another hash or none, and has the new one now. */
  | { state: "rehashed"; id: string; text: string }
  /** An entry with this file and hash is there. */
  | { state: "there"; id: string }
  | { state: "refused"; reason: string };

/**
 * Registers a file of evidence in the front matter of a document, with the next free id. Comments, order and the rest of
 * the text stay as they are.
 * @param document the parsed postmortem or drill, and its id
 * @param order the fields of such a document in their order
 */
export function registerEvidence(
  { parsed, id: document }: { parsed: ParsedFile; id: string },
  entry: NewEvidence,
  order: readonly string[],
): Registered {
  const { data, places, source, problems } = parsed;
  const { yaml } = splitFrontMatter(source);
  if (yaml === undefined || typeof data !== "object" || data === null || problems.length > 0)
    return { state: "refused", reason: "its front matter has errors that inquest check lists" };
  const fields = data as Record<string, unknown>;
  const entries = Array.isArray(fields.evidence) ? (fields.evidence as Partial<Evidence>[]) : [];
  const path = evidencePath({ id: document }, entry.file);
  const own = entries.find(({ file }) => typeof file === "string" && evidencePath({ id: document }, file) === path);
  if (own?.sha256 === entry.sha256) return { state: "there", id: String(own.id) };
  const id = own ? String(own.id) : nextId(entries);
  const edit = own
    ? hashEdit(own, entry.sha256, parsed)
    : addEntry({ source, places, data: fields, end: yaml.end }, "evidence", { id, ...texts(entry) }, order);
  const text = edit && applyEdits(source.text, [[edit]]).text;
  // Whatever the form of the file, nothing but the entry may have changed.
  const expected = own
    ? { ...fields, evidence: entries.map((one) => (one === own ? { ...one, sha256: entry.sha256 } : one)) }
    : { ...fields, evidence: [...entries, { id, ...entry }] };
  if (text === null || !isSame(parseFrontMatter(parsed.path, Buffer.from(text)), expected))
    return {
      state: "refused",
      reason: `its front matter has a form that cannot be added to; write the entry by hand: {id: ${id}, kind: ${entry.kind}, file: ${entry.file}, sha256: ${entry.sha256}}`,
    };
  return { state: own ? "rehashed" : "added", id, text };
}

function texts(entry: NewEvidence): Record<string, string> {
  const { title, kind, file, sha256, captured_at, captured_by, source, redaction } = entry;
  const all = { title, kind, file, sha256, captured_at, captured_by, source, redaction };
  return Object.fromEntries(
    Object.entries(all).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

function nextId(entries: readonly Partial<Evidence>[]): string {
  const numbers = entries.map(({ id }) => Number(/^E(\d+)$/.exec(String(id))?.[1] ?? 0));
  return `E${Math.max(0, ...numbers) + 1}`;
}

function hashEdit(entry: Partial<Evidence>, sha256: string, { places, source }: ParsedFile): Edit | null {
  return entry.sha256 === undefined ? null : source.replace(places.value(entry, "sha256"), sha256);
}
