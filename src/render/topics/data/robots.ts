import { canonicalUrl } from "../../shared/canonical-url.js";
import type { FileKind } from "../../shared/file-kind.js";

/** `robots.txt`: an internal site asks to be left alone. It counts only at the root of a host. */
export const robotsFiles: FileKind = (site) => {
  const sitemap = canonicalUrl(site, "sitemap.xml");
  const rules = site.audience === "public" ? "Allow: /" : "Disallow: /";
  const hint = sitemap === null || site.audience !== "public" ? "" : `\nSitemap: ${sitemap}\n`;
  return [{ path: "robots.txt", content: `User-agent: *\n${rules}\n${hint}` }];
};
