import type { OutputFile } from "../../../model/page.js";
import { canonicalUrl } from "../../shared/canonical-url.js";
import type { FileKind, MadePage } from "../../shared/file-kind.js";

/** A sitemap may not name more pages: then there are several, and one that names them. */
const MAX_URLS_PER_SITEMAP = 50_000;

const XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** `sitemap.xml`, for a public site whose address is known. */
export const sitemapFiles: FileKind = (site, pages) => {
  if (site.baseUrl === null || site.audience !== "public") return [];
  const listed = pages().filter(({ path }) => path !== "404.html");
  if (listed.length <= MAX_URLS_PER_SITEMAP) return [{ path: "sitemap.xml", content: urlSet(listed) }];
  const parts = Array.from({ length: Math.ceil(listed.length / MAX_URLS_PER_SITEMAP) }, (_, at): OutputFile => {
    return {
      path: `sitemap-${at + 1}.xml`,
      content: urlSet(listed.slice(at * MAX_URLS_PER_SITEMAP, (at + 1) * MAX_URLS_PER_SITEMAP)),
    };
  });
  const names = parts.map(({ path }) => `<sitemap><loc>${escapeXml(canonicalUrl(site, path) ?? "")}</loc></sitemap>`);
  return [...parts, { path: "sitemap.xml", content: xml("sitemapindex", names) }];

  function urlSet(of: readonly MadePage[]): string {
    const entries = of.map(({ path, modified }) => {
      const day = modified === null ? "" : `<lastmod>${modified}</lastmod>`;
      return `<url><loc>${escapeXml(canonicalUrl(site, path) ?? "")}</loc>${day}</url>`;
    });
    return xml("urlset", entries);
  }
};

function xml(root: string, entries: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${XMLNS}">\n${entries.join("\n")}\n</${root}>\n`;
}

/** Addresses are percent-encoded: of what XML takes for its own only the ampersand and quotes are left. */
function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
