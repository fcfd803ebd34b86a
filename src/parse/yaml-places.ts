import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";
import type { Place } from "../model/place.js";
import type { Places } from "../model/places.js";
import type { Source } from "../model/source.js";

type Span = readonly [start: number, end: number];

/** Remembers which node of the YAML tree each plain object and array came from, and turns that into places. */
export class YamlPlaces implements Places {
  readonly #maps = new WeakMap<object, YAMLMap>();
  readonly #lists = new WeakMap<object, readonly (Node | null)[]>();
  readonly #origins = new WeakMap<object, Span>();

  /** @param base offset of the YAML text in the source */
  constructor(
    readonly source: Source,
    readonly base: number,
  ) {}

  /** @param origin what stands for the map in its parent; null for the file itself, which its first line stands for */
  registerMap(container: object, node: YAMLMap, origin: Span | null): void {
    this.#maps.set(container, node);
    if (origin) this.#origins.set(container, origin);
  }

  registerList(container: object, items: readonly (Node | null)[], origin: Span | null): void {
    this.#lists.set(container, items);
    if (origin) this.#origins.set(container, origin);
  }

  /** Lets a copy of a container stand where the original does. `kept` names the items that a copied list still has. */
  adopt(copy: object, original: object, kept?: readonly number[]): void {
    const origin = this.#origins.get(original);
    if (origin) this.#origins.set(copy, origin);
    const map = this.#maps.get(original);
    if (map) this.#maps.set(copy, map);
    const items = this.#lists.get(original);
    if (items) this.#lists.set(copy, kept ? kept.map((index) => items[index] ?? null) : items);
  }

  value(container: object, key: string | number): Place {
    const node = typeof key === "number" ? this.#lists.get(container)?.[key] : this.#pair(container, key)?.value;
    return isScalar(node) && node.range && node.range[1] > node.range[0]
      ? this.#place(scalarSpan(node, this.source.text, this.base))
      : this.key(container, key);
  }

  key(container: object, key: string | number): Place {
    if (typeof key === "number") {
      const node = this.#lists.get(container)?.[key];
      return node ? this.#place(headSpan(node)) : this.of(container);
    }
    const range = this.#pair(container, key)?.key?.range;
    return range ? this.#place([range[0], range[1]]) : this.of(container);
  }

  of(container: object): Place {
    const origin = this.#origins.get(container);
    if (origin) return this.#place(origin);
    return this.source.place(0, this.source.line(1)?.length ?? 0);
  }

  whole(container: object): Place {
    const range = this.#maps.get(container)?.range;
    return range ? this.#place([range[0], range[1]]) : this.source.place(0, this.source.text.length);
  }

  #pair(container: object, key: string): { key: Scalar; value: unknown } | undefined {
    const pair = this.#maps.get(container)?.items.findLast((item) => isScalar(item.key) && item.key.value === key);
    return pair as { key: Scalar; value: unknown } | undefined;
  }

  #place([start, end]: Span): Place {
    return this.source.place(this.base + start, this.base + end);
  }
}

/** The span that stands for a node: a scalar whole, a map by its first key, a list by its first item. */
export function headSpan(node: Node): Span {
  if (isMap(node)) {
    const first = node.items[0]?.key;
    if (isScalar(first) && first.range) return [first.range[0], first.range[1]];
  }
  if (isSeq(node)) {
    const first = node.items[0];
    if (first && node.flow !== true) return headSpan(first as Node);
  }
  const range = node.range ?? [0, 0, 0];
  return [range[0], isScalar(node) ? range[1] : Math.min(range[1], range[0] + 1)];
}

/** A scalar's span without the line breaks that end a block scalar. */
function scalarSpan(node: Scalar, text: string, base: number): Span {
  const [start = 0, end = 0] = node.range ?? [];
  let last = end;
  while (last > start && /\s/.test(text[base + last - 1] ?? "")) last--;
  return [start, last];
}
