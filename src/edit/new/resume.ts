import { marksOf, timeBetween } from "../../model/marks.js";
import type { Event, Time } from "../../model/schema-types.js";
import { isBlank } from "../../model/values/blank.js";
import { toDuration } from "../../model/values/duration.js";
import { parseTime } from "../../model/values/time.js";
import type { ParsedFile } from "../../parse/parse-file.js";
import { answerFields, detectionFields } from "./answer-fields.js";
import { type DocumentType, type Facts, TO_WRITE } from "./answers.js";
import { FrontMatterText, isOpen, UnusualForm } from "./front-matter-text.js";
import { zoneField } from "./typed-time.js";
import { unlistedComment } from "./unlisted-comment.js";

/** What is added to a document that exists. */
export interface Additions extends Facts {
  type: DocumentType;
  held: Time | null;
  /** New events, in the order of time. */
  events: readonly Event[];
}

/** What came of it: the new text and the fields and sections that were written, or what stands against it. */
export type Resumed =
  | { state: "resumed"; text: string; written: string[] }
  | { state: "answered"; faults: string[] }
  | { state: "refused"; reason: string };

type Fields = Record<string, unknown>;
type Item = Record<string, unknown>;

/**
 * Writes what has become known into a document: fields that are open, entries that its lists do not have, events in
 * their place in time, and the sections that it lacks. Comments, order and what its author has typed stay.
 * @param order the fields of such a document in their order
 * @param sections of such a document in their order, with the text of each
 * @param force replaces what the document says otherwise
 */
export function resumeDocument(
  file: ParsedFile,
  additions: Additions,
  order: readonly string[],
  sections: readonly { heading: string; text: string }[],
  force: boolean,
): Resumed {
  const document = new FrontMatterText(file, order);
  const work = new Resume(document, force);
  try {
    work.add(additions);
    if (work.faults.length > 0) return { state: "answered", faults: work.faults };
    for (const heading of document.addSections(sections)) work.written.push(`## ${heading}`);
  } catch (error) {
    if (!(error instanceof UnusualForm)) throw error;
    return { state: "refused", reason: `its form cannot be added to here; write it by hand: ${error.line}` };
  }
  return { state: "resumed", text: document.text, written: [...new Set(work.written)] };
}

class Resume {
  readonly written: string[] = [];
  readonly faults: string[] = [];
  constructor(
    private readonly document: FrontMatterText,
    private readonly force: boolean,
  ) {}

  add(additions: Additions): void {
    const { type, four } = additions;
    this.#value("severity", additions.severity);
    this.#value("owner", additions.owner);
    for (const author of additions.authors) this.#text("authors", author);
    if (type === "drill") {
      this.#value("scenario", additions.scenario);
      this.#value("held", additions.held);
      this.#value("environment", additions.environment);
      for (const { service } of additions.services) this.#text("services", service);
      for (const location of additions.locations) this.#text("locations", location);
      return;
    }
    // Times may be typed in another zone than the one that readers see.
    if (isOpen(this.document.data.zone)) this.#value("zone", zoneField(additions.zone));
    for (const part of additions.services) this.#item("services", "service", { ...part });
    const comment = unlistedComment(additions);
    if (comment.length > 0) this.document.addComment("services", comment);
    for (const kind of additions.kinds)
      this.#item("failure_kinds", "kind", { kind, why: additions.reasons[kind] ?? TO_WRITE });
    for (const event of additions.events) this.#event(event);
    for (const what of additions.suspects) this.#item("first_suspects", "what", { what });
    for (const [name, value] of Object.entries(answerFields(four, type))) {
      if (Array.isArray(value)) for (const item of value as Item[]) this.#answer(name, item);
      else this.#value(name, value);
    }
    this.#detection(detectionFields(four, type));
  }

