import { hash } from "node:crypto";
import type { AnyDocument } from "../model/collection.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { type EvidenceFiles, leavesEvidence } from "../model/evidence-files.js";
import { linkTarget } from "../model/link-target.js";
import { isDocument } from "../model/raw-file.js";
import type { ConfigData } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { groupBy } from "../util/group-by.js";
import type { CheckedFile } from "./checked-file.js";
import { documentIds } from "./ids/id-index.js";
import { referenceNamesOf } from "./ids/references.js";
import { ownTextHash } from "./own-text.js";
import { placedAs } from "./placed-as.js";
import type { RuleContext } from "./rule.js";
import { rules } from "./rules/index.js";
import type { SchemaCheck } from "./schema/schema-check.js";

/** What the rules say of one document that look at no other document. It holds plain data only. */
export interface DocumentResult {
  /** What its schema says; nothing of the document was refused. */
  schema: Omit<SchemaCheck, "data">;
  diagnostics: readonly Diagnostic[];
  /** What it refers to, as `kind id`. */
  references: readonly string[];
  /** The paths of the collection that it links to: those where something was, and the others. */
  links: readonly string[];
  brokenLinks: readonly string[];
  /** A hash of its Markdown; null where there is little of it. */
  text: string | null;
}

/** The results of documents, kept from one check to the next. */
export interface KnownResults {
  /**
   * @param environment a hash of what the results depend on besides the document
   * @param own what is of this document alone: its earlier versions, and its attachments
   * @returns undefined where any of these is another
   */
  get(environment: string, file: ParsedFile, own: string): DocumentResult | undefined;
  put(environment: string, file: ParsedFile, own: string, result: DocumentResult): void;
}

/** The input of rules besides the files of the collection. */
type Environment = Pick<RuleContext, "evidence" | "history" | "repositoryFiles" | "unreadable" | "asPublished">;

/** The documents of a check whose results are known, because neither they nor what these depend on has changed. */
export class KnownDocuments {
  readonly #results: KnownResults | null;
  /** What the results of most documents depend on: of other documents only those that they lead to. */
  readonly #environment: string = "";
  /** The same, and which documents and attachments there are. */
  readonly #whole: string = "";
  readonly #there: DocumentsThere;
  readonly #known = new Map<string, DocumentResult>();
  readonly #references = new Map<AnyDocument, readonly string[]>();
  readonly #ownOf: (file: ParsedFile) => string;

