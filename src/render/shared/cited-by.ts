import type { AnyDocument } from "../../model/collection.js";
import { LOCAL_KINDS } from "../../model/kinds.js";
import { containersOf } from "../../model/mentions.js";
import { plural } from "../../util/plural.js";
import type { Cite } from "./cites.js";

/** What cites a source or a piece of evidence, with its place in the page. */
export type Citing = Pick<Cite, "href"> & { text: string };

/** What the entries of a field are called, and the anchor of the section that shows them. */
const SECTIONS: Readonly<Record<string, readonly [singular: string, plural: string, anchor: string]>> = {
  timeline: ["event", "events", "timeline-title"],
  violated_invariants: ["violated invariant", "violated invariants", "answers-title"],
  detection: ["the answer on detection", "the answer on detection", "answers-title"],
  unclear_contracts: ["unclear contract", "unclear contracts", "answers-title"],
  failure_kinds: ["kind of failure", "kinds of failure", "kinds-title"],
  response: ["response step", "response steps", "timeline-title"],
  steps: ["response step", "response steps", "steps-title"],
  degradation: ["degradation", "degradations", "degradation-title"],
  recovery: ["recovery value", "recovery values", "recovery-title"],
  held: ["control that held", "controls that held", "held-title"],
  incidents: ["incident", "incidents", "incidents-title"],
  automation: ["the automation half", "the automation half", "halves-title"],
  playbook: ["the playbook half", "the playbook half", "halves-title"],
  related: ["related entry", "related entries", "related-title"],
};

/** The entries of a document that cite one of its sources or pieces of evidence, in the order of the document. */
export function citedBy({ data }: AnyDocument, id: string): Citing[] {
  return Object.entries(data).flatMap(([field, value]): Citing[] => {
    const citing = [value].flat().flatMap((entry, at) => (cites(entry, id) ? [{ entry, at }] : []));
    const [first] = citing;
    if (first === undefined) return [];
    const local = LOCAL_KINDS.find(({ list }) => list === field);
    if (local)
      return citing.map(({ entry }) => {
        const text = String((entry as { id?: unknown }).id);
        return { text, href: `#${local.kind}-${text}` };
      });
    const [singular, many, anchor] = SECTIONS[field] ?? [field, field, null];
    const text = Array.isArray(value) ? plural(citing.length, singular, many) : singular;
    if (field === "timeline") return [{ text, href: `#event-${first.at + 1}` }];
    return [{ text, href: anchor && `#${anchor}` }];
  });
}

function cites(entry: unknown, id: string): boolean {
  for (const container of containersOf(entry)) {
    const list = "cites" in container ? container.cites : undefined;
    if (Array.isArray(list) && list.includes(id)) return true;
  }
  return false;
}
