import type { PageKind } from "../../shared/page-kind.js";
import { classSummary } from "../taxonomy/class-summary.js";
import { yearsChart } from "../taxonomy/years-chart/years-chart.js";
import { rankedContracts, rankedInvariants } from "./ranked.js";

const MAX_RANKED = 10;

/** `/patterns/`: what keeps breaking, and which promise is misread. */
export const patternsPages: PageKind = {
  template: "home/patterns",
  folder: "patterns",
  pages: (site) => {
    const { classes, services } = site.graph.collection.catalogs;
    return [
      {
        path: "patterns/index.html",
        title: "Patterns",
        description: "What keeps breaking, which promise is misread, and in which classes and kinds failures fall.",
        section: "patterns",
        model: {
          invariants: rankedInvariants(site, MAX_RANKED),
          contracts: rankedContracts(site, MAX_RANKED),
          classes: classes.map((entry) => classSummary(site, entry)),
          years: yearsChart(site, "../", classes),
          services: services.length,
        },
      },
    ];
  },
};
