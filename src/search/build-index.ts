import { createHash } from "node:crypto";
import type { OutputFile } from "../model/page.js";
import type { PlannedRecord, SearchRecord } from "../model/search-record.js";
import { Blocks } from "../util/blocks.js";
import { TableBuilder } from "./document-table.js";
import { INDEX_FOLDER, type IndexEntry, type Undetected } from "./index-format.js";
import { type IndexedRecord, indexedRecord } from "./indexed-record.js";
import type { Language } from "./language.js";
import { type PackedFile, type PackMemo, packed, packedFile } from "./packed-file.js";
import { TermIndex } from "./term-index.js";
import { WordReader } from "./words.js";

/**
 * Makes the search index of a site, of records that are made one by one.
 * @returns as `SearchIndex.files`
 */
export function buildSearchIndex(records: readonly PlannedRecord[], language: Language): OutputFile[] {
  const index = new SearchIndex(language);
  for (const record of records) index.add(record.make());
  return [...index.files()];
}

/** The search index of a site. It takes records one by one, so that they need not be in memory together. */
export class SearchIndex {
  readonly #language: Language;
  readonly #memo: PackMemo | undefined;
  readonly #reader: WordReader;
  readonly #terms: TermIndex;
  readonly #table = new TableBuilder();
  readonly #texts: PackedFile[] = [];
  /** For these. */
  readonly #blocks = new Blocks();

  /** @param memo what was compressed before; by default nothing */
  constructor(language: Language, memo?: PackMemo) {
    this.#language = language;
    this.#memo = memo;
    this.#reader = new WordReader(language);
    this.#terms = new TermIndex(this.#reader);
  }

  /** Adds a record; they come in the order of `comparePlanned`. @returns what it took of it, which `addIndexed` takes later */
  add(record: SearchRecord): IndexedRecord {
    const indexed = indexedRecord(record, this.#reader);
    this.addIndexed(indexed);
    return indexed;
  }

  /** Adds a record of which is known what the index takes of it. */
  addIndexed(indexed: IndexedRecord): void {
    const number = this.#texts.length;
    this.#terms.add(number, indexed.words);
    this.#table.add(number, indexed);
    const text = this.#blocks.take(indexed.text.length);
    text.set(indexed.text);
    this.#texts.push(packedFile(`text-${number}`, text));
  }

  /**
   * Its files under `search/data/`, each given away when it is made; the same records give the same bytes. Called once, at
   * the end.
   */
  *files(): Generator<OutputFile> {
    this.#terms.joinWords(this.#language.joinsWords);
    const hash = createHash("sha256");
    const hashed = (file: PackedFile): PackedFile => {
      hash.update(file.path).update(file.content);
      return file;
    };
    yield hashed(packed("documents", this.#table.documents(), this.#memo));
    yield hashed(packed("undetected", this.#table.undetected satisfies Undetected, this.#memo));
    yield hashed(packed("vocabulary", this.#terms.vocabulary(), this.#memo));
    const firsts: string[] = [];
    for (const file of this.#terms.files(firsts, this.#memo)) yield hashed(file);
    yield* this.#texts.map(hashed);
    const entry: IndexEntry = {
      version: hash.digest("hex").slice(0, 12),
      documents: this.#texts.length,
      firsts,
      pairs: this.#terms.pairs(),
      hyphenated: this.#terms.hyphenated(),
    };
    yield { path: `${INDEX_FOLDER}entry.json`, content: JSON.stringify(entry) };
  }
}
