import type { ConformanceRow } from "../../../measure/degradation-conformance.js";
import type { Conformance } from "../../../model/conformance.js";
import { capitalize } from "../../../util/capitalize.js";
import { conformanceGlyph } from "../../shared/glyph.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { PER_PAGE, paged, pageTitle } from "../../shared/paging.js";
import type { Site } from "../../shared/site-model.js";
import { cellPath, cellTitle } from "./confusion.js";
import { CONFORMANCES, outcomePath } from "./degradation-page.js";
import { observationOf } from "./observation.js";

/** `/degradation/observed/…` and `/degradation/outcomes/…`: the observations that a number of `/degradation/` counts. */
export const observationsPages: PageKind = {
  template: "degradation/observations",
  folder: "degradation",
  *pages(site) {
    const { confusion } = site.measures.degradationPolicies;
    for (const cell of confusion) {
      yield* listPages(site, cellPath(cell), cellTitle(site, cell), cell.rows, cell.drills);
    }
    const [incidents, drills] = [confusion.flatMap((cell) => cell.rows), confusion.flatMap((cell) => cell.drills)];
    for (const conformance of CONFORMANCES) {
      const of = (rows: readonly ConformanceRow[]) => byRisk(rows.filter((row) => row.conformance === conformance));
      const title = capitalize(conformanceGlyph(conformance).words);
      yield* listPages(site, outcomePath(conformance), title, of(incidents), of(drills), LEADS[conformance]);
    }
  },
};

const LEADS: Readonly<Record<Conformance, string>> = {
  conformed: "The class that was declared, and by design.",
  "by-chance": "The class that was declared, but chosen by an operator or come about by accident.",
  mismatch: "Another class than the declared one. What carries the highest risk stands first.",
  undeclared: "Nothing says what should have happened.",
  unknown: "What happened, or whether that was by design, is not known.",
};

function* listPages(
  site: Site,
  path: string,
  title: string,
  incidents: readonly ConformanceRow[],
  drills: readonly ConformanceRow[],
  lead: string | null = null,
): Generator<Page> {
  for (const { path: at, items, pager } of paged(path, incidents, PER_PAGE)) {
    yield {
      path: at,
      title: pageTitle(title, pager),
      description: `${title}: how actions behaved without what they depend on, in incidents and drills.`,
      section: "degradation",
      model: {
        lead,
        n: incidents.length,
        incidents: items.map((row) => observationOf(site, row)),
        drills: pager.number === 1 ? drills.map((row) => observationOf(site, row)) : [],
        pager,
      },
    };
  }
}

const RISKS = ["high", "medium", "low"];

/** The highest risk first and what has no policy last, the newest first in each. */
function byRisk(rows: readonly ConformanceRow[]): ConformanceRow[] {
  const place = ({ policy }: ConformanceRow) => (policy === null ? RISKS.length : RISKS.indexOf(policy.risk));
  const newestFirst = [...rows].sort((a, b) => (a.document < b.document ? 1 : a.document > b.document ? -1 : 0));
  return newestFirst.sort((a, b) => place(a) - place(b));
}