  /**
   * @param today the day that counts as today; null: it follows from the content
   * @param results null: nothing is kept
   */
  constructor(parsed: readonly ParsedFile[], today: string | null, input: Environment, results: KnownResults | null) {
    const attachments = attachmentsByFolder(input.evidence);
    this.#ownOf = ({ path, file }) =>
      JSON.stringify([input.history.get(path) ?? [], isDocument(file) && attachments.get(file.id)]);
    this.#results = today === null ? null : results;
    this.#there = new DocumentsThere(parsed, input.evidence);
    if (this.#results === null || today === null) return;
    this.#environment = environmentOf(parsed, today, input);
    this.#whole = hash("sha256", JSON.stringify([this.#environment, this.#there.list(), [...attachments]]));
    for (const file of parsed) {
      if (!isDocument(file.file) || file.data === undefined) continue;
      const result = this.#find(this.#results, file);
      if (result) this.#known.set(file.path, result);
    }
  }

  #find(results: KnownResults, file: ParsedFile): DocumentResult | undefined {
    const own = this.#ownOf(file);
    const result = results.get(this.#environment, file, own);
    if (result && this.#there.hasAll(result.references) && this.#there.hasLinksOf(result)) return result;
    const among = results.get(this.#whole, file, own);
    return among && this.#there.hasLinksOf(among) ? among : undefined;
  }

  /** A document with what its schema is known to say. */
  checked(file: ParsedFile): CheckedFile | undefined {
    const result = this.#known.get(file.path);
    return result && { parsed: file, schema: { ...result.schema, data: file.data } };
  }

  referencesOf(document: AnyDocument, config: ConfigData): readonly string[] {
    const found =
      this.#known.get(document.source.path)?.references ??
      this.#references.get(document) ??
      referenceNamesOf(document, config);
    this.#references.set(document, found);
    return found;
  }

  ownTextHash({ source }: AnyDocument): string | null {
    const known = this.#known.get(source.path);
    return known === undefined ? ownTextHash(source) : known.text;
  }

  /**
   * The input of rules about single documents: all other files, and the documents that are not known, so many at a time.
   * There is one part at least.
   */
  *parts(context: RuleContext, documentsAtOnce: number): Generator<RuleContext> {
    const { files, collection } = context;
    const paths = files.flatMap(({ parsed }) =>
      isDocument(parsed.file) && !this.#known.has(parsed.path) ? [parsed.path] : [],
    );
    for (let at = 0; at === 0 || at < paths.length; at += documentsAtOnce) {
      const seen = new Set(paths.slice(at, at + documentsAtOnce));
      const isSeen = ({ source }: AnyDocument) => seen.has(source.path);
      yield {
        ...context,
        files: files.filter(({ parsed }) => !isDocument(parsed.file) || seen.has(parsed.path)),
        collection: {
          ...collection,
          postmortems: collection.postmortems.filter(isSeen),
          drills: collection.drills.filter(isSeen),
        },
      };
    }
  }

  /** What is known of these documents. */
  diagnostics(): readonly Diagnostic[] {
    return [...this.#known.values()].flatMap(({ diagnostics }) => diagnostics);
  }

  /** Keeps what the rules say of the documents of one part. */
  keep({ files, documents, referencesOf }: RuleContext, diagnostics: readonly Diagnostic[]): void {
    if (this.#results === null) return;
    const byFile = groupBy(diagnostics, ({ file }) => file);
    for (const { parsed, schema } of files) {
      const document = documents.get(parsed.path);
      const diagnostics = byFile.get(parsed.path) ?? [];
      // What exceeds a limit may be what the machine was too slow for.
      if (document === undefined || diagnostics.some(({ rule }) => rule === "document-limit")) continue;
      if (schema.data !== parsed.data || parsed.problems.length > 0) continue;
      const paths = linkedPaths(document);
      if (paths === undefined) continue;
      const references = referencesOf(document);
      // What other repositories declare is no part of the environment.
      if (references.some((reference) => reference.includes(" @"))) continue;
      const { faults, missing } = schema;
      const [links, brokenLinks] = this.#there.parted(paths);
      const text = ownTextHash(document.source);
      const result = { schema: { faults, missing }, diagnostics, references, links, brokenLinks, text };
      const isWhole =
        diagnostics.some(({ rule }) => SUGGESTING.has(rule)) ||
        hasForeignEvidence(document) ||
        !this.#there.hasAll(references);
      this.#results.put(isWhole ? this.#whole : this.#environment, parsed, this.#ownOf(parsed), result);
    }
  }
}

/** The rules whose messages say which document may have been meant. */
const SUGGESTING: ReadonlySet<string> = new Set(
  rules.flatMap((rule) => ("check" in rule && rule.suggests ? rule.id : [])),
);

/** Which documents there are, to see whether what a document leads to is still there. */
class DocumentsThere {
  readonly #documents: readonly ParsedFile[];
  readonly #references = new Set<string>();
  /** Whether something is at a path. */
  readonly #exists = new Map<string, boolean>();

  constructor(
    parsed: readonly ParsedFile[],
    readonly evidence: EvidenceFiles,
  ) {
    this.#documents = parsed.filter(({ file }) => isDocument(file));
    for (const one of this.#documents) {
      this.#exists.set(one.path, true);
      for (const { kind, id } of documentIds(one)) this.#references.add(`${kind} ${id}`);
    }
  }

  /** Whether all documents are there that these references lead to. */
  hasAll(references: readonly string[]): boolean {
    return references.every((one) => !/^(?:incident|drill) /.test(one) || this.#references.has(one));
  }

  /** Whether the links of a document lead to something and to nothing as they did. */
  hasLinksOf({ links, brokenLinks }: DocumentResult): boolean {
    return links.every((path) => this.#has(path)) && !brokenLinks.some((path) => this.#has(path));
  }

  /** Those of some paths where something is, and the others. */
  parted(paths: readonly string[]): [there: string[], missing: string[]] {
    return [paths.filter((path) => this.#has(path)), paths.filter((path) => !this.#has(path))];
  }

  #has(path: string): boolean {
    const has = this.#exists.get(path) ?? this.evidence.exists(path);
    this.#exists.set(path, has);
    return has;
  }

  /** All documents, with what says where they belong. */
  list(): readonly unknown[] {
    return this.#documents.map((one) => [one.path, placedAs(one)]);
  }
}

/** A hash of all that the results of documents depend on besides documents and attachments: the other files, and the day. */
function environmentOf(
  parsed: readonly ParsedFile[],
  today: string,
  { evidence, repositoryFiles, unreadable, asPublished }: Environment,
): string {
  const files = parsed.flatMap(({ path, file, source, data }) =>
    isDocument(file) ? [] : [[path, file, source.text, data === undefined]],
  );
  // Where there is one, a rule about links becomes one that compares documents.
  const irregular = [...evidence.files].flatMap(([path, { type }]) => (type === "file" ? [] : path));
  return hash("sha256", JSON.stringify([today, asPublished, files, irregular, [...repositoryFiles], unreadable]));
}

/** What lies below `evidence/`, by the name of the folder there, which is the id of a document. */
function attachmentsByFolder({ files, folders = [] }: EvidenceFiles): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  const add = (path: string, ...rest: unknown[]) => {
    const [, folder = ""] = path.split("/");
    const all = found.get(folder);
    if (all) all.push([path, ...rest]);
    else found.set(folder, [[path, ...rest]]);
  };
  for (const path of folders) add(path);
  for (const [path, { type, sha256, lfsHash }] of files) add(path, type, sha256, lfsHash);
  return found;
}

/** Whether a document lists as its evidence what lies in the folder of another. */
function hasForeignEvidence(document: AnyDocument): boolean {
  return (document.data.evidence ?? []).some(({ file }) => file !== undefined && leavesEvidence(document, file));
}

/**
 * The paths of the collection that a document links to; undefined where what rules say of it depends on what others
 * contain: it links to headings or names actions of theirs.
 */
function linkedPaths({ body, data, source }: AnyDocument): string[] | undefined {
  if ((data.related ?? []).some(({ action }) => action !== undefined)) return undefined;
  const links = new Set<string>();
  for (const { url } of body.links) {
    const target = linkTarget(url, source.path);
    if (target.to !== "collection" || target.path === source.path) continue;
    const { path, heading } = target;
    // Of other files only their paths are part of the environment, and only of these.
    if (heading !== undefined || !/^(?:incidents|drills|evidence)\//.test(path)) return undefined;
    links.add(path);
  }
  return [...links];
}
