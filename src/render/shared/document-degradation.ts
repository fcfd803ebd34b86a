import type { ConformanceRow } from "../../measure/degradation-conformance.js";
import type { AnyDocument } from "../../model/collection.js";
import type { Conformance } from "../../model/conformance.js";
import { capitalize } from "../../util/capitalize.js";
import { type BlankView, blankView } from "./blank-view.js";
import { type Cite, citesOf } from "./cites.js";
import { isThirdParty } from "./incident-row.js";
import { linkTo, type Site, unresolved } from "./site-model.js";
import { MODE } from "./words.js";

/** How one action behaved without its dependency, in words. */
export interface DegradationRow {
  what: string;
  /** The page of its policy; null without one. */
  path: string | null;
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

/** Conformance in words. */
export const CONFORMANCE: Readonly<Record<Conformance, string>> = {
  conformed: "as declared",
  "by-chance": "as declared, but not by design",
  mismatch: "not as declared",
  undeclared: "nothing declared",
  unknown: "unknown",
};

/** Of a third-party account, where the class is what this collection would expect. */
export const EXPECTED: Readonly<Record<Conformance, string>> = {
  conformed: "as we expect",
  "by-chance": "as we expect, but not by design",
  mismatch: "not as we expect",
  undeclared: "we expect nothing particular",
  unknown: "unknown",
};

/** Declared against observed degradation, in the order of the author's entries. */
export function degradationOf(site: Site, document: AnyDocument): DegradationRow[] {
  const rows = site.measures.degradationConformance.byDocument.get(document.id) ?? [];
  return rows.map((row) => degradationRow(site, row, document));
}

function degradationRow(site: Site, row: ConformanceRow, document: AnyDocument): DegradationRow {
  const { entry, policy } = row;
  return {
    path: policy && linkTo(site, "policy", policy.id).path,
    what: policy?.title ?? capitalize(entry.action ?? entry.policy ?? entry.dependency ?? "not named"),
    without: policy ? null : entry.action === undefined ? null : (entry.dependency ?? null),
    declared: degradationClass(site, row.declared),
    declaredBlank: row.declaredBlank && blankView(row.declaredBlank),
    observed: degradationClass(site, row.observed),
    observedBlank: row.observedBlank && blankView(row.observedBlank),
    mode: entry.mode === undefined ? null : MODE[entry.mode],
    conformance: row.conformance,
    isMismatch: row.conformance === "mismatch",
    words: (isThirdParty(site, document) ? EXPECTED : CONFORMANCE)[row.conformance],
    seen: seenOf(entry),
    note: entry.note ?? null,
    cites: citesOf(document, entry.cites),
  };
}

/** What stands in place of a class: what is not declared, and what is not known. */
export const NO_CLASSES: ReadonlySet<string> = new Set(["destructive", "unknown"]);

/** What a degradation class is called within a sentence. */
export function degradationClass(site: Site, id: string | null): string | null {
  const { degradationClasses } = site.graph.collection.catalogs;
  if (id === null || NO_CLASSES.has(id)) return id;
  return degradationClasses.find((one) => one.id === id)?.title.toLowerCase() ?? unresolved(id);
}

function seenOf({ audit_marker_seen, controls_seen }: ConformanceRow["entry"]): string[] {
  return [
    audit_marker_seen === undefined ? null : audit_marker_seen ? "Audit marker seen" : "No audit marker seen",
    controls_seen === undefined ? null : controls_seen ? "Controls seen" : "Controls not seen",
  ].filter((text) => text !== null);
}
