import { join } from "node:path";
import { expect, test } from "vitest";
import { NATIVE_BOUNDS } from "../../src/parse/limits.js";
import { parseMarkdown } from "../../src/parse/markdown.js";
import { type ApartOptions, parseApart } from "../../src/parse/parse-apart.js";
import { parseFile } from "../../src/parse/parse-file.js";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND, temporaryFolder } from "../support/collection-folder.js";

const HEAVY = "incidents/2026-03-14-heavy.md";
const FAULTY = "incidents/2026-03-15-faulty.md";
const CRASHED = "Expected a body that can be parsed: the parser ran out of memory or crashed";

/** What is found in a document that goes to the child process, and in another. */
async function found(options: Partial<ApartOptions>) {
  const root = collectionFolder({
    [HEAVY]: `${SOUND}\n${"&amp;x".repeat(NATIVE_BOUNDS.entities + 1)}\n`,
    [FAULTY]: `${SOUND}\n[x](nowhere.md)\n`,
  });
  const { diagnostics } = await check(root, {
    now: "2026-11-23",
    today: null,
    parse: (raw) => {
      const parsed = parseFile(raw);
      if (raw.path !== HEAVY) return parsed;
      const { body, problems } = parseMarkdown(parsed.source, SOUND.indexOf("\n## "), (text) =>
        parseApart(text, options),
      );
      return { ...parsed, body, problems, isBodyUnread: problems.length > 0 };
    },
  });
  const at = (path: string) =>
    diagnostics
      .filter(({ file, rule }) => file === path && rule !== "copied-document")
      .map(({ rule, line, message }) => [rule, line, message]);
  return { heavy: at(HEAVY), faulty: at(FAULTY) };
}

const program = (text: string) => [join(temporaryFolder({ "child.mjs": text }), "child.mjs")];

test.each<[string, () => Partial<ApartOptions>, string]>([
  ["aborts, as native code does", () => ({ script: program("process.abort();") }), CRASHED],
  ["is killed", () => ({ script: program("process.kill(process.pid, 'SIGKILL');") }), CRASHED],
  [
    "runs out of memory",
    () => ({ script: program("const all = []; for (;;) all.push(Array(1000).fill({}));"), maxMemoryMb: 16 }),
    CRASHED,
  ],
  ["throws", () => ({ script: program("throw new RangeError('Maximum call stack size exceeded');") }), CRASHED],
  ["makes a larger tree than is taken", () => ({ maxTreeBytes: 1000 }), CRASHED],
  [
    "prints half a tree",
    () => ({ script: program("process.stdout.write('{');") }),
    "Expected a body that can be parsed: ",
  ],
  [
    "hangs",
    () => ({ script: program("process.on('SIGTERM', () => {}); for (;;);"), hangMs: 500 }),
    "Expected a body that is parsed within 0.5 s",
  ],
])("a parser that %s is one diagnostic at that file, and others keep theirs", async (_, options, message) => {
  const { heavy, faulty } = await found(options());
  expect(heavy).toEqual([["document-limit", expect.any(Number), expect.stringContaining(message)]]);
  expect(faulty.map(([rule]) => rule)).toEqual(["broken-link"]);
});

test("a parser that does its work is none", async () => {
  expect((await found({})).heavy).toEqual([]);
});
