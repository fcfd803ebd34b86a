import type { Finisher } from "../finish/finisher.js";
import { finishedPaths } from "../render/finished-files.js";
import type { SitePart } from "../render/site-parts.js";
import type { KeptPart, KeptParts } from "./kept-parts.js";

/** Makes the parts of a site, or keeps what the earlier site has of them. */
export class PartMaker {
  readonly #finisher: Finisher;
  readonly #kept: KeptParts | null;
  /** Those whose files may be taken over, in the order in which the finisher was asked. */
  #asked: [SitePart, KeptPart][] = [];

  /** @param kept what is known of earlier builds; null: nothing */
  constructor(finisher: Finisher, kept: KeptParts | null) {
    this.#finisher = finisher;
    this.#kept = kept;
  }

  /** Makes a part, or asks for its files, which another thread may look for meanwhile. */
  async take(part: SitePart): Promise<void> {
    const before = this.#kept?.find(part);
    if (before === undefined) return this.#make(part);
    this.#asked.push([part, before]);
    await this.#finisher.takeOver(before);
  }

  /** Makes the parts whose files could not be taken over. */
  async settle(): Promise<void> {
    const asked = this.#asked.splice(0);
    const takenOver = asked.length === 0 ? [] : await this.#finisher.takenOver();
    for (const [at, [part, { hashes, pages }]] of asked.entries()) {
      if (takenOver[at] === true) {
        part.keep(pages);
        this.#kept?.add(part, [...hashes.keys()], pages);
      } else await this.#make(part);
    }
  }

  async #make(part: SitePart): Promise<void> {
    const paths: string[] = [];
    const files = part.make();
    let step = files.next();
    for (; !step.done; step = files.next()) {
      await this.#finisher.take(step.value);
      paths.push(...finishedPaths(step.value));
    }
    this.#kept?.add(part, paths, step.value);
  }
}
