import type { AnyDocument, Body, Collection } from "../model/collection.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { hiddenIn, hidesAnything, isHidden } from "../model/hidden.js";
import { documentKind } from "../model/kinds.js";
import type { OutputFile } from "../model/page.js";
import { alterHidden, HiddenAlteration } from "./alter-hidden.js";
import { firstWords, type HiddenWords, Scanner } from "./scanner.js";

/** A hidden text or id that a file of a public site shows. */
interface Leak {
  text: string;
  path: string;
}

/**
 * What earlier runs found of the hidden.
 * @param scope what that follows from besides the thing in which it was found
 * @returns what is found in a thing, as texts: by its key, or where that is not known or null, by looking
 */
export type HiddenMemo = (scope: string) => (key: string | null, find: () => Iterable<string>) => Iterable<string>;

/** Looks in the files of a public site, one by one, for what its collection hides and nothing public says too. */
export class LeakSearch {
  /** What is looked for; null: nothing is hidden. */
  readonly hidden: HiddenWords | null = null;
  /** Null where it hides nothing. */
  readonly #collection: Collection | null = null;
  #madeScanner: Scanner | null = null;
  /** What was found in each file. */
  readonly #suspects = new Map<string, readonly string[]>();

  /** @param memo what earlier runs found in documents; by default nothing */
  constructor(collection: Collection, memo: HiddenMemo = () => (_, find) => find()) {
    if (!hidesAnything(collection)) return;
    const alteration = new HiddenAlteration(collection);
    const { others, texts: otherTexts } = alteration.others();
    const documents = [...collection.postmortems, ...collection.drills];
    const { key } = alteration;
    const textsOf = memo(key);
    /** By the words that are looked for: many texts begin alike. */
    const different = new Map<string, string>();
    const note = (text: string) => {
      const start = firstWords(text).join(" ");
      if (start !== "" && !different.has(start)) different.set(start, text);
    };
    for (const text of otherTexts) note(text);
    for (const one of documents)
      for (const text of textsOf(keyOf(one), () => alteration.document(one).texts)) note(text);
    const texts = [...different.values()];
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
    this.#collection = collection;
    this.hidden = { texts: texts.filter((_, number) => !isPublic.has(String(number))), ids: [...alteration.ids] };
  }

  /** Made when it is first needed: another thread may look with one of its own. */
  get #scanner(): Scanner {
    this.#madeScanner ??= new Scanner(this.hidden?.texts ?? [], this.hidden?.ids ?? []);
    return this.#madeScanner;
  }

  look(file: OutputFile): void {
    if (this.#collection === null) return;
    const found = this.#scanner.find(file);
    if (found.size > 0) this.suspect(file.path, [...found]);
  }

  /** Notes that a file was looked at, and what of the hidden was found in it. */
  suspect(path: string, found: readonly string[]): void {
    this.#suspects.set(path, found);
  }

  /** The hidden texts and ids that the files show that were looked at, and that nothing public says too. */
  async leaks(renderAgain: RenderAgain): Promise<Leak[]> {
    if (this.#collection === null || this.#suspects.size === 0) return [];
    // Made again, since it is seldom needed and would take memory meanwhile.
    const altered = alterHidden(this.#collection).collection;
    // What stays when everything hidden is another has another source: a template, a word of the program.
    const innocent = new Map<string, ReadonlySet<string>>();
    for (const file of await renderAgain(altered, new Set(this.#suspects.keys())))
      if (this.#suspects.has(file.path)) innocent.set(file.path, this.#scanner.find(file));
    return [...this.#suspects].flatMap(([path, texts]) =>
      texts.filter((text) => innocent.get(path)?.has(text) !== true).map((text) => ({ text, path })),
    );
  }

  /**
   * Refuses a site that shows something hidden.
   * @throws EnvironmentFault that names the first text and its file
   */
  async refuse(renderAgain: RenderAgain): Promise<void> {
    const [leak] = await this.leaks(renderAgain);
    if (leak === undefined) return;
    const { text, path } = leak;
    const written = this.#placeOf(text);
    const remedy = written
      ? `${written} has it: take it out there; if that line is internal, this is a bug in inquest`
      : "This is a bug in inquest";
    throw new EnvironmentFault(
      `Nothing was built, because the public site would show something internal: ${JSON.stringify(text)} in ${path.replace(/(?<=\.html)\.json$/, "")}. ${remedy}`,
    );
  }

  /** The file and line at which the body of a public document has a text in its author's words; undefined where none has. */
  #placeOf(text: string): string | undefined {
    if (this.#collection === null) return undefined;
    const { postmortems, drills } = this.#collection;
    const hidden = hiddenIn(this.#collection);
    for (const document of [...postmortems, ...drills]) {
      const { id, source, body } = document;
      if (isHidden(hidden, documentKind(document), id)) continue;
      const at = source.text.indexOf(text, source.text.length - body.text.length);
      if (at >= 0) return `${source.path}:${source.text.slice(0, at).split("\n").length}`;
    }
    return undefined;
  }
}

/** The files at some paths of the site of another collection, made in the same way. */
type RenderAgain = (altered: Collection, paths: ReadonlySet<string>) => Promise<Iterable<OutputFile>>;

/**
 * Refuses a public site that shows something hidden.
 * @throws EnvironmentFault that names the first text and its file
 */
export async function refuseLeaks(
  collection: Collection,
  files: Iterable<OutputFile>,
  renderAgain: RenderAgain,
): Promise<void> {
  const search = new LeakSearch(collection);
  for (const file of files) search.look(file);
  await search.refuse(renderAgain);
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
