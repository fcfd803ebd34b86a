import { compareText, type RelatedPlace } from "../../../model/diagnostic.js";
import { STATED_KINDS, type StatedKind } from "../../../model/kinds.js";
import type { Place } from "../../../model/place.js";
import { catalogFiles } from "../../catalog-file.js";
import { defineRule, type RuleContext, type RuleProblem, sourcesOf } from "../../rule.js";

/** Words that say nothing about what is promised. */
const STOP_WORDS = new Set(
  "a an and are as at be been but by for from has have if in into is it its no of on or so such that the their then there these they this to was were will with".split(
    " ",
  ),
);

/** Where a sentence stands that a document states in place, or that a catalog has. */
interface Statement {
  file: string;
  /** Found on demand, because that takes long and few statements stand twice. */
  place(): Place;
  text: string;
  /** What names it: `invariant:x` of a catalog, `2026-03-14-…#I1` of a document with an id; null of one without. */
  name: string;
  /** The catalog's entry, if it is one. */
  entry: string | null;
  /** The braces that state it, where nothing else refers to it. */
  replaceable(): Place | null;
}

/** Two documents, or a document and a catalog, state the same thing. */
export const sameStatement = defineRule({
  id: "same-statement",
  severity: "info",
  across: true,
  *check(context) {
    const sources = sourcesOf(context);
    for (const stated of STATED_KINDS) {
      const first = new Map<string, Statement>();
      for (const statement of [...catalogStatements(stated.kind, context), ...documentStatements(stated, context)]) {
        const key = wordsOf(statement.text);
        const earlier = first.get(key);
        if (key === "") continue;
        if (earlier === undefined) first.set(key, statement);
        // A document that states one twice says nothing about others.
        else if (statement.entry === null && earlier.file !== statement.file) {
          if (context.selection?.hasFile(statement.file) === false) continue;
          yield problem(stated.kind, statement, earlier, sources.get(statement.file));
        }
      }
    }
  },
});

function problem(
  kind: StatedKind,
  statement: Statement,
  earlier: Statement,
  source: { replace(place: Place, text: string): { start: number; end: number; text: string } } | undefined,
): RuleProblem {
  const { file } = statement;
  const place = statement.place();
  const { line, column } = earlier.place();
  const related: RelatedPlace[] = [{ file: earlier.file, line, column, message: "stated here too" }];
  if (earlier.entry === null)
    return {
      file,
      place,
      message: `Another document states the same ${kind}`,
      hint: `Make it an entry of the catalog, so that both can name it: inquest catalog add ${earlier.name} NEW-ID`,
      related,
    };
  const replaceable = statement.replaceable();
  const edit = replaceable && source?.replace(replaceable, earlier.entry);
  return {
    file,
    place,
    message: `The catalog has the same ${kind} as "${earlier.entry}"`,
    hint: `Name it instead: ${kind}: ${earlier.entry}`,
    related,
    ...(edit ? { suggestions: [{ title: `Name "${earlier.entry}" of the catalog`, edits: [edit] }] } : {}),
  };
}

function* catalogStatements(kind: StatedKind, context: RuleContext): Iterable<Statement> {
  const { invariants, contracts } = context.collection.catalogs;
  const entries: readonly { id: string }[] = kind === "invariant" ? invariants : contracts;
  const key = kind === "invariant" ? "statement" : "promise";
  const files = catalogFiles(context);
  for (const entry of entries) {
    const file = files.get(entry);
    const text = (entry as Record<string, unknown>)[key];
    if (file === undefined || typeof text !== "string") continue;
    yield {
      file: file.path,
      place: () => file.places.value(entry, key),
      text,
      name: `${kind}:${entry.id}`,
      entry: entry.id,
      replaceable: () => null,
    };
  }
}

function* documentStatements(
  { list, field, letter }: (typeof STATED_KINDS)[number],
  context: RuleContext,
): Iterable<Statement> {
  const documents = context.collection.postmortems.toSorted((a, b) => compareText(a.id, b.id));
  for (const { id, data, places, source } of documents) {
    const items: unknown = (data as unknown as Record<string, unknown>)[list];
    if (!Array.isArray(items)) continue;
    let number = 0;
    for (const item of items as Record<string, unknown>[]) {
      const stated = item[field] as { statement: string; id?: string } | string;
      if (typeof stated === "string") continue;
      number++;
      yield {
        file: source.path,
        place: () => places.value(stated, "statement"),
        text: stated.statement,
        name: `${id}#${stated.id ?? `${letter}${number}`}`,
        entry: null,
        replaceable: () => {
          const whole = places.whole(stated);
          return stated.id === undefined && source.textAt(whole).startsWith("{") ? whole : null;
        },
      };
    }
  }
}

/** The words of a sentence without case, punctuation and stop words, as one text. */
function wordsOf(text: string): string {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).join(" ");
}
