import type { AnyDocument, Body, Collection } from "../model/collection.js";
import { HiddenAlteration } from "./alter-hidden.js";
import { firstWords, type HiddenWords, Scanner } from "./scanner.js";

/**
 * What earlier runs found of the hidden.
 * @param scope what that follows from besides the thing in which it was found
 * @returns what is found in a thing, as texts: by its key, or where that is not known or null, by looking
 */
export type HiddenMemo = (scope: string) => (key: string | null, find: () => Iterable<string>) => Iterable<string>;

/**
 * What a collection hides, and nothing public in it says too.
 * @param memo what earlier runs found in documents; by default nothing
 */
export function hiddenWords(collection: Collection, memo: HiddenMemo = () => (_, find) => find()): HiddenWords {
  const alteration = new HiddenAlteration(collection);
  const { others, texts: otherTexts } = alteration.others();
  const documents = [...collection.postmortems, ...collection.drills];
  const { key } = alteration;
  const textsOf = memo(key);
  const texts = differentTexts([
    ...otherTexts,
    ...documents.flatMap((one) => [...textsOf(keyOf(one), () => alteration.document(one).texts)]),
  ]);
  // Kept as numbers, since a document may say many of them.
  const numbers = new Map(texts.map((text, number) => [text, String(number)]));
  let scanner: Scanner | undefined;
  const saidIn = (value: unknown) => {
    scanner ??= new Scanner(texts, []);
    const said = new Set<string>();
    eachText(value, (text) => scanner?.addTexts(text, said));
    return [...said].map((text) => numbers.get(text) ?? "");
  };
  const saidBy = memo(JSON.stringify([key, texts]));
  const { about, ...rest } = others;
  const isPublic = new Set(saidBy(JSON.stringify([rest, about?.body.text]), () => saidIn(others)));
  for (const one of documents)
    for (const number of saidBy(keyOf(one), () => saidIn(alteration.document(one).document))) isPublic.add(number);
  return { texts: texts.filter((_, number) => !isPublic.has(String(number))), ids: [...alteration.ids] };
}

/** The first of the texts that begin with the same words: the search cannot tell them apart. */
function differentTexts(all: readonly string[]): string[] {
  const different = new Map<string, string>();
  for (const text of all) {
    const start = firstWords(text).join(" ");
    if (start !== "" && !different.has(start)) different.set(start, text);
  }
  return [...different.values()];
}

/** Null where the bytes of a document are not known. */
function keyOf({ source: { path, hash } }: AnyDocument): string | null {
  return hash === undefined ? null : `${path} ${hash}`;
}

/** Visits every text of the documents and catalogs of an altered collection. */
function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === "string") visit(value);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit);
  else if (typeof value === "object" && value !== null && "tree" in value) eachTextOfBody(value as Body, visit);
  else if (typeof value === "object" && value !== null)
    for (const key of Object.keys(value))
      if (!NOT_TEXT.has(key)) eachText((value as Record<string, unknown>)[key], visit);
}

/** Where no part of it is hidden, its text has the words of its tree, which takes longer to make. */
function eachTextOfBody(body: Body, visit: (text: string) => void): void {
  const { text } = body;
  if (text.includes(":::")) eachText(body.tree, visit);
  else text.split(BLOCK_BORDER).forEach(visit);
}

/** Where one paragraph, item or cell ends and another begins, since no phrase goes on behind it. */
const BLOCK_BORDER = /\n(?=[ \t]*(?:\n|\r|[-+*#>|:]|\d+[.)]))|\|/;

/** Parts of a document that say where something stands, and not what. */
const NOT_TEXT = new Set(["position", "places", "source", "text", "headings", "sections", "links"]);
