import type { Body } from "../model/collection.js";
import type { Source } from "../model/source.js";
import { ownText } from "../util/own-text.js";
import type { ParseProblem } from "./limits.js";
import { parseMarkdown } from "./markdown.js";

/** Releases the Markdown tree that was made first where there are too many. */
export class RecentTrees {
  #releases: (() => void)[] = [];
  #next = 0;
  #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(release: () => void): void {
    this.#releases[this.#next]?.();
    this.#releases[this.#next] = release;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** Releases all, and has so many from now on. */
  limit(size: number): void {
    for (const release of this.#releases) release();
    [this.#releases, this.#next, this.#size] = [[], 0, size];
  }
}

/** What is small of a body, and stays when its tree is released. */
export interface BodyParts extends Pick<Body, "links" | "containerFaults"> {
  problems: readonly ParseProblem[];
}

/** What is small of a body in which nothing is wrong, as earlier runs found it. */
export interface BodyMemo {
  get(): BodyParts | undefined;
  put(parts: BodyParts): void;
}

/** The Markdown of a document, parsed where more than its text is asked for: a run on changed files needs few bodies. */
export class LazyMarkdown {
  readonly #source: Source;
  readonly #start: number;
  readonly #trees: RecentTrees | undefined;
  readonly #memo: BodyMemo | undefined;
  #parsed: ReturnType<typeof parseMarkdown> | undefined;
  #kept: BodyParts | undefined;

  /**
   * @param start the offset at which it starts
   * @param trees releases its tree, which is made again where it is asked for; undefined: the tree stays
   * @param memo knows what earlier runs found
   */
  constructor(source: Source, start: number, trees: RecentTrees | undefined, memo: BodyMemo | undefined) {
    this.#source = source;
    this.#start = start;
    this.#trees = trees;
    this.#memo = memo;
  }

  get body(): Body {
    const read = () => this.#read().body;
    const small = () => this.#small();
    const [source, start] = [this.#source, this.#start];
    return {
      get tree() {
        return read().tree;
      },
      get text() {
        return source.text.slice(start);
      },
      get headings() {
        return read().headings;
      },
      get sections() {
        return read().sections;
      },
      get links() {
        return small().links;
      },
      get containerFaults() {
        return small().containerFaults;
      },
    };
  }

  get problems(): readonly ParseProblem[] {
    return this.#small().problems;
  }

  #read(): ReturnType<typeof parseMarkdown> {
    if (this.#parsed !== undefined) return this.#parsed;
    const parsed = parseMarkdown(this.#source, this.#start);
    this.#parsed = parsed;
    this.#trees?.add(() => {
      this.#parsed = undefined;
      this.#source.forgetLines();
    });
    return parsed;
  }

  #small(): BodyParts {
    this.#kept ??= this.#memo?.get() ?? this.#find();
    return this.#kept;
  }

  #find(): BodyParts {
    const { body, problems } = this.#read();
    const links = body.links.map((link) => ({ ...link, url: ownText(link.url) }));
    const found = { links, containerFaults: body.containerFaults, problems };
    if (problems.length === 0) this.#memo?.put(found);
    return found;
  }
}
