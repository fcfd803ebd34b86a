import { gunzipSync } from "node:zlib";
import { type AnyDocument, accountOf, type Collection } from "../model/collection.js";
import type { Graph, GraphNode, NodeRef } from "../model/graph.js";
import type { SearchGroup } from "../model/search-record.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { escapeText } from "../render/kit/markdown-text/escape-text.js";
import { isExternalUrl } from "../render/kit/safe-url.js";
import { canonicalUrl } from "../render/shared/canonical-url.js";
import { nodePath } from "../render/shared/paths.js";
import type { SitePlan } from "../render/site.js";
import { buildSearchIndex } from "../search/build-index.js";
import { excerptOf } from "../search/excerpt.js";
import { INDEX_FOLDER } from "../search/index-format.js";
import { IndexReader } from "../search/index-reader.js";
import { loadLanguage } from "../search/languages.js";
import { type Answer, Search, type Sort } from "../search/search.js";
import { WordReader } from "../search/words.js";
import { collectionOf, nowOf } from "../validate/collect.js";
import { declaredIn } from "../validate/ids/declared-in.js";
import { closest } from "../validate/ids/suggest.js";
import { contained, documentPaths } from "./contained.js";
import { load } from "./load.js";
import { planFor } from "./site.js";
import { withSources } from "./sources.js";

/** Where something is declared. `file` is relative to the collection, with `/`. */
export interface SourcePlace {
  file: string;
  line: number;
}

/** One thing that a collection has a name for. */
export interface NamedThing {
  ref: NodeRef;
  title: string;
  /** The address of its page from the root of a site. */
  path: string;
  place: SourcePlace | null;
  /** The address of its page; null where the site has none. */
  url: string | null;
  /** Whether it is a third-party account or was imported: what it says is quoted data. */
  isQuoted: boolean;
}

/** A result of a search. */
export interface FoundThing extends NamedThing {
  group: SearchGroup;
  day: string | null;
  line: string;
  wished: string | null;
  /** The passage that was found; null where words stand in the title alone. */
  excerpt: string | null;
  has: readonly string[];
}

export interface SearchRequest {
  words: string;
  sort: Sort | "";
  facets: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many results at most. */
  limit: number;
}

/** What the files of a folder give. */
interface OpenedCollection {
  collection: Collection;
  plan: SitePlan;
  graph: Graph;
  /** Why documents cannot be shown, by their paths. */
  failures: ReadonlyMap<string, Error>;
  /** Where the entries of catalogs are declared, by `kind:id`. */
  declared: ReadonlyMap<string, () => SourcePlace>;
}

/**
 * Files in a folder → what can be looked up in them. No rule is run: what is not valid by its schema is left out.
 * @param parsed the files; by default those that are in the folder now
 */
export async function openForAssistant(
  root: string,
  { today, version }: { today: string; version: string },
  parsed: readonly ParsedFile[] = load(root).parsed,
): Promise<AssistantCollection> {
  const { collection } = withSources(root, collectionOf(parsed));
  const baseUrl = collection.config.base_url ?? null;
  const now = nowOf(collection, { now: null, today });
  const site = { audience: "internal", baseUrl, now, commit: null, version, isPartial: false } as const;
  const { made, failures } = await contained(documentPaths(collection), (leftOut) =>
    planFor(root, collection, { ...site, leftOut }),
  );
  const { plan, graph } = made;
  return new AssistantCollection({
    collection,
    plan,
    graph,
    failures,
    declared: new Map(parsed.flatMap(declarationsIn)),
  });
}

/** A collection as an assistant asks about it: all of it, since whoever holds its files may see it. */
export class AssistantCollection {
  readonly #documents: ReadonlyMap<string, AnyDocument>;
  /** What has a page or an anchor, by its path. */
  readonly #things = new Map<string, GraphNode>();
  #index: ReturnType<typeof openIndex> | undefined;

