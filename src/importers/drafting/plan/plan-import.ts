import { createHash } from "node:crypto";
import { posix } from "node:path";
import { documentSlug } from "../../../model/document-id.js";
import type { ImportedDocument, Importer } from "../../importer.js";
import type { CollectionNames } from "../draft/collection-names.js";
import type { Draft } from "../draft/to-draft.js";
import { toDraft } from "../draft/to-draft.js";
import { type ExistingDocument, Imported, isUntouched, SOURCE_TITLE } from "./existing.js";
import { type FolderFile, nameOf } from "./folder-file.js";
import { type EvidenceCopy, keepLinked } from "./keep-linked.js";
import type { Recognised } from "./recognise.js";
import { sourceDiff } from "./source-diff.js";

export interface PlanInput {
  /** Sorted by path. */
  recognised: readonly Recognised[];
  /** A neighbour of a file that was named alone. */
  beside(path: string): FolderFile | undefined;
  /** What the collection has. */
  existing: readonly ExistingDocument[];
  isTaken(id: string): boolean;
  names: CollectionNames;
  /** Rewrite what was imported from a file that has changed since. */
  force: boolean;
  /** Write archived documents instead of drafts. */
  archive: boolean;
  /** The file that a document was imported from, as it is kept in the evidence; null where it is gone. */
  keptSource(document: ExistingDocument): Uint8Array | null;
  /** The day on which a file was first committed, by its path, where git knows it. */
  firstCommits: ReadonlyMap<string, string>;
}

/** A draft to write, and what its report shows. */
export interface PlannedDraft {
  id: string;
  document: ImportedDocument;
  importer: Importer;
  draft: Draft;
  copies: EvidenceCopy[];
  /** The files among them that the text links to, as they were found. */
  linked: string[];
  /** Addresses in the text that lead to nothing. */
  deadLinks: string[];
  /** What it is written over. */
  replaces: ExistingDocument | null;
}

/** What becomes of a file that was named or found. */
export type Outcome = { path: string } & (
  | ({ is: "draft" } & PlannedDraft)
  | { is: "already"; id: string; edited: boolean }
  /** Imported before, and changed since: nothing is written. */
  | { is: "changed"; id: string; edited: boolean; diff: string }
  | { is: "same"; as: string }
  | { is: "skipped" | "failed"; reason: string }
);

interface Pending {
  path: string;
  document: ImportedDocument;
  importer: Importer;
  id: string;
  name: string;
  sha256: string;
  bytes(): Uint8Array;
  replaces: ExistingDocument | null;
}

/** Says what is to be written for the files that were read. Pure: the same files and collection give the same plan. */
export function planImport(input: PlanInput): Outcome[] {
  const imported = new Imported(input.existing);
  const outcomes: (Outcome | Pending)[] = [];
  const seen = new Map<string, string>();
  const ids = new Set<string>();
  const places = new Map(input.existing.map(({ id, path }) => [id, posix.relative("incidents", path)]));
  /** What a link to a file leads to now, from the folder of drafts. */
  const homes = new Map<string, string>();
  for (const one of input.recognised) {
    const { path } = one.file;
    const isKept = one.is === "skipped" && imported.isKept(one.file.read()?.sha256 ?? "");
    if ((one.is === "skipped" && !isKept) || one.is === "failed")
      outcomes.push({ path, is: one.is, reason: one.reason });
    if (one.is !== "documents") continue;
    for (const document of one.documents) {
      const outcome = place(one, document);
      const id = "id" in outcome ? outcome.id : undefined;
      if (id !== undefined && !homes.has(path)) homes.set(path, places.get(id) ?? `${id}.md`);
      outcomes.push(outcome);
    }
  }
  const files = new Map(input.recognised.map((one) => [one.file.path, one]));
  const fileAt = (path: string): Recognised | undefined => {
    const beside = files.has(path) ? undefined : input.beside(path);
    return beside ? { file: beside, is: "beside" } : files.get(path);
  };
  return outcomes.map((one) => ("is" in one ? one : draftOf(one, fileAt, homes, input)));

  function place(one: Recognised & { is: "documents" }, document: ImportedDocument): Outcome | Pending {
    const { path } = one.file;
    const { name, sha256, bytes } = keptFile(one, document);
    const twin = seen.get(sha256);
    if (twin !== undefined) return { path, is: "same", as: twin };
    seen.set(sha256, path);
    const same = imported.withSource(sha256);
    if (same) return { path, is: "already", id: same.id, edited: !isUntouched(same) };
    const before = imported.from(originOf(path, document));
    const older = before && isLaterState(document, nameOf(path), before) ? before : undefined;
    if (older && !input.force) {
      const kept = input.keptSource(older);
      const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
      const diff =
        kept === null ? "(the source as it was imported is no longer kept)" : sourceDiff(decode(kept), decode(bytes()));
      return { path, is: "changed", id: older.id, edited: !isUntouched(older), diff };
    }
    const isTaken = (id: string) => ids.has(id) || input.isTaken(id);
    const id = older?.id ?? draftId(document, nameOf(path), isTaken);
    ids.add(id);
    return { path, document, importer: one.importer, id, name, sha256, bytes, replaces: older ?? null };
  }
}

