import type { OutputFile } from "../../../model/page.js";
import { canonicalUrl } from "../../shared/canonical-url.js";
import type { FileKind, MadePage } from "../../shared/file-kind.js";

/** A sitemap may not name more pages: then there are several, and one that names them. */
const AT_MOST = 50_000;

const XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** `sitemap.xml`, for a public site whose address is known. */
export const sitemapFiles: FileKind = (site, pages) => {
  if (site.baseUrl === null || site.audience !== "public") return [];
  const listed = pages().filter(({ path }) => path !== "404.html");
  if (listed.length <= AT_MOST) return [{ path: "sitemap.xml", content: urlSet(listed) }];
  const parts = Array.from({ length: Math.ceil(listed.length / AT_MOST) }, (_, at): OutputFile => {
    return { path: `sitemap-${at + 1}.xml`, content: urlSet(listed.slice(at * AT_MOST, (at + 1) * AT_MOST)) };
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
