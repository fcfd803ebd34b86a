import type { ConformanceRow } from "../../../measure/degradation-conformance.js";
import { dayOfId } from "../../../model/collection.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { degradationClass } from "../../shared/document-degradation.js";
import { conformanceGlyph, type Glyph } from "../../shared/glyph.js";
import { flagsOf, isThirdParty, organisationsOf } from "../../shared/incident-row.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { MODE } from "../../shared/words.js";

/** How an action behaved in one incident or drill. */
export interface Observation {
  document: NodeLink;
  day: string | null;
  isDrill: boolean;
  flags: string[];
  organisations: readonly string[];
  /** The action, or the title of its policy. */
  what: string;
  policy: NodeLink | null;
  /** The risk of the action, as its policy has it. */
  risk: string | null;
  declared: string | null;
  observed: string | null;
  observedBlank: BlankView | null;
  mode: string | null;
  conformance: Glyph;
  note: string | null;
}

export function observationOf(site: Site, row: ConformanceRow): Observation {
  const { entry, policy, type } = row;
  const postmortem = type === "postmortem" ? site.postmortems.get(row.document) : undefined;
  const drill = type === "drill" ? site.drills.get(row.document) : undefined;
  const observed = degradationClass(site, row.observed);
  const source = postmortem ?? drill;
  const isOwn = source !== undefined && !isThirdParty(site, source);
  const conformance = conformanceGlyph(row.conformance, isOwn);
  const document = linkTo(site, type === "drill" ? "drill" : "incident", row.document);
  const organisations = (drill?.data.services ?? []).flatMap((id) => site.services.get(id)?.organisation ?? []);
  return {
    document,
    day: dayOfId(row.document),
    isDrill: type === "drill",
    flags: postmortem ? flagsOf(postmortem) : [],
    organisations: postmortem ? organisationsOf(site, postmortem) : [...new Set(organisations)],
    what: policy?.action ?? entry.action ?? entry.dependency ?? "action not named",
    policy: policy && linkTo(site, "policy", policy.id),
    risk: policy?.risk ?? null,
    declared: degradationClass(site, row.declared),
    observed,
    observedBlank: row.observedBlank && blankView(row.observedBlank),
    mode: entry.mode === undefined ? null : MODE[entry.mode],
    conformance,
    note: entry.note ?? null,
  };
}
