import type { AnyDocument } from "../../../model/collection.js";
import type { Place } from "../../../model/place.js";
import { eachNode } from "../../../util/each-node.js";

/** What is wrong with a footnote, and where. */
export interface FootnoteFault {
  place: Place;
  message: string;
  hint: string;
}

const UNDEFINED = /(?<!\\)\[\^([\w.:-]{1,80})\]/g;

/** References to footnotes that are not there, which Markdown takes for text, and footnotes that nothing refers to. */
export function footnoteFaults({ body, source }: AnyDocument): FootnoteFault[] {
  if (!body.text.includes("[^")) return [];
  const faults: FootnoteFault[] = [];
  const used = new Set<string>();
  const notes = new Map<string, { label: string; place: Place }>();
  const start = source.text.length - body.text.length;
  eachNode(body.tree, (node) => {
    const from = node.position?.start.offset ?? 0;
    if (node.type === "footnoteReference") used.add(node.identifier);
    if (node.type === "footnoteDefinition") {
      const label = node.label ?? node.identifier;
      const place = source.place(start + from, start + from + `[^${label}]`.length);
      notes.set(node.identifier, { label, place });
    }
    if (node.type !== "text") return;
    for (const { 0: match, 1: label = "", index } of body.text
      .slice(from, node.position?.end.offset)
      .matchAll(UNDEFINED))
      faults.push({
        place: source.place(start + from + index, start + from + index + match.length),
        message: `Unknown footnote ${JSON.stringify(label)}`,
        hint: `Add a line ${match}: with its text, or put it in code if it is none`,
      });
  });
  for (const [identifier, { label, place }] of notes)
    if (!used.has(identifier))
      faults.push({
        place,
        message: `Unused footnote ${JSON.stringify(label)}`,
        hint: `Write [^${label}] where it belongs, or remove it: the page does not show it`,
      });
  return faults;
}
