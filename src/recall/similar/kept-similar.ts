import type { AnyDocument } from "../../model/collection.js";
import type { Graph, NodeRef } from "../../model/graph.js";
import type { WordReader } from "../../search/words.js";
import { queryLike, remembered, type SimilarIndex, type SimilarQuery, similarIndexOf } from "./similar.js";
import { type Postings, scored } from "./text-index.js";

/** What the bytes begin with: a line of JSON. What it names lies behind it, in this order. */
interface Header {
  /** The documents that are searched, and then those that are only asked about: drafts. */
  ids: string[];
  searched: number;
  /** Where the JSON of the query of each document ends, in bytes after the header. */
  ends: number[];
  /** The terms, and how many documents have each. */
  terms: string[];
  counts: number[];
  /** The catalog entries, and how many documents have each. */
  entries: NodeRef[];
  entryCounts: number[];
}

const LINE_BREAK = 10;
/** Of the number of a document, or of how often it has a term. */
const NUMBER_BYTES = Int32Array.BYTES_PER_ELEMENT;
const LENGTH_BYTES = Float64Array.BYTES_PER_ELEMENT;

/** A query as it is kept. */
type KeptQuery = [text: string, entries: NodeRef[]];

/** The documents in which what is like a text or like one of them is found: built from a graph, or read from bytes that were kept. */
export interface SimilarDocuments {
  index: SimilarIndex;
  ids: readonly string[];
  /** What finds the documents like one; undefined for an id that no document has. */
  queryLike(id: string): SimilarQuery | undefined;
}

/** @param reader reads texts in the language of the collection */
export function similarDocuments(graph: Graph, reader: WordReader): SimilarDocuments {
  const { postmortems, drills } = graph.collection;
  const documents = new Map([...postmortems, ...drills].map((one) => [one.id, one]));
  return {
    index: similarIndexOf(graph, reader),
    ids: [...documents.keys()],
    queryLike: (id) => {
      const document = documents.get(id);
      return document && queryLike(document, graph);
    },
  };
}

/** The bytes that `readSimilar` reads. */
export function keptSimilar(graph: Graph, reader: WordReader): Buffer {
  const { postmortems, drills } = graph.collection;
  const searched = remembered(graph);
  const all: AnyDocument[] = [...new Set([...searched, ...postmortems, ...drills])];
  const queries = all.map((document) => {
    const { text, entries } = queryLike(document, graph);
    return Buffer.from(JSON.stringify([text, [...entries]] satisfies KeptQuery));
  });
  const { text, structure } = similarIndexOf(graph, reader);
  const [terms, entries] = [[...text.terms], [...structure.documents]];
  let end = 0;
  const header: Header = {
    ids: all.map(({ id }) => id),
    searched: searched.length,
    ends: queries.map(({ length }) => (end += length)),
    terms: terms.map(([term]) => term),
    counts: terms.map(([, { documents }]) => documents.length),
    entries: entries.map(([ref]) => ref),
    entryCounts: entries.map(([, documents]) => documents.length),
  };
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...queries,
    ...terms.flatMap(([, { documents, counts }]) => [bytesOf(documents), bytesOf(counts)]),
    ...entries.map(([, documents]) => bytesOf(Int32Array.from(documents))),
    bytesOf(structure.lengths),
    bytesOf(text.dampings),
  ]);
}

/** The same documents; of the terms, entries and queries only those are read that are asked for. @throws where the bytes are not those */
export function readSimilar(bytes: Uint8Array, reader: WordReader): SimilarDocuments {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = buffer.indexOf(LINE_BREAK) + 1;
  const header = JSON.parse(buffer.toString("utf8", 0, start)) as Header;
  const { ids, searched, ends } = header;
  const queryAt = (number: number): SimilarQuery => {
    const from = start + (number === 0 ? 0 : (ends[number - 1] as number));
    const [text, entries] = JSON.parse(buffer.toString("utf8", from, start + (ends[number] as number))) as KeptQuery;
    return { text, entries: new Set(entries) };
  };
  const termsAt = start + (ends.at(-1) ?? 0);
  const terms = placesOf(header.terms, header.counts, 2 * NUMBER_BYTES, termsAt);
  const entries = placesOf(header.entries, header.entryCounts, NUMBER_BYTES, terms.end);
  const numbersAt = ([at, count]: Place) => new Int32Array(copyOf(buffer, at, at + count * NUMBER_BYTES));
  const lengthsAt = (at: number) => new Float64Array(copyOf(buffer, at, at + searched * LENGTH_BYTES));
  const dampings = lengthsAt(entries.end + searched * LENGTH_BYTES);
  const postingsOf = (term: string): Postings | undefined => {
    const place = terms.places.get(term);
    if (place === undefined) return undefined;
    const [at, count] = place;
    return scored(numbersAt(place), numbersAt([at + count * NUMBER_BYTES, count]), dampings);
  };
  const documentsOf = (ref: NodeRef) => {
    const place = entries.places.get(ref);
    return place && numbersAt(place);
  };
  const searchedIds = ids.slice(0, searched);
  return {
    ids,
    index: {
      text: {
        reader,
        ids: searchedIds,
        dampings,
        terms: { get: postingsOf },
      },
      structure: {
        ids: searchedIds,
        documents: { get: documentsOf },
        lengths: lengthsAt(entries.end),
      },
    },
    queryLike: (id) => {
      const number = ids.indexOf(id);
      return number < 0 ? undefined : queryAt(number);
    },
  };
}

/** Where the postings of a key begin, and how many documents they have. */
type Place = readonly [at: number, count: number];

/** @param size of each document in the postings, in bytes */
function placesOf<K>(keys: readonly K[], counts: readonly number[], size: number, start: number) {
  const places = new Map<K, Place>();
  let end = start;
  for (const [at, key] of keys.entries()) {
    const count = counts[at] as number;
    places.set(key, [end, count]);
    end += count * size;
  }
  return { places, end };
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Numbers have to lie at addresses that their size divides, so they are copied. */
function copyOf(buffer: Buffer, from: number, to: number): ArrayBuffer {
  return Uint8Array.prototype.slice.call(buffer, from, to).buffer as ArrayBuffer;
}
