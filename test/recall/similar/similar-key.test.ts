import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import type { AnyDocument } from "../../../src/model/collection.js";
import type { Graph } from "../../../src/model/graph.js";
import { load } from "../../../src/pipeline/load.js";
import { readerOf } from "../../../src/pipeline/reader-of.js";
import {
  queryLike,
  remembered,
  similarIndex,
  similarKey,
  similarTo,
  similarToDocument,
  type WholeSimilarIndex,
} from "../../../src/recall/similar/similar.js";
import type { WordReader } from "../../../src/search/words.js";
import { collectionOf } from "../../../src/validate/collect.js";

const EXAMPLE = fileURLToPath(new URL("../../../postmortems", import.meta.url));

let graph: Graph;
let reader: WordReader;
let documents: AnyDocument[];
beforeAll(async () => {
  graph = link(collectionOf(load(EXAMPLE, { baseline: null }).parsed));
  reader = await readerOf(graph.collection);
  documents = remembered(graph);
});

/** Of each document what is found for it, and under which key. */
function foundIn(all: readonly AnyDocument[]): Map<string, { key: string; found: string }> {
  const index: WholeSimilarIndex = similarIndex(graph, all, reader);
  return new Map(
    all.map((document) => {
      const matches = similarTo(index, queryLike(document, graph));
      const found = matches.map(({ id, shared, words }) => [id, shared(), words()]);
      return [document.id, { key: similarKey(index, document), found: JSON.stringify(found) }];
    }),
  );
}

function withBody(changed: AnyDocument | undefined, text: string): AnyDocument[] {
  return documents.map((one) => (one === changed ? { ...one, body: { ...one.body, text } } : one));
}

test("what is found for a document is what is found for its text, whether it is in the index or not", () => {
  const index = similarIndex(graph, documents.slice(documents.length >> 1), reader);
  const plain = (matches: ReturnType<typeof similarTo>) =>
    matches.map(({ id, score, share, shared, words }) => [id, score, share, shared(), words()]);
  for (const document of documents)
    expect(plain(similarToDocument(index, document, graph)), document.id).toEqual(
      plain(similarTo(index, queryLike(document, graph))),
    );
});

test("what is found for a document changes only with its key", () => {
  const before = foundIn(documents);
  let [keptKeys, otherFinds] = [0, 0];
  for (const [at, changed] of documents.entries()) {
    if (at % 7 !== 0) continue;
    const other = documents[(at + 11) % documents.length]?.body.text ?? "";
    for (const text of [other, `${changed.body.text}\n${other.slice(0, 200)}`, ""])
      for (const [id, { key, found }] of foundIn(withBody(changed, text))) {
        if (key === before.get(id)?.key) {
          keptKeys++;
          expect(found).toBe(before.get(id)?.found);
        } else if (found !== before.get(id)?.found) otherFinds++;
      }
  }
  expect(keptKeys).toBeGreaterThan(0);
  expect(otherFinds).toBeGreaterThan(0);
});

test("a few words more in a body leave nearly all keys as they are", () => {
  const before = foundIn(documents);
  const changed = documents[documents.length >> 1];
  const after = foundIn(withBody(changed, `${changed?.body.text}\n\nThe xylophone was tuned.\n`));
  const others = [...after].filter(([id, { key }]) => key !== before.get(id)?.key);
  expect(others.length).toBeLessThan(documents.length / 10);
});

test("one document fewer changes all keys", () => {
  const before = foundIn(documents);
  for (const [id, { key }] of foundIn(documents.slice(1))) expect(key).not.toBe(before.get(id)?.key);
});

test("a word of the query that stands once more in another body changes the key, among many that are as rare", () => {
  const [document, other] = documents as [AnyDocument, AnyDocument];
  const { text } = queryLike(document, graph);
  const [word = ""] = /\p{L}{7,}/u.exec(text) ?? [];
  const keyWith = (body: string) => {
    const all = [document, { ...other, body: { ...other.body, text: body } }];
    return similarKey(similarIndex(graph, all, reader), document);
  };
  expect(keyWith(`${text}\n${word}`)).not.toBe(keyWith(text));
});