/** What a document was imported from, as its draft says it. */
function originOf(path: string, { part }: ImportedDocument): string {
  return part === null ? path : `${path}#${part.name}`;
}

/** What is kept of a document: its file, or its part of one. */
function keptFile({ file, bytes, sha256 }: Recognised & { is: "documents" }, { part }: ImportedDocument) {
  if (part === null) return { name: nameOf(file.path), sha256, bytes: () => bytes };
  const own = new TextEncoder().encode(part.text);
  // The name comes from the content, and must not lead anywhere.
  const name = part.name.replace(/[\\/\p{Cc}]+/gu, "-").replace(/^[.-]+/, "") || "part";
  return { name, sha256: createHash("sha256").update(own).digest("hex"), bytes: () => own };
}

/**
 * Whether a document is a later state of one from a path like its own: what has another title can be another team's file
 * of the same name. Parts of a file have names of their own.
 */
function isLaterState({ title, part }: ImportedDocument, name: string, older: ExistingDocument): boolean {
  const slug = older.id.replace(/^(?:\d{4}-\d{2}-\d{2}|undated)-/, "");
  const own = slugOf(title, name);
  return part !== null || slug === own || slug.replace(/-\d+$/, "") === own.replace(/-\d+$/, "");
}

/** The id of a new draft: its day or `undated`, its slug, and a number where another document has that id. */
function draftId({ day, title }: ImportedDocument, name: string, isTaken: (id: string) => boolean): string {
  const base = `${day?.day ?? "undated"}-${slugOf(title, name)}`;
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}-${n}`;
  return id;
}

/** The ending of a file, or those of a page made in steps: `.html.md.erb`. */
const FILE_ENDINGS = /(?:\.(?:html?|md|markdown))*\.\w+$/;

function slugOf(title: string | null, name: string): string {
  return documentSlug([title ?? "", name.replace(FILE_ENDINGS, "")], "incident");
}

function draftOf(
  pending: Pending,
  fileAt: (path: string) => Recognised | undefined,
  homes: ReadonlyMap<string, string>,
  { names, archive, firstCommits }: PlanInput,
): Outcome {
  const { path, document, importer, id, name, sha256, replaces } = pending;
  const kept = keepLinked(document.body, { path, id, name }, fileAt, homes);
  const first = firstCommits.get(path);
  const source = { file: name, title: SOURCE_TITLE, kind: "account" as const, sha256 };
  const draft = toDraft(document, {
    title: document.title ?? titleFromName(nameOf(path)),
    origin: originOf(path, document),
    evidence: [source, ...kept.evidence],
    names,
    isArchived: archive,
    targetOf: kept.targetOf,
    offers:
      document.day === null && first !== undefined
        ? [`The day is not known. The source was first committed on ${first}`]
        : [],
  });
  const copies = [{ path: `evidence/${id}/${name}`, bytes: pending.bytes }, ...kept.copies];
  return {
    path,
    is: "draft",
    id,
    document,
    importer,
    draft,
    copies,
    linked: kept.linked,
    deadLinks: kept.deadLinks,
    replaces,
  };
}

/** `2019_07_02-disk_full.md` as a title. */
function titleFromName(name: string): string {
  const words = name
    .replace(/(?<=.)\..*$/, "")
    .replace(/^\d{4}[-_]?\d{2}[-_]?\d{2}[-_ ]*/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
