import { compareText } from "../../../model/diagnostic.js";
import type { PageKind } from "../../shared/page-kind.js";
import { publishedReferrers } from "../../shared/referrers.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";

interface OrganisationEntry {
  title: string;
  services: (NodeLink & { description: string; incidents: number })[];
}

/** `/services/`: all services by organisation. */
export const servicesPages: PageKind = {
  template: "catalog/services",
  folder: "services",
  pages: (site) => [
    {
      path: "services/index.html",
      title: "Services",
      description: "The services that failed or suffered, and whose they are.",
      section: "services",
      model: { organisations: organisationEntries(site), total: site.services.size },
    },
  ],
};

function organisationEntries(site: Site): OrganisationEntry[] {
  const { services } = site.graph.collection.catalogs;
  const titles = [...new Set(services.map((service) => service.organisation))].sort(compareText);
  return titles.map((title) => ({
    title,
    services: services
      .filter((service) => service.organisation === title)
      .map(({ id, description }) => ({
        ...linkTo(site, "service", id),
        description,
        incidents: publishedReferrers(site, `service:${id}`, "involves").size,
      })),
  }));
}
