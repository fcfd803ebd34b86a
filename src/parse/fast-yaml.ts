import { type Event, getScalarValue, parseEvents, type ScalarEvent } from "js-yaml";
import type { Source } from "../model/source.js";
import { bareObject } from "../util/bare-object.js";
import { LIMITS } from "./limits.js";
import { parsePlainYaml } from "./plain-yaml.js";
import { type ItemSpans, type MapSpans, type Span, trimmed, YamlPlaces } from "./yaml-places.js";
import { plainValue, Refused } from "./yaml-values.js";

/** js-yaml's numbers for event types and styles. */
const DOCUMENT = 1;
const SEQUENCE = 2;
const MAPPING = 3;
const SCALAR = 4;
const POP = 6;
const FLOW = 2;
const PLAIN = 1;
const QUOTED = new Set([2, 3]);

/** A value with the span that represents it in a list, the span of its scalar, and its end. */
interface Parsed {
  data: unknown;
  head: Span;
  value: Span | null;
  end: number;
}

/**
 * Reads YAML several times as fast as the reference parser, with the same data and places.
 * @returns undefined if anything is wrong or unusual: the reference parser then reports it
 */
export function parseFastYaml(
  source: Source,
  start: number,
  end: number,
): { data: unknown; places: YamlPlaces; problems: [] } | undefined {
  try {
    const text = source.text.slice(start, end);
    const { data } = parsePlainYaml(text) ?? { data: new Reader(text, null).document(undefined) };
    return { data, places: placesOf(data, source, start, end), problems: [] };
  } catch {
    return undefined;
  }
}

/** The places of what `parseFastYaml` once read from these offsets. */
export function placesOf(data: unknown, source: Source, start: number, end: number): YamlPlaces {
  const load = (places: YamlPlaces) => new Reader(source.text.slice(start, end), places).document(data);
  return new YamlPlaces(source, start, load, data);
}

/** Builds the data from events or, given that data, the places of its parts. */
class Reader {
  #next = 0;
  #end = 0;

  readonly #events: readonly Event[];

  constructor(
    readonly text: string,
    readonly places: YamlPlaces | null,
  ) {
    this.#events = parseEvents(text, { maxDepth: LIMITS.yamlDepth });
  }

  /** @param known the data from a first pass, to register its places in a second one */
  document(known: unknown): unknown {
    const opening = this.#take();
    if (opening.type !== DOCUMENT || opening.directives.length > 0 || opening.explicitStart || opening.explicitEnd)
      throw new Refused();
    const { data } = this.#value(null, known);
    if (this.#take().type !== POP || this.#next < this.#events.length) throw new Refused();
    return data;
  }

  #take(): Event {
    const event = this.#events[this.#next++];
    // Aliases, anchors and tags are not allowed.
    if (
      event === undefined ||
      ("anchorStart" in event && event.anchorStart >= 0) ||
      ("tagStart" in event && event.tagStart >= 0)
    )
      throw new Refused();
    return event;
  }

  /** @param origin the span that represents the value in its parent; "head" for a list item, which uses its own */
  #value(origin: Span | null | "head", known: unknown): Parsed {
    const event = this.#take();
    if (event.type === SCALAR) return this.#scalar(event);
    if (event.type === MAPPING) return this.#map(event.start, event.style === FLOW, origin, known);
    if (event.type === SEQUENCE) return this.#list(event.start, event.style === FLOW, origin, known);
    throw new Refused();
  }

  #map(start: number, flow: boolean, origin: Span | null | "head", known: unknown): Parsed {
    const before = known as Record<string, unknown> | undefined;
    const data = before ?? bareObject();
    const fields = new Map<string, { key: Span; value: Span | null }>();
    let head: Span | undefined;
    while (!this.#closes()) {
      const event = this.#take();
      if (event.type !== SCALAR || event.valueStart < 0) throw new Refused();
      const { data: name, head: key } = this.#scalar(event);
      if (typeof name !== "string" || (before === undefined && name in data)) throw new Refused();
      head ??= key;
      const { data: value, value: span } = this.#value(key, before?.[name]);
      if (before === undefined) data[name] = value;
      if (this.places) fields.set(name, { key, value: span });
    }
    const end = this.#close(start, flow, "}");
    const stands: Span = head ?? [start, Math.min(end, start + 1)];
    const spans: MapSpans = { whole: [start, end], fields };
    this.places?.registerMap(data, spans, origin === "head" ? stands : origin);
    return { data, head: stands, value: null, end };
  }

  #list(start: number, flow: boolean, origin: Span | null | "head", known: unknown): Parsed {
    const before = known as unknown[] | undefined;
    const found: unknown[] = [];
    const items: ItemSpans[] = [];
    while (!this.#closes()) {
      const { data: item, head, value } = this.#value("head", before?.[items.length]);
      // Only the reference parser knows the place of an empty item.
      if (item === null && value === null) throw new Refused();
      found.push(item);
      items.push({ head, value });
    }
    const end = this.#close(start, flow, "]");
    // A list that grew has room for sixteen more; its copy has not.
    const data = before ?? found.slice();
    const first = items[0]?.head;
    const stands: Span = first && !flow ? first : [start, Math.min(end, start + 1)];
    this.places?.registerList(data, items, origin === "head" ? stands : origin);
    return { data, head: stands, value: null, end };
  }

  #closes(): boolean {
    if (this.#events[this.#next]?.type !== POP) return false;
    this.#next++;
    return true;
  }

  /** The end of a collection: of its last value in block style, of its bracket in flow style. */
  #close(start: number, flow: boolean, bracket: string): number {
    if (!flow) return this.#end;
    let at = Math.max(this.#end, start + 1);
    while (at < this.text.length && this.text[at] !== bracket) {
      const character = this.text[at] ?? "";
      if (character === "#") at = this.text.indexOf("\n", at);
      else if (!/[\s,:]/.test(character)) throw new Refused();
      if (at < 0) throw new Refused();
      at++;
    }
    this.#end = at + 1;
    return this.#end;
  }

  #scalar(event: ScalarEvent): Parsed {
    const { valueStart: start, valueEnd: end, style } = event;
    // An empty value has no place.
    if (start < 0) return { data: null, head: [this.#end, this.#end], value: null, end: this.#end };
    const text = getScalarValue(this.text, event);
    if (style === PLAIN) {
      // The reference leaves Unicode spaces at the edges out of a value's place.
      if (text !== text.trim()) throw new Refused();
      return this.#found([start, end], plainValue(text));
    }
    if (QUOTED.has(style)) return this.#found([start - 1, end + 1], text);
    const header = this.#headerOf(start);
    return { ...this.#found(trimmed(this.text, [header, end]), text), head: [header, end] };
  }

  #found(span: Span, data: unknown): Parsed {
    this.#end = span[1];
    return { data, head: span, value: span, end: span[1] };
  }

  /** The offset of a block scalar's `|` or `>`, on the line above its text. */
  #headerOf(start: number): number {
    const lineEnd = this.text.lastIndexOf("\n", start - 1);
    const line = this.text.slice(this.text.lastIndexOf("\n", lineEnd - 1) + 1, lineEnd);
    const header = /[|>][-+0-9]*[ \t]*\r?$/.exec(line);
    // A comment follows it, or the text is empty.
    if (header === null) throw new Refused();
    return lineEnd - line.length + header.index;
  }
}
