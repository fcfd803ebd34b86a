import { expect, test } from "vitest";
import type { ConfigData } from "../../src/model/schema-types.js";
import { joinSources } from "../../src/sources/join-sources.js";
import { collection, incident } from "../support/collection.js";

const url = (name: string) => `https://git.example.org/${name}.git`;
const declared = (...names: string[]): NonNullable<ConfigData["sources"]> =>
  names.map((name) => ({ name, url: url(name) }));

function notesOf(theirs: ConfigData["sources"], related: string[] = []): string[] {
  const own = collection([], { config: { sources: declared("a", "b"), repository: url("centre") } });
  const info = { name: "a", title: "A", description: null, commit: "0", time: "2026-01-01T00:00:00Z" };
  const document = incident("2026-03-14-x", { recurrence_of: related.map((one) => ({ incident: one, why: "w" })) });
  const source = collection([document], { config: theirs ? { sources: theirs } : {} });
  return joinSources(own, [{ info: { ...info, visibility: "internal" }, collection: source, notes: [] }]).notes;
}

test("sources of a source are not read, which is said of those that are not ours", () => {
  expect(notesOf(undefined)).toEqual([]);
  expect(notesOf(declared("b", "centre"))).toEqual([]);
  expect(notesOf(declared("b", "c", "d"))).toEqual([
    "@a has sources of its own, which are not read here: @c, @d; add them to sources to read them",
  ]);
});

test("one that is referred to is named once, with the number of references", () => {
  expect(notesOf(declared("c", "d"), ["@c/2026-01-01-y", "@c/2026-01-02-z"])).toEqual([
    "@a has sources of its own, which are not read here: @d; add them to sources to read them",
    "@a refers to @c (2 times), whose repository is no source of this collection: add it to sources, or set repository where it is this one",
  ]);
});
