import type { PageKind } from "../../shared/page-kind.js";
import { type ListedEntry, listedEntry, type Site } from "../../shared/site-model.js";
import { type WishedFor, wishedFor } from "../../shared/wished-for.js";
import { ledgerView } from "../evidence/ledger.js";
import { delaysByClass } from "../taxonomy/delays-chart/delays-chart.js";

/** `/blind-spots/`: how long failures went undetected, and what those who responded wished they had had. */
export const blindSpotsPages: PageKind = {
  template: "home/blind-spots",
  folder: "blind-spots",
  pages: (site) => {
    const wished = wishedFor(site, null);
    return [
      {
        path: "blind-spots/index.html",
        title: "Blind spots",
        description: "What responders could not see, for how long, and what they wished they had had.",
        section: "blind-spots",
        model: {
          delays: delaysByClass(site, "../", null),
          wished,
          heading: headingOf(wished),
          otherThemes: otherThemes(site, wished),
          ledger: ledgerView(site),
        },
      },
    ];
  },
};

/** The theme that most gaps have, where one has most. */
function headingOf(wished: WishedFor | null): string | null {
  const [first, second] = (wished?.themes ?? []).filter(({ text }) => text !== null);
  return first !== undefined && first.gaps > 1 && first.gaps !== second?.gaps
    ? `What they wished they had had: most often, ${first.link.title.charAt(0).toLowerCase()}${first.link.title.slice(1)}`
    : null;
}

/** Themes that no gap of responders or reviewers has: those of readers' gaps, and those of none. */
function otherThemes(site: Site, wished: WishedFor | null): ListedEntry[] {
  const shown = new Set(wished?.themes.map(({ link }) => link.path));
  return site.graph.collection.catalogs.themes.flatMap(({ id }) => {
    const entry = listedEntry(site, "theme", id);
    return shown.has(entry.path) ? [] : [entry];
  });
}
