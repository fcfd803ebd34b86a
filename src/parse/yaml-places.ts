import type { Place } from "../model/place.js";
import type { Places } from "../model/places.js";
import type { Source } from "../model/source.js";

/** A range of the YAML text, as offsets; the end is exclusive. */
export type Span = readonly [start: number, end: number];

/** Where a map and its fields stand. `value` is null where the value is no scalar or an empty one. */
export interface MapSpans {
  whole: Span;
  fields: ReadonlyMap<string, { key: Span; value: Span | null }>;
}

/** Where an item of a list stands: `head` stands for it, `value` is its scalar. */
export interface ItemSpans {
  head: Span;
  value: Span | null;
}

/** Remembers where each plain object and array stood in the YAML text, and turns that into places. */
export class YamlPlaces implements Places {
  readonly #maps = new WeakMap<object, MapSpans>();
  readonly #lists = new WeakMap<object, readonly ItemSpans[]>();
  readonly #origins = new WeakMap<object, Span>();
  /** Copies made before the places were known. */
  #adopted: (readonly [copy: object, original: object, kept: readonly number[] | undefined])[] = [];
  #load: ((places: YamlPlaces) => void) | undefined;

  /**
   * @param base offset of the YAML text in the source
   * @param load registers everything on the first request for a place; most files get none
   */
  constructor(
    readonly source: Source,
    readonly base: number,
    load?: (places: YamlPlaces) => void,
  ) {
    this.#load = load;
  }

  /** @param origin what stands for the map in its parent; null for the file itself, which its first line stands for */
  registerMap(container: object, spans: MapSpans, origin: Span | null): void {
    this.#maps.set(container, spans);
    if (origin) this.#origins.set(container, origin);
  }

  registerList(container: object, items: readonly ItemSpans[], origin: Span | null): void {
    this.#lists.set(container, items);
    if (origin) this.#origins.set(container, origin);
  }

  /** Lets a copy of a container stand where the original does. `kept` names the items that a copied list still has. */
  adopt(copy: object, original: object, kept?: readonly number[]): void {
    if (this.#load) {
      this.#adopted.push([copy, original, kept]);
      return;
    }
    const origin = this.#origins.get(original);
    if (origin) this.#origins.set(copy, origin);
    const map = this.#maps.get(original);
    if (map) this.#maps.set(copy, map);
    const items = this.#lists.get(original);
    if (items) this.#lists.set(copy, kept ? kept.flatMap((index) => items[index] ?? []) : items);
  }

  #loaded(): void {
    const load = this.#load;
    if (load === undefined) return;
    this.#load = undefined;
    load(this);
    for (const adoption of this.#adopted) this.adopt(...adoption);
    this.#adopted = [];
  }

  value(container: object, key: string | number): Place {
    this.#loaded();
    const spans =
      typeof key === "number" ? this.#lists.get(container)?.[key] : this.#maps.get(container)?.fields.get(key);
    return spans?.value ? this.#place(spans.value) : this.key(container, key);
  }

  key(container: object, key: string | number): Place {
    this.#loaded();
    const span =
      typeof key === "number"
        ? this.#lists.get(container)?.[key]?.head
        : this.#maps.get(container)?.fields.get(key)?.key;
    return span ? this.#place(span) : this.of(container);
  }

  of(container: object): Place {
    this.#loaded();
    const origin = this.#origins.get(container);
    if (origin) return this.#place(origin);
    return this.source.place(0, this.source.line(1)?.length ?? 0);
  }

  whole(container: object): Place {
    this.#loaded();
    const spans = this.#maps.get(container);
    return spans ? this.#place(spans.whole) : this.source.place(0, this.source.text.length);
  }

  #place([start, end]: Span): Place {
    return this.source.place(this.base + start, this.base + end);
  }
}

/** A span without the white space at its end: a block scalar's runs to the next token. */
export function trimmed(text: string, [start, end]: Span): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? "")) last--;
  return [start, last];
}
