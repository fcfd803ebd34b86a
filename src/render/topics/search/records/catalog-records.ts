import { classOfKind, KINDS, type NodeKind } from "../../../../model/kinds.js";
import type { SearchRecord } from "../../../../model/search-record.js";
import { catalogFacets } from "../../../shared/search-facets.js";
import { linkTo, type Site } from "../../../shared/site-model.js";
import { section, WEIGHT } from "./sections.js";

/** What entries of all catalogs have. */
interface Entry {
  id: string;
  title: string;
  aliases?: string[];
  description: string;
  organisation?: string;
}

/** What search finds of the catalogs: every entry that has a place to link to. */
export function catalogRecords(site: Site): SearchRecord[] {
  const { catalogs } = site.graph.collection;
  const all = <T extends Entry>(kind: NodeKind, entries: readonly T[], more: (entry: T) => readonly unknown[]) =>
    entries.flatMap((entry) => entryRecord(site, kind, entry, more(entry)));
  return [
    ...all("class", catalogs.classes, (one) => [one.look_first]),
    ...catalogs.classes.flatMap(({ id, title, kinds }) =>
      all(
        "kind",
        kinds.map((kind) => ({ ...kind, id: `${id}/${kind.id}` })),
        () => [title],
      ),
    ),
    ...all("invariant", catalogs.invariants, (one) => [one.statement, one.checked_by]),
    ...all("contract", catalogs.contracts, (one) => [one.promise, one.missing_sentence, ...one.parties]),
    ...all("policy", catalogs.policies, (one) => [
      one.dependency,
      one.action,
      ...(one.controls ?? []),
      one.audit_marker,
    ]),
    ...all("objective", catalogs.objectives, (one) => [one.question]),
    ...all("step", catalogs.steps, (one) => [one.why, one.if_skipped, one.counts_as]),
    ...all("scenario", catalogs.scenarios, (one) => [one.question]),
    ...all("service", catalogs.services, (one) => [one.organisation, one.team]),
    ...all("theme", catalogs.themes, () => []),
  ];
}

function entryRecord(site: Site, kind: NodeKind, entry: Entry, more: readonly unknown[]): SearchRecord[] {
  const { path } = linkTo(site, kind, entry.id);
  if (path === null) return [];
  const { label = KINDS[kind].singular } = KINDS[kind];
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  const aliases = entry.aliases ?? [];
  const also = aliases.length === 0 ? [] : [`also called ${aliases.join(", ")}`];
  return [
    {
      group: "catalog",
      path,
      title: entry.title,
      day: null,
      classes: kind === "class" ? [entry.id] : kind === "kind" ? [classOfKind(entry.id)] : [],
      line: [name, ...(entry.organisation === undefined ? [] : [entry.organisation]), ...also].join(" · "),
      wished: null,
      archived: false,
      undetected: null,
      facets: catalogFacets(site, kind, entry),
      sections: [
        { title: null, text: entry.title, weight: WEIGHT.title },
        ...section("Also called", WEIGHT.alias, aliases),
        ...section(null, WEIGHT.answer, [entry.description, ...more]),
      ],
    },
  ];
}
