import { type GapCounts, isMissed, total } from "../../../measure/evidence-ledger.js";
import type { LedgerGap } from "../../../measure/ledger-gap.js";
import { quartilesOf } from "../../../measure/quartiles.js";
import { formatAge } from "../../kit/formats/format-age.js";
import type { Block, Inline, Mention } from "../../kit/report/tree.js";
import { incidentsNamed, named, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";
import { spreadOf } from "../../shared/statistics-words.js";
import { MISSING_KIND } from "../../shared/words.js";

const MAX_ITEMS = 8;

/** What evidence was missing, to whom, and what closed the gap. */
export function evidence(input: ReportInput): Block[] {
  const { missed, readers, kinds, themes, gaps, returned } = input.measures.evidenceLedger;
  const heading: Block = { type: "heading", text: "Missing evidence" };
  const counted = gaps.filter((gap) => gap.counted);
  if (counted.length === 0) return [heading, { type: "sentence", text: "No counted incident names missing evidence." }];
  const rows = kinds.map(({ kind, missed: of, incidents, readers: theirs }) => [
    MISSING_KIND[kind],
    String(of.open),
    String(of.closed),
    String(of.proven),
    String(incidents.length),
    String(total(theirs)),
  ]);
  const lost = counted.filter((gap) => gap.lost.length > 0);
  return [
    heading,
    {
      type: "sentence",
      text: `Responders or reviewers missed evidence in ${count(new Set(counted.filter(isMissed).map(({ document }) => document)).size, "incident")}: ${gapsText(missed)}. To responders ${byWhom(counted, "responders")}, to reviewers ${byWhom(counted, "reviewers")}; only readers of the record miss: ${gapsText(readers)}.`,
    },
    ...tableOf(
      [left("Kind"), right("Open"), right("Closed"), right("With proof"), right("Incidents"), right("Readers’ gaps")],
      rows,
      "kinds",
    ),
    ...(themes.some(({ theme }) => theme !== null)
      ? [
          { type: "subheading", text: "What was missing in substance" } as const,
          ...tableOf(
            [left("Theme"), right("Incidents"), right("Open"), right("Closed"), right("With proof")],
            themes.map(({ theme, missed: of, incidents }) => [
              theme === null ? "no theme" : titled(input, "theme", theme),
              String(incidents.length),
              String(of.open),
              String(of.closed),
              String(of.proven),
            ]),
            "themes",
          ),
          ...themes
            .filter(({ theme, incidents }) => theme !== null && incidents.length > 1)
            .slice(0, 3)
            .flatMap(({ theme, incidents }) =>
              idsOf(`“${titled(input, "theme", theme ?? "").text}”`, incidentsNamed(incidents)),
            ),
        ]
      : []),
    ...ages(counted.filter(isMissed)),
    {
      type: "sentence",
      text:
        lost.length === 0
          ? "No gap is named as the reason why something is unknown."
          : `${count(lost.length, "gap")} made an answer impossible.`,
    },
    ...list(lost.map((gap) => [named(gap.document), `, ${gap.gap.id}: ${fieldsOf(gap)}`])),
    { type: "subheading", text: "Missing again after having been closed" },
    ...(returned.length === 0
      ? [{ type: "sentence", text: "No gap of the same kind in the same service." } as const]
      : list(
          returned.map(({ kind, service, closed, again }): Inline[] => [
            `${MISSING_KIND[kind]} in `,
            titled(input, "service", service),
            ": closed after ",
            named(closed.document),
            ", again in ",
            ...again
              .slice(0, 3)
              .flatMap(({ gap, certain }, at): Inline[] => [
                at === 0 ? "" : ", ",
                named(gap.document),
                certain ? "" : " (whether after the closing is not certain)",
              ]),
            again.length > 3 ? ` and ${again.length - 3} more` : "",
          ]),
        )),
    ...idsOf("With proof", proven(counted)),
  ];
}

function gapsText(counts: GapCounts): string {
  return `${count(total(counts), "gap")}, ${counts.open} open, ${counts.closed} closed, ${counts.proven} closed with proof`;
}

function byWhom(gaps: readonly LedgerGap[], whom: LedgerGap["missedBy"]): number {
  return gaps.filter(({ missedBy }) => missedBy === whom).length;
}

function ages(missed: readonly LedgerGap[]): Block[] {
  const days = missed.flatMap(({ ageDays }) => (ageDays === null ? [] : [{ from: ageDays, to: ageDays }]));
  const spread = quartilesOf(days);
  if (spread === null) return [];
  return [
    {
      type: "sentence",
      text: `Age of ${count(days.length, "open gap")}, since the incident: ${spreadOf(spread, ({ from }) => formatAge(Math.round(from)))}.`,
    },
  ];
}

function fieldsOf({ lost }: LedgerGap): string {
  return [...new Set(lost.map(({ field }) => field.replaceAll("_", " ").replaceAll(".", ", ")))].join("; ");
}

function list(items: readonly (readonly Inline[])[]): Block[] {
  if (items.length === 0) return [];
  const more = items.length - MAX_ITEMS;
  return [
    { type: "list", items: items.slice(0, MAX_ITEMS) },
    ...(more > 0 ? [{ type: "note", text: `And ${more} more; --format json has them all.` } as const] : []),
  ];
}

function proven(gaps: readonly LedgerGap[]): Mention[] {
  return [...new Set(gaps.filter(({ state }) => state === "proven").map(({ document }) => document))].map((id) =>
    named(id),
  );
}
