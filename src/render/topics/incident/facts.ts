import { dayOfId, type Postmortem } from "../../../model/collection.js";
import { extentsOf } from "../../../model/extent.js";
import { classOfKind } from "../../../model/kinds.js";
import type { Extent } from "../../../model/schema-types.js";
import { isBlank } from "../../../model/values/blank.js";
import { measuredRange } from "../../../model/values/measured-range.js";
import { formatCountRange } from "../../kit/formats/format-duration.js";
import { formatShare } from "../../kit/formats/format-share.js";
import { formatTime } from "../../kit/formats/format-time.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { type ClassMark, classMark } from "../../shared/class-mark.js";
import { type CustomFact, customFacts } from "../../shared/custom-facts.js";
import { ownerContact, ownerTitle } from "../../shared/document-actions.js";
import { addressOf } from "../../shared/document-evidence.js";
import { flagsOf, organisationsOf, severityTitle } from "../../shared/incident-row.js";
import { meaningOf } from "../../shared/meaning.js";
import { readingMinutes } from "../../shared/reading-minutes.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { BY, MANIFESTATION, PATTERN } from "../../shared/words.js";

/** What the page says of the incident outside its answers. */
export interface Facts {
  day: string | null;
  flags: string[];
  severity: string | null;
  organisations: readonly string[];
  services: { link: NodeLink; origin: boolean }[];
  /** Kinds of failure grouped by class, the primary first. */
  classes: { mark: ClassMark | null; kinds: (NodeLink & { meaning: string | null; why: string; cites: Cite[] })[] }[];
  manifestation: string | null;
  pattern: string | null;
  extent: string | null;
  owner: string | null;
  /** How to reach the owner: an address, or text. */
  contact: ReturnType<typeof addressOf>;
  custom: CustomFact[];
  readingMinutes: number;
  caughtBy: string | null;
  suspectsTitle: string;
  suspects: { what: string; ruledOut: string | null; blank: BlankView | null; cites: Cite[] }[];
}

export function factsOf(site: Site, postmortem: Postmortem): Facts {
  const { data, id } = postmortem;
  return {
    day: dayOfId(id),
    flags: flagsOf(postmortem),
    severity: severityTitle(site, postmortem),
    organisations: organisationsOf(site, postmortem),
    services: (data.services ?? []).map(({ service, role }) => ({
      link: linkTo(site, "service", service),
      origin: role === "origin",
    })),
    classes: classesOf(site, postmortem),
    manifestation: data.manifestation === undefined ? null : MANIFESTATION[data.manifestation],
    pattern: data.pattern === undefined ? null : PATTERN[data.pattern],
    extent: extentOf(data.extent),
    owner: data.owner === undefined ? null : ownerTitle(site, data.owner),
    contact: addressOf(ownerContact(site, data.owner) ?? undefined),
    custom: customFacts(site, "postmortem", data, "fact"),
    readingMinutes: readingMinutes(postmortem),
    caughtBy: data.caught_by === undefined ? null : (BY[data.caught_by] ?? data.caught_by),
    // Whoever still looks for the cause does not know yet what was suspected wrongly.
    suspectsTitle: data.status === "draft" ? "Suspected so far" : "Suspected first, wrongly",
    suspects: (data.first_suspects ?? []).map(({ what, ruled_out_at, cites }) => ({
      what,
      ruledOut: ruled_out_at === undefined || isBlank(ruled_out_at) ? null : formatTime(ruled_out_at),
      blank: isBlank(ruled_out_at) ? blankView(ruled_out_at) : null,
      cites: citesOf(postmortem, cites),
    })),
  };
}

function classesOf(site: Site, postmortem: Postmortem): Facts["classes"] {
  const groups = new Map<string, Facts["classes"][number]>();
  for (const { kind, why, cites } of postmortem.data.failure_kinds ?? []) {
    const id = classOfKind(kind);
    const group = groups.get(id) ?? { mark: classMark(site, id), kinds: [] };
    group.kinds.push({
      ...linkTo(site, "kind", kind),
      meaning: meaningOf(site, "kind", kind),
      why,
      cites: citesOf(postmortem, cites),
    });
    groups.set(id, group);
  }
  return [...groups.values()];
}

function extentOf(extent: Postmortem["data"]["extent"]): string | null {
  return extentsOf(extent).map(extentText).join("; ") || null;
}

function extentText({ count, share, of, scope }: Extent): string {
  const counted = count === undefined ? null : measuredRange(count);
  const amount =
    share === undefined ? [counted && formatCountRange(counted), of] : [formatShare(share), of && `of ${of}`];
  return [amount.filter(Boolean).join(" "), scope].filter(Boolean).join(", ");
}
