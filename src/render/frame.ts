import { canonicalUrl } from "./shared/canonical-url.js";
import { memoBySite } from "./shared/memo-by-site.js";
import type { Page, SectionId } from "./shared/page-kind.js";
import { rootFrom } from "./shared/paths.js";
import type { Site } from "./shared/site-model.js";
import { twinPath } from "./shared/twins.js";

/** The questions of readers, in the order in which they come up. */
const NAVIGATION: readonly { id: Exclude<SectionId, "rules" | "search">; title: string }[] = [
  { id: "incidents", title: "Incidents" },
  { id: "patterns", title: "Patterns" },
  { id: "blind-spots", title: "Blind spots" },
  { id: "response", title: "Response" },
  { id: "drills", title: "Drills" },
  { id: "actions", title: "Actions" },
  { id: "about", title: "About" },
];

/** What the layout shows on every page. */
export function frame(site: Site, page: Page) {
  const { title } = site.graph.collection.config;
  return {
    assets: site.assetNames ?? new Map<string, string>(),
    root: page.path === "404.html" ? basePath(site.baseUrl) : rootFrom(page.path),
    lang: site.graph.collection.config.lang ?? "en",
    page: {
      title: page.title,
      documentTitle: page.path === "index.html" ? title : `${page.title} · ${title}`,
      description: shorten(page.description),
      canonical: page.path === "404.html" ? null : canonicalUrl(site, page.path),
      type: page.head?.type ?? "website",
      names: page.head?.names ?? [],
      properties: page.head?.properties ?? [],
      json: page.head?.json ?? null,
      markdown: twinPath(page.path),
      isSearch: page.section === "search",
      isHome: page.path === "index.html",
    },
    site: ofSection(site, page.section ?? ""),
  };
}

/** What it shows on every page of a section, made once for all of them. */
const ofSection = memoBySite((site, section) => {
  const { config } = site.graph.collection;
  return {
    title: config.title,
    logo: logoView(site),
    internal: site.audience === "internal",
    isPartial: site.isPartial === true,
    hasFeeds: site.baseUrl !== null,
    hasRules: site.rules.length > 0,
    has: site.hubs,
    navigation: NAVIGATION.filter(({ id }) => id === "about" || site.hubs[id]).map(({ id, title }) => ({
      title,
      path: `${id}/index.html`,
      current: id === section,
    })),
    searchCurrent: section === "search",
    links: (config.site?.links ?? []).map(({ title, url }) => ({ title, href: url })),
    footer: config.site?.footer ?? null,
    now: site.now,
    version: site.version,
    call: site.call ?? "inquest",
  };
});

/** The height of the logo in the header, in CSS pixels; `frame.css` has the same. */
const LOGO_HEIGHT = 28;

function logoView({ logo }: Site): { path: string; width: number; height: number } | null {
  if (logo === null) return null;
  const width = Math.max(1, Math.round((logo.width / logo.height) * LOGO_HEIGHT));
  return { path: logo.file.path, width, height: LOGO_HEIGHT };
}

/** The path of the base URL with slashes at both ends. Links of 404.html start there, since it is served at any address. */
function basePath(baseUrl: string | null): string {
  return baseUrl === null ? "/" : new URL(baseUrl).pathname.replace(/\/*$/, "/");
}

const DESCRIPTION_LENGTH = 200;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= DESCRIPTION_LENGTH ? line : `${line.slice(0, DESCRIPTION_LENGTH - 1).replace(/\s+\S*$/, "")}…`;
}