  constructor(private readonly opened: OpenedCollection) {
    const { collection, graph } = opened;
    this.#documents = new Map<string, AnyDocument>([
      ...collection.postmortems.map((one) => [`incident:${one.id}`, one] as const),
      ...collection.drills.map((one) => [`drill:${one.id}`, one] as const),
    ]);
    for (const node of graph.nodes.values()) {
      const path = node.document === null ? nodePath(graph, node.ref) : null;
      if (path !== null) this.#things.set(path, node);
    }
  }

  get title(): string {
    return this.opened.collection.config.title;
  }

  /** Documents, newest first, then entries of catalogs. */
  list(): NamedThing[] {
    const rank = (node: GraphNode) => (this.#documents.has(node.ref) ? 0 : 1);
    return [...this.#things.values()]
      .sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? (a.id < b.id ? 1 : -1) : a.ref < b.ref ? -1 : 1))
      .map((node) => this.#named(node));
  }

  /**
   * The thing that a name, an id or the address of a page means.
   * @returns several where an id means several; a guess where it means none, or why its document cannot be shown
   */
  find(name: string): { found: NamedThing[]; near: string | null; unshown: string | null } {
    const clean = name.trim().replace(/^\//, "");
    const page = clean === "" || clean.endsWith(".html") ? clean : `${clean.replace(/\/$/, "")}/index.html`;
    const all = [...this.#things.values()];
    const found = all.filter(({ ref, id }) => ref === clean || id === clean);
    const byPage = this.#things.get(page);
    if (found.length > 0 || byPage !== undefined) {
      const nodes = byPage && found.length === 0 ? [byPage] : found;
      return { found: nodes.map((node) => this.#named(node)), near: null, unshown: null };
    }
    const [, broken] = [...this.#documents].find(([ref, { id }]) => ref === clean || id === clean) ?? [];
    const unshown = (broken && this.opened.failures.get(broken.source.path)?.message) ?? null;
    const names = all.flatMap(({ ref, id }) => [ref, id]);
    return { found: [], near: closest(clean, names) ?? null, unshown };
  }

  /** A thing as Markdown. `linkOf` takes the address of a page from the root of a site. */
  markdown({ ref, path, title }: NamedThing, linkOf: (path: string) => string): string {
    const { plan, collection } = this.opened;
    const page = plan.markdown(path, (target) => (isExternalUrl(target) ? target : linkOf(target)));
    return page ?? entryText(collection, ref, title);
  }

  async search({ words, sort, facets, limit }: SearchRequest): Promise<{ answer: Answer; hits: FoundThing[] }> {
    const { search, index, reader, language } = await this.#searchIndex();
    const answer = await search.answer({ words, sort, chosen: facets });
    const hits = answer.groups.flatMap(({ group, hits: some }) => some.map((hit) => ({ group, ...hit })));
    const shown = await Promise.all(
      hits.slice(0, limit).map(async ({ group, document, has }): Promise<FoundThing[]> => {
        const text = await index.text(document);
        const node = this.#things.get(text.path);
        if (node === undefined) return [];
        const terms = answer.found.filter((word) => has.includes(word.text)).map((word) => word.terms);
        const excerpt = excerptOf(text.sections, terms, reader, language.joinsWords);
        const passage = excerpt === null ? null : excerpt.parts.map((part) => part.text).join("");
        const { day, line, wished } = text;
        return [{ ...this.#named(node), group, day, line, wished, excerpt: passage, has }];
      }),
    );
    return { answer, hits: shown.flat() };
  }

  /** The facets with their values, the most frequent first. */
  async facets(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { index } = await this.#searchIndex();
    const { facets } = await index.documents();
    return new Map(
      Object.entries(facets).map(([key, values]) => [
        key,
        Object.entries(values)
          .sort(([, a], [, b]) => b.length - a.length)
          .map(([value]) => value),
      ]),
    );
  }

  #searchIndex(): ReturnType<typeof openIndex> {
    this.#index ??= openIndex(this.opened);
    return this.#index;
  }

  #named(node: GraphNode): NamedThing {
    const { graph, collection } = this.opened;
    const path = nodePath(graph, node.ref) ?? "";
    const document = this.#documents.get(node.ref);
    return {
      ref: node.ref,
      title: node.title,
      path,
      place: this.#placeOf(node),
      url: canonicalUrl({ baseUrl: collection.config.base_url?.replace(/\/*$/, "/") ?? null }, path),
      isQuoted:
        document !== undefined &&
        (document.data.status === "archived" || accountOf(document, collection.config) === "third-party"),
    };
  }

  #placeOf({ ref }: GraphNode): SourcePlace | null {
    const document = this.#documents.get(ref);
    if (document) return { file: document.source.path, line: 1 };
    // What other repositories declare has no file here.
    return this.opened.declared.get(ref)?.() ?? null;
  }
}

/** The index of the site's search, made in memory. */
async function openIndex({ collection, plan }: OpenedCollection) {
  const language = await loadLanguage(collection.config.lang ?? "en");
  const files = new Map(buildSearchIndex(plan.records(), language).map(({ path, content }) => [path, content]));
  const index = new IndexReader(async (name) => {
    const content = files.get(`${INDEX_FOLDER}${name}`) ?? "null";
    return JSON.parse(typeof content === "string" ? content : gunzipSync(content).toString());
  });
  const reader = new WordReader(language);
  return { search: new Search(index, reader), index, reader, language };
}

/** An entry that has no page, because no document refers to it: its texts. */
function entryText({ catalogs }: Collection, ref: NodeRef, title: string): string {
  const id = ref.slice(ref.indexOf(":") + 1);
  const entry = Object.values(catalogs)
    .flat()
    .find((one) => one.id === id && one.title === title);
  const lines = Object.entries(entry ?? {}).flatMap(([key, value]) =>
    typeof value === "string" && key !== "id" && key !== "title" ? [`- **${key}**: ${escapeText(value)}`] : [],
  );
  return [`# ${escapeText(title)}`, lines.join("\n"), "No document refers to it yet."].join("\n\n");
}

/** The places of the entries that a catalog declares, as `kind:id`; each is computed on demand, because that takes long. */
function declarationsIn({ file, path, data, places }: ParsedFile): [ref: string, place: () => SourcePlace][] {
  if (file.role !== "catalog") return [];
  return declaredIn(file, data).map(({ kind, id, entry }) => [
    `${kind}:${id}`,
    () => ({ file: path, line: places.value(entry, "id").line }),
  ]);
}
