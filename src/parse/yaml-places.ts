import type { Place } from "../model/place.js";
import type { Places } from "../model/places.js";
import type { Source } from "../model/source.js";

/** A range of the YAML text, as offsets; the end is exclusive. */
export type Span = readonly [start: number, end: number];

/** The spans of a map and its fields. `value` is null if it is empty or not a scalar. */
export interface MapSpans {
  whole: Span;
  fields: ReadonlyMap<string, { key: Span; value: Span | null }>;
}

/** The spans of a list item: `head` represents it in diagnostics, `value` is its scalar. */
export interface ItemSpans {
  head: Span;
  value: Span | null;
}

/** Of containers. */
class Spans {
  readonly maps = new WeakMap<object, MapSpans>();
  readonly lists = new WeakMap<object, readonly ItemSpans[]>();
  /** Those that represent them in their parents. */
  readonly origins = new WeakMap<object, Span>();
}

/** Maps each plain object and array to its span in the YAML text, and computes places from these. */
export class YamlPlaces implements Places {
  /** Made when they are needed, since they are not for most files. */
  #spans: Spans | undefined;
  /** Copies made before the spans were loaded. */
  #adopted: (readonly [copy: object, original: object, kept: readonly number[] | undefined])[] = [];
  #load: ((places: YamlPlaces) => void) | undefined;

  /**
   * @param base offset of the YAML text in the source
   * @param load registers all spans at the first request for a place; most files get no request
   * @param root the data of the file, whose place is known without them
   */
  constructor(
    readonly source: Source,
    readonly base: number,
    load?: (places: YamlPlaces) => void,
    readonly root?: unknown,
  ) {
    this.#load = load;
  }

  /** @param origin the span that represents the map in its parent; null for the file itself, represented by its first line */
  registerMap(container: object, spans: MapSpans, origin: Span | null): void {
    this.#spans ??= new Spans();
    this.#spans.maps.set(container, spans);
    if (origin) this.#spans.origins.set(container, origin);
  }

  registerList(container: object, items: readonly ItemSpans[], origin: Span | null): void {
    this.#spans ??= new Spans();
    this.#spans.lists.set(container, items);
    if (origin) this.#spans.origins.set(container, origin);
  }

  /** Gives a copy of a container the places of the original. `kept` has the indexes of the items in a copied list. */
  adopt(copy: object, original: object, kept?: readonly number[]): void {
    if (this.#load) {
      this.#adopted.push([copy, original, kept]);
      return;
    }
    if (this.#spans === undefined) return;
    const { maps, lists, origins } = this.#spans;
    const origin = origins.get(original);
    if (origin) origins.set(copy, origin);
    const map = maps.get(original);
    if (map) maps.set(copy, map);
    const items = lists.get(original);
    if (items) lists.set(copy, kept ? kept.flatMap((index) => items[index] ?? []) : items);
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
      typeof key === "number"
        ? this.#spans?.lists.get(container)?.[key]
        : this.#spans?.maps.get(container)?.fields.get(key);
    return spans?.value ? this.#place(spans.value) : this.key(container, key);
  }

  key(container: object, key: string | number): Place {
    this.#loaded();
    const span =
      typeof key === "number"
        ? this.#spans?.lists.get(container)?.[key]?.head
        : this.#spans?.maps.get(container)?.fields.get(key)?.key;
    return span ? this.#place(span) : this.of(container);
  }

  of(container: object): Place {
    if (container !== this.root) this.#loaded();
    const origin = this.#spans?.origins.get(container);
    if (origin) return this.#place(origin);
    return this.source.place(0, this.source.line(1)?.length ?? 0);
  }

  has(container: object, key: string): boolean {
    this.#loaded();
    return this.#spans?.maps.get(container)?.fields.has(key) === true;
  }

  whole(container: object): Place {
    this.#loaded();
    const spans = this.#spans?.maps.get(container);
    return spans ? this.#place(spans.whole) : this.source.place(0, this.source.text.length);
  }

  #place([start, end]: Span): Place {
    return this.source.place(this.base + start, this.base + end);
  }
}

/** A span without trailing white space, because a block scalar's runs to the next token. */
export function trimmed(text: string, [start, end]: Span): Span {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? "")) last--;
  return [start, last];
}
