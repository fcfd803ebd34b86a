import { compareText } from "../../../model/diagnostic.js";
import { groupBy } from "../../../util/group-by.js";
import { teamTitle } from "../../shared/document-actions.js";
import type { PageKind } from "../../shared/page-kind.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { type ListedEntry, listedEntry, type Site } from "../../shared/site-model.js";

interface ServiceEntry extends ListedEntry {
  team: string | null;
  incidents: number;
}

/** The services of one organisation; of one team where the collection has a single organisation. */
interface ServiceGroup {
  title: string;
  services: ServiceEntry[];
}

/** `/services/`: all services by organisation, or by team. */
export const servicesPages: PageKind = {
  template: "catalog/services",
  folder: "services",
  pages: (site) => [
    {
      path: "services/index.html",
      title: "Services",
      description: "The services that failed or suffered, and whose they are.",
      section: "patterns",
      model: { ...serviceGroups(site), total: site.services.size },
    },
  ],
};

/** Groups and, in each, services by incidents, both the most first. */
function serviceGroups(site: Site): { byTeam: boolean; groups: ServiceGroup[] } {
  const { services } = site.graph.collection.catalogs;
  const titleOf = (team: string | undefined) => (team === undefined ? null : teamTitle(site, team));
  const byTeam =
    new Set(services.map(({ organisation }) => organisation)).size === 1 && services.some(({ team }) => team);
  const groups = groupBy(services, ({ organisation, team }) =>
    byTeam ? (titleOf(team) ?? "Without a team") : organisation,
  );
  return {
    byTeam,
    groups: [...groups]
      .map(([title, of]) => ({
        title,
        services: of
          .map(({ id, team }) => ({
            ...listedEntry(site, "service", id),
            team: byTeam ? null : titleOf(team),
            incidents: publishedReferrers(site, `service:${id}`, "involves").size,
          }))
          .sort((a, b) => b.incidents - a.incidents),
      }))
      .sort((a, b) => compareText(a.title, b.title)),
  };
}
