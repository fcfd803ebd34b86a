import type { FailureClass } from "../../../model/schema-types.js";
import { formatDurationRange } from "../../kit/formats/format-duration.js";
import { type ClassMark, classMark } from "../../shared/class-mark.js";
import type { PageKind } from "../../shared/page-kind.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { delaysChart } from "./delays-chart/delays-chart.js";
import { yearsChart } from "./years-chart/years-chart.js";

/** A class with what the collection knows about it. */
export interface ClassSummary {
  mark: ClassMark | null;
  title: string;
  description: string;
  lookFirst: string;
  /** Published incidents with a kind of this class, primary or not. */
  incidents: number;
  /** The median detection delay of incidents whose primary class it is, and over how many. */
  median: string | null;
  n: number;
  kinds: (NodeLink & { description: string; incidents: number })[];
}

/** `/taxonomy/`: all classes with their kinds. */
export const taxonomyPages: PageKind = {
  template: "taxonomy/taxonomy",
  folder: "taxonomy",
  pages: (site) => [
    {
      path: "taxonomy/index.html",
      title: "Taxonomy",
      description: "The classes and kinds of failure, who looks where first, and how often each occurred.",
      section: "taxonomy",
      model: {
        classes: site.graph.collection.catalogs.classes.map((entry) => classSummary(site, entry)),
        delays: delaysChart(site, "../", null),
        years: yearsChart(site, "../", site.graph.collection.catalogs.classes),
      },
    },
  ],
};

export function classSummary(site: Site, entry: FailureClass): ClassSummary {
  const delay = site.measures.detectionDelay.classes.get(entry.id);
  return {
    mark: classMark(site, entry.id),
    title: entry.title,
    description: entry.description,
    lookFirst: entry.look_first,
    incidents: incidentsOfClass(site, entry).length,
    median: delay?.median ? formatDurationRange(delay.median) : null,
    n: delay?.n ?? 0,
    kinds: entry.kinds.map((kind) => ({
      ...linkTo(site, "kind", `${entry.id}/${kind.id}`),
      description: kind.description,
      incidents: publishedReferrers(site, `kind:${entry.id}/${kind.id}`, "has-kind").size,
    })),
  };
}

/** The published incidents that have any kind of a class. */
export function incidentsOfClass(site: Site, { id, kinds }: FailureClass): string[] {
  return [...new Set(kinds.flatMap((kind) => [...publishedReferrers(site, `kind:${id}/${kind.id}`, "has-kind")]))];
}
