import type { Finisher } from "../finish/finisher.js";
import { finishedPaths } from "../render/finished-files.js";
import type { SitePart, SitePiece } from "../render/site-parts.js";
import type { KeptParts, KeptPiece } from "./kept-parts.js";

/** A piece of a part whose files may be taken over. */
interface Asked {
  part: SitePart;
  at: number;
  before: KeptPiece;
}

/** Makes the parts of a site, or keeps what the earlier site has of them. */
export class PartMaker {
  readonly #finisher: Finisher;
  readonly #kept: KeptParts | null;
  /** In the order in which the finisher was asked. */
  #asked: Asked[] = [];

  /** @param kept what is known of earlier builds; null: nothing */
  constructor(finisher: Finisher, kept: KeptParts | null) {
    this.#finisher = finisher;
    this.#kept = kept;
  }

  /** Makes a part, or asks for its files, which another thread may look for meanwhile. */
  async take(part: SitePart): Promise<void> {
    const before = this.#kept?.find(part);
    if (before) for (const [at, piece] of before.entries()) await this.#ask({ part, at, before: piece });
    else
      for (const [at, piece] of numbered(part.pieces())) {
        const key = this.#kept?.keyOf(part, at, piece);
        const known = key && this.#kept?.findPiece(key);
        if (known) await this.#ask({ part, at, before: known });
        else await this.#make(part, at, piece, key);
      }
  }

  /** Makes the pieces whose files could not be taken over. */
  async settle(): Promise<void> {
    const asked = this.#asked.splice(0);
    const takenOver = asked.length === 0 ? [] : await this.#finisher.takenOver();
    const missing = new Map<SitePart, Set<number>>();
    for (const [number, { part, at, before }] of asked.entries()) {
      if (takenOver[number] === true) {
        if (before.page) part.list(before.page);
        this.#kept?.add(part, at, { ...before, paths: [...before.hashes.keys()] });
      } else missing.set(part, (missing.get(part) ?? new Set()).add(at));
    }
    for (const [part, places] of missing)
      for (const [at, piece] of numbered(part.pieces()))
        if (places.has(at)) await this.#make(part, at, piece, this.#kept?.keyOf(part, at, piece));
  }

  async #ask(asked: Asked): Promise<void> {
    this.#asked.push(asked);
    await this.#finisher.takeOver(asked.before);
  }

  async #make(part: SitePart, at: number, { page, make }: SitePiece, key: string | undefined): Promise<void> {
    const paths: string[] = [];
    if (page) part.list(page);
    for (const file of make()) {
      await this.#finisher.take(file);
      paths.push(...finishedPaths(file));
    }
    if (key !== undefined) this.#kept?.add(part, at, { key, paths, page });
  }
}

function* numbered<T>(all: Iterable<T>): Generator<[at: number, one: T]> {
  let at = 0;
  for (const one of all) yield [at++, one];
}
