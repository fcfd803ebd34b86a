import { relative, resolve, sep } from "node:path";
import { NO_CACHE } from "../cache/cache.js";
import type { EnvironmentFault } from "../model/environment-fault.js";
import type { AssistantCollection, FoundThing, NamedThing, SearchRequest } from "../pipeline/assistant.js";
import { check, openForAssistant, recall, report } from "../pipeline.js";
import { collectionStamp } from "../read/collection-stamp.js";
import { findCollection, repositoryOf } from "../read/find-collection.js";
import { readRuleDoc } from "../read/read-rule-doc.js";
import { json } from "../reporters/json.js";
import { either, nearest } from "../validate/ids/suggest.js";
import { rules } from "../validate/rules/index.js";
import { QuestionFault, quoted } from "./answers.js";

export type { FoundThing, NamedThing };

export interface LibraryOptions {
  /** Where the assistant works. */
  folder: string;
  /** The collection that an option names; undefined: the one found from `folder`. */
  root: string | undefined;
  version: string;
  /** Milliseconds since 1970. */
  clock: () => number;
  /** Today's date, `YYYY-MM-DD`. */
  today: () => string;
}

/** What the scheme of resources is: `inquest:///incidents/2026-03-14-stale-grants`. */
export const SCHEME = "inquest:///";

/** The address of a page as a resource. */
export function resourceOf(path: string): string {
  return `${SCHEME}${path.replace(/(?:^|\/)index\.html(?=#|$)/, "")}`;
}

/** Answers about the collection of a repository, read again where its files have changed. */
export class Library {
  readonly #options: LibraryOptions;
  #opened: { root: string; stamp: string | null; day: string; collection: Promise<AssistantCollection> } | undefined;

  constructor(options: LibraryOptions) {
    this.#options = options;
  }

  /** @throws EnvironmentFault that says how to start, where there is no collection */
  root(): string {
    const { folder, root } = this.#options;
    return findCollection(folder, root);
  }

  async #collection() {
    const root = this.root();
    const { today, version, clock } = this.#options;
    const [day, stamp] = [today(), collectionStamp(root, clock())];
    const before = this.#opened;
    if (before && before.root === root && before.day === day && before.stamp === stamp && stamp !== null)
      return before.collection;
    const collection = openForAssistant(root, { today: day, version });
    this.#opened = { root, stamp, day, collection };
    return collection;
  }

  async list(): Promise<NamedThing[]> {
    return (await this.#collection()).list().map((one) => this.#placed(one));
  }

  async find(name: string): Promise<ReturnType<AssistantCollection["find"]>> {
    const collection = await this.#collection();
    const { found, ...rest } = collection.find(name.startsWith(SCHEME) ? name.slice(SCHEME.length) : name);
    return { found: found.map((one) => this.#placed(one)), ...rest };
  }

  async markdown(thing: NamedThing): Promise<string> {
    return (await this.#collection()).markdown(thing, resourceOf);
  }

  async search(request: SearchRequest) {
    const { answer, hits } = await (await this.#collection()).search(request);
    return { answer, hits: hits.map((one) => ({ ...one, ...this.#placed(one) })) };
  }

  async facets(): Promise<ReadonlyMap<string, readonly string[]>> {
    return (await this.#collection()).facets();
  }

  async recall(paths: readonly string[], like: string | null, limit: number): Promise<string> {
    const root = this.root();
    const { text, ids } = await recall(root, repositoryOf(root), {
      paths: paths.map((path) => path.replace(/^\.\//, "")),
      since: null,
      like: like === null ? null : like.trim(),
      limit,
      now: null,
      today: this.#options.today(),
      cache: NO_CACHE,
      format: "markdown",
      colour: false,
      shown: (path) => this.#shown(path),
    });
    const collection = await this.#collection();
    return ids.some((id) => collection.find(id).found.some(({ isQuoted }) => isQuoted)) ? quoted(text) : text;
  }

  async measures({ all, filter }: Pick<Parameters<typeof report>[1], "all" | "filter">): Promise<string> {
    const { version, today } = this.#options;
    const request = { format: "markdown", all, filter, now: null, today: today(), version, colour: false } as const;
    return (await report(this.root(), request)).text;
  }

  /** The diagnostics of one text, or of all files, as `check --format json` prints them. */
  async check(given: { text: string; file: string } | null): Promise<string> {
    const root = this.root();
    const path = given === null ? null : pathWithin(root, given.file);
    const overlay = new Map(given === null || path === null ? [] : [[path, Buffer.from(given.text)]]);
    const checked = await check(root, { now: null, today: this.#options.today(), overlay, findDuplicates: true });
    const shown = <T extends { file: string }>(one: T): T => ({ ...one, file: this.#shown(one.file) });
    const diagnostics = checked.diagnostics
      .filter(({ file }) => path === null || file === path)
      .map((one) => ({ ...shown(one), ...(one.related ? { related: one.related.map(shown) } : {}) }));
    const sources = new Map([...checked.sources].map(([file, source]) => [this.#shown(file), source]));
    return json({
      diagnostics,
      paths: [...sources.keys()],
      files: path === null ? checked.files : 1,
      suppressed: checked.suppressed.length,
      baselined: checked.baselined.length,
      source: (file) => sources.get(file),
      colour: false,
      version: this.#options.version,
      rule: (id) => ({ doc: readRuleDoc(id), severity: "error" }),
    });
  }

  explain(rule: string | null): string {
    const ids = rules.map(({ id }) => id);
    if (rule === null) return rules.map(({ id, severity }) => `- ${id} (${severity})`).join("\n");
    if (ids.includes(rule)) return readRuleDoc(rule);
    const near = nearest(rule, ids);
    throw new QuestionFault(
      `Unknown rule ${JSON.stringify(rule)}.${near.length > 0 ? ` Did you mean ${either(near)}?` : " Without a rule, explain lists them."}`,
    );
  }

  #placed<T extends NamedThing>(thing: T): T {
    const { place } = thing;
    return place === null ? thing : { ...thing, place: { ...place, file: this.#shown(place.file) } };
  }

  /** A path of the collection as the assistant sees it, from where it works. */
  #shown(path: string): string {
    return relative(this.#options.folder, resolve(this.root(), path)).split(sep).join("/");
  }
}

/** A path relative to the collection. @throws QuestionFault for one outside of it */
function pathWithin(root: string, file: string): string {
  const inside = relative(root, resolve(root, file)).split(sep).join("/");
  if (inside === "" || inside.startsWith("../") || inside === ".." || resolve(inside) === inside)
    throw new QuestionFault(`${file} is outside the collection: name a file such as incidents/2026-03-14-a.md.`);
  return inside;
}

/** How to start where there is no collection. */
export function noCollection(error: EnvironmentFault): string {
  return `${error.message}\n\n\`npx inquest init\` writes a new collection with the default catalogs and an example; \`npx inquest demo\` shows a fictional one.`;
}
