import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Cache } from "../../src/cache/cache.js";
import type { Collection } from "../../src/model/collection.js";
import { Source } from "../../src/model/source.js";
import { hiddenTextsIn } from "../../src/pipeline/kept-hidden.js";
import { LeakSearch } from "../../src/redact/leak-search.js";
import { collection, incident } from "../support/collection.js";
import { temporaryFolder } from "../support/collection-folder.js";

const SENTENCES = [
  "The signing key of the old region",
  "Nobody had been told of the rollback",
  "The quota ledger was never rehearsed",
] as const;

interface Written {
  visibility: "public" | "internal";
  title: string;
  text: string;
}

/** A collection of documents whose sources know the hash of what they say, as those that were read do. */
function collectionOf(written: readonly Written[], name: string): Collection {
  const documents = written.map(({ visibility, title, text }, at) => {
    const document = incident(`2026-03-1${at}-one`, { visibility, title }, text);
    const hash = createHash("sha256")
      .update(JSON.stringify([visibility, title, text]))
      .digest("hex");
    return { ...document, source: new Source(document.source.path, document.source.text, hash) };
  });
  const service = { id: "shown", title: name, organisation: "example", description: "One of them." };
  return collection(documents, { catalogs: { services: [service] } });
}

const sentence = fc.constantFrom(...SENTENCES);
const document = fc.record({
  visibility: fc.constantFrom("public" as const, "internal" as const),
  title: sentence,
  text: sentence,
});
const state = fc.record({ documents: fc.array(document, { minLength: 2, maxLength: 4 }), name: sentence });

test("what is looked for is the same with what earlier builds found as without, whatever changes between them", () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 2, maxLength: 6 }), (states) => {
      const folder = temporaryFolder({});
      for (const { documents, name } of states) {
        const cache = new Cache(folder, "test");
        const of = collectionOf(documents, name);
        expect(new LeakSearch(of, hiddenTextsIn(cache)).hidden).toEqual(new LeakSearch(of).hidden);
        cache.save();
      }
    }),
  );
});

test.each(["{", "[1]", '"text"'])("%s in the cache is no value", (broken) => {
  const folder = temporaryFolder({});
  const of = collectionOf([{ visibility: "internal", title: SENTENCES[0], text: SENTENCES[1] }], SENTENCES[2]);
  const keys: string[] = [];
  class Notes extends Cache {
    override put(kind: string, key: string): void {
      keys.push(key);
      super.put(kind, key, Buffer.from(broken));
    }
  }
  const notes = new Notes(folder, "test");
  const { hidden } = new LeakSearch(of, hiddenTextsIn(notes));
  notes.save();
  expect(keys.length).toBeGreaterThan(0);
  expect(new LeakSearch(of, hiddenTextsIn(new Cache(folder, "test"))).hidden).toEqual(hidden);
});
