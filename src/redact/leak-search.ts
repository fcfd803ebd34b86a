import type { Collection } from "../model/collection.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import { hiddenIn, hidesAnything, isHidden } from "../model/hidden.js";
import { documentKind } from "../model/kinds.js";
import type { OutputFile } from "../model/page.js";
import { alterHidden } from "./alter-hidden.js";
import { type HiddenMemo, hiddenWords } from "./hidden-words.js";
import { type HiddenWords, Scanner } from "./scanner.js";

/** A hidden text or id that a file of a public site shows. */
interface Leak {
  text: string;
  path: string;
}

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
  constructor(collection: Collection, memo?: HiddenMemo) {
    if (!hidesAnything(collection)) return;
    this.#collection = collection;
    this.hidden = hiddenWords(collection, memo);
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
