import type { Conformance, ConformanceRow } from "../../../measure/degradation-conformance.js";
import type { Postmortem } from "../../../model/collection.js";
import type { Site } from "../../site-model.js";
import { type BlankView, blankView } from "../../views/blank-view.js";
import { type Cite, citesOf } from "../../views/cites.js";
import { MODE } from "../../views/words.js";

/** How one action behaved without its dependency, in words. */
export interface DegradationRow {
  what: string;
  /** The policy's dependency and action, where the title does not name them. */
  without: string | null;
  declared: string | null;
  declaredBlank: BlankView | null;
  observed: string | null;
  observedBlank: BlankView | null;
  mode: string | null;
  conformance: Conformance;
  isMismatch: boolean;
  words: string;
  seen: string[];
  note: string | null;
  cites: Cite[];
}

const WORDS: Readonly<Record<Conformance, string>> = {
  conformed: "as declared",
  "by-chance": "as declared, but not by design",
  mismatch: "not as declared",
  undeclared: "nothing declared",
  unknown: "unknown",
};

/** Declared against observed degradation, in the order of the author's entries. */
export function degradationOf(site: Site, postmortem: Postmortem): DegradationRow[] {
  const rows = site.measures.degradationConformance.byDocument.get(postmortem.id) ?? [];
  return rows.map((row) => degradationRow(site, row, postmortem));
}

function degradationRow(site: Site, row: ConformanceRow, postmortem: Postmortem): DegradationRow {
  const { entry, policy } = row;
  const title = (id: string | null) =>
    id && (site.graph.collection.catalogs.degradationClasses.find((one) => one.id === id)?.title.toLowerCase() ?? id);
  return {
    what: policy?.title ?? capital(entry.action ?? entry.policy ?? entry.dependency ?? "not named"),
    without: policy ? null : entry.action === undefined ? null : (entry.dependency ?? null),
    declared: title(row.declared),
    declaredBlank: row.declaredBlank && blankView(row.declaredBlank),
    observed: title(row.observed),
    observedBlank: row.observedBlank && blankView(row.observedBlank),
    mode: entry.mode === undefined ? null : MODE[entry.mode],
    conformance: row.conformance,
    isMismatch: row.conformance === "mismatch",
    words: WORDS[row.conformance],
    seen: seenOf(entry),
    note: entry.note ?? null,
    cites: citesOf(postmortem, entry.cites),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function seenOf({ audit_marker_seen, controls_seen }: ConformanceRow["entry"]): string[] {
  return [
    audit_marker_seen === undefined ? null : audit_marker_seen ? "Audit marker seen" : "No audit marker seen",
    controls_seen === undefined ? null : controls_seen ? "Controls seen" : "Controls not seen",
  ].filter((text) => text !== null);
}
