import type { AnyDocument } from "../model/collection.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { linkTarget } from "../model/link-target.js";
import { isDocument } from "../model/raw-file.js";
import type { ConfigData } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { groupBy } from "../util/group-by.js";
import type { CheckedFile } from "./checked-file.js";
import { referencesOf } from "./ids/references.js";
import { ownTextHash } from "./own-text.js";
import { placedAs } from "./placed-as.js";
import type { RuleContext } from "./rule.js";
import type { SchemaCheck } from "./schema/schema-check.js";

/** What the rules say of one document that look at no other document. It holds plain data only. */
export interface DocumentResult {
  /** What its schema says; nothing of the document was refused. */
  schema: Omit<SchemaCheck, "data">;
  diagnostics: readonly Diagnostic[];
  /** What it refers to, as `kind id`. */
  references: readonly string[];
  /** A hash of its Markdown; null where there is little of it. */
  text: string | null;
}

/** The results of documents, kept from one check to the next. */
export interface KnownResults {
  /**
   * @param environment what the results depend on besides the document
   * @param history the earlier versions of the document
   * @returns undefined where any of these is another
   */
  get(environment: string, file: ParsedFile, history: string): DocumentResult | undefined;
  put(environment: string, file: ParsedFile, history: string, result: DocumentResult): void;
}

/** The input of rules besides the files of the collection. */
type Environment = Pick<
  RuleContext,
  "evidence" | "history" | "removed" | "repositoryFiles" | "unreadable" | "asPublished"
>;

/** The documents of a check whose results are known, because neither they nor what these depend on has changed. */
export class KnownDocuments {
  readonly #results: KnownResults | null;
  readonly #environment: string = "";
  readonly #known = new Map<string, DocumentResult>();
  readonly #references = new Map<AnyDocument, readonly string[]>();
  readonly #historyOf: (path: string) => string;

  /**
   * @param today the day that counts as today; null: it follows from the content
   * @param results null: nothing is kept
   */
  constructor(parsed: readonly ParsedFile[], today: string | null, input: Environment, results: KnownResults | null) {
    this.#historyOf = (path) => JSON.stringify(input.history.get(path) ?? []);
    this.#results = today === null ? null : results;
    if (this.#results === null || today === null) return;
    this.#environment = environmentOf(parsed, today, input);
    for (const file of parsed) {
      if (!isDocument(file.file) || file.data === undefined) continue;
      const result = this.#results.get(this.#environment, file, this.#historyOf(file.path));
      if (result) this.#known.set(file.path, result);
    }
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
      Array.from(referencesOf(document, config), ({ kind, id }) => `${kind} ${id}`);
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
      if (schema.data !== parsed.data || parsed.problems.length > 0 || looksElsewhere(document)) continue;
      const references = referencesOf(document);
      // What other repositories declare is no part of the environment.
      if (references.some((reference) => reference.includes(" @"))) continue;
      const { faults, missing } = schema;
      const text = ownTextHash(document.source);
      const result = { schema: { faults, missing }, diagnostics, references, text };
      this.#results.put(this.#environment, parsed, this.#historyOf(parsed.path), result);
    }
  }
}

/** All that the results of documents depend on besides each document itself: the other files, which documents there are, and the day. */
function environmentOf(
  parsed: readonly ParsedFile[],
  today: string,
  { evidence, removed, repositoryFiles, unreadable, asPublished }: Environment,
): string {
  const documents: unknown[] = [];
  const others: unknown[] = [];
  for (const one of parsed)
    if (isDocument(one.file)) documents.push([one.path, formOf(one.data), placedAs(one)]);
    else others.push([one.path, one.file, one.source.text, one.data === undefined]);
  const folders = evidence.folders ?? [];
  const attached = Array.from(evidence.files, ([path, file]) => [path, file.type, file.sha256, file.lfsHash]);
  return JSON.stringify([
    today,
    asPublished,
    documents,
    others,
    attached,
    folders,
    removed,
    [...repositoryFiles],
    unreadable,
  ]);
}

function formOf(data: unknown): string {
  return Array.isArray(data) ? "list" : data === null ? "null" : typeof data;
}

/** Whether what rules say of a document depends on what others contain: it links to headings or names actions of theirs. */
function looksElsewhere({ body, data, source }: AnyDocument): boolean {
  if ((data.related ?? []).some(({ action }) => action !== undefined)) return true;
  return body.links.some(({ url }) => {
    const target = linkTarget(url, source.path);
    if (target.to !== "collection") return false;
    const { path, heading } = target;
    // Of other files only their paths are part of the environment, and only of these.
    return (heading !== undefined && path !== source.path) || !/^(?:incidents|drills|evidence)\//.test(path);
  });
}