  #detection(given: Readonly<Record<string, string>>): void {
    const { detection } = this.document.data as { detection?: Fields };
    if (Object.keys(given).length > 0 && isBlank(detection)) {
      this.#value("detection", given);
      return;
    }
    const delay = timeBetween(marksOf(this.document.data.timeline as Event[] | undefined), "began", "detected");
    const derived = delay === undefined || isBlank(detection) ? {} : { delay: toDuration(delay) };
    if (isOpen(detection)) {
      const all = { ...derived, ...given };
      if (Object.keys(all).length === 0) return;
      this.document.set("detection", all);
      this.written.push("detection");
      return;
    }
    for (const [key, value] of Object.entries(given)) this.#detectionField(key, value);
    // A delay that is stated otherwise is the business of check, which can correct it.
    if ("delay" in derived && (this.force || isOpen(detection?.delay))) this.#detectionField("delay", derived.delay);
  }

  #detectionField(key: string, value: unknown): void {
    const { detection } = this.document.data as { detection?: Fields };
    if (detection === undefined) return;
    if (isOpen(detection[key])) this.document.setIn(detection, key, value);
    else if (JSON.stringify(detection[key]) === JSON.stringify(value)) return;
    else if (this.force) this.document.setIn(detection, key, value);
    else {
      this.#refuse(`detection: ${key}`, detection[key]);
      return;
    }
    this.written.push(`detection: ${key}`);
  }

  #value(name: string, value: unknown): void {
    const present = this.document.data[name];
    if (value === null || JSON.stringify(present) === JSON.stringify(value)) return;
    if (!isOpen(present) && !this.force) {
      this.#refuse(name, present);
      return;
    }
    this.document.set(name, value);
    this.written.push(name);
  }

  #text(name: string, value: string): void {
    const list = this.document.data[name];
    if (Array.isArray(list) && list.includes(value)) return;
    this.document.add(name, value);
    this.written.push(name);
  }

  /** Adds an entry to a list, or fills the one that has the same key. */
  #item(name: string, key: string, item: Item): void {
    const list = this.document.data[name];
    if (isBlank(list)) {
      this.#value(name, [item]);
      return;
    }
    const entries = Array.isArray(list) ? (list as Item[]) : [];
    const same = entries.find((one) => JSON.stringify(one?.[key]) === JSON.stringify(item[key]));
    if (same !== undefined) {
      this.#fill(name, same, item);
      return;
    }
    const isPlaceholder = entries.length === 1 && entries[0]?.[key] === TO_WRITE;
    if (isPlaceholder) this.document.set(name, [item]);
    else this.document.add(name, item);
    this.written.push(name);
  }

  #answer(name: string, item: Item): void {
    const list = this.document.data[name];
    const key = { violated_invariants: "invariant", unclear_contracts: "contract", missing_evidence: "what" }[name];
    if (name !== "missing_evidence" || !Array.isArray(list)) {
      this.#item(name, key ?? "", item);
      return;
    }
    const numbers = (list as Item[]).map(({ id }) => Number(/^M(\d+)$/.exec(String(id))?.[1] ?? 0));
    const same = (list as Item[]).find(({ what }) => what === item.what);
    this.#item(name, "what", { ...item, id: same?.id ?? `M${Math.max(0, ...numbers) + 1}` });
  }

  /** Writes what an entry leaves open. */
  #fill(name: string, entry: Item, by: Item): void {
    let current = entry;
    for (const [key, value] of Object.entries(by)) {
      const present = current[key];
      if (value === TO_WRITE || JSON.stringify(present) === JSON.stringify(value)) continue;
      if (!isOpen(present) && !this.force) {
        this.#refuse(`${name}: ${key}`, present);
        continue;
      }
      const index = (this.document.data[name] as Item[]).indexOf(current);
      this.document.setIn(current, key, value);
      current = (this.document.data[name] as Item[])[index] ?? current;
      this.written.push(name);
    }
  }

  #event(event: Event): void {
    const timeline = (this.document.data.timeline ?? []) as Event[];
    const marks = event.marks ?? [];
    const marked = timeline.find((one) => one.marks?.some((mark) => marks.includes(mark) && mark !== "relapsed"));
    if (marked !== undefined) {
      this.#marked(marked, event);
      return;
    }
    const atTime = timeline.find(
      (one) => isSameTime(one.at, event.at) && (event.event === TO_WRITE || one.event === event.event),
    );
    if (atTime === undefined) this.document.addEvent(event);
    else {
      const added = [...new Set([...(atTime.marks ?? []), ...marks])];
      if (added.length === (atTime.marks ?? []).length) return;
      this.document.setIn(atTime, "marks", added);
    }
    this.written.push(...(marks.length > 0 ? marks : ["timeline"]));
  }

  /** An event that has the mark already: its time and text are filled where they are open. */
  #marked(present: Event, event: Event): void {
    const mark = event.marks?.[0] ?? "";
    const index = (this.document.data.timeline as Event[]).indexOf(present);
    const now = () => (this.document.data.timeline as Event[])[index] as Event;
    if (!isSameTime(present.at, event.at)) {
      if (!this.force) {
        this.#refuse(mark, present.at);
        return;
      }
      this.written.push(mark);
      const others = present.marks?.filter((one) => one !== mark) ?? [];
      if (others.length > 0) {
        // The other marks keep their time.
        this.document.setIn(now(), "marks", others);
        this.document.addEvent(event);
        return;
      }
      this.document.setIn(now(), "at", event.at);
    }
    if (event.event === TO_WRITE || present.event === event.event) return;
    if (!isOpen(present.event) && !this.force) {
      this.#refuse(mark, present.event);
      return;
    }
    this.document.setIn(now(), "event", event.event);
    this.written.push(mark);
  }

  #refuse(what: string, present: unknown): void {
    const text = typeof present === "string" ? present : JSON.stringify(present);
    this.faults.push(`${what} is answered already: ${text.length > 80 ? `${text.slice(0, 80)} …` : text}`);
  }
}

function isSameTime(a: Event["at"], b: Event["at"]): boolean {
  if (isBlank(a) || isBlank(b)) return false;
  const [first, second] = [parseTime(a as Time), parseTime(b as Time)];
  return first !== undefined && first.from === second?.from && first.to === second.to;
}
