import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";

/**
 * The internal links of a built site that lead nowhere, as `page: link`. Anchors count as links.
 * @param base the path under which `404.html` expects the site
 */
export async function brokenLinks(folder: string, base: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll("\\", "/")).sort();
  const pages = new Map<string, string>();
  for (const path of files) if (path.endsWith(".html")) pages.set(path, await readFile(`${folder}/${path}`, "utf8"));
  return brokenLinksOf(pages, new Set(files), base);
}

/**
 * The same of pages.
 * @param pages their HTML by path
 * @param all the paths of all files
 */
export function brokenLinksOf(pages: ReadonlyMap<string, string>, all: ReadonlySet<string>, base: string): string[] {
  const ids = new Map(
    [...pages].map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))]),
  );
  const broken: string[] = [];
  for (const [path, html] of pages) {
    for (const [, raw = ""] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const link = raw.replaceAll("&amp;", "&").replaceAll("&#x3D;", "=");
      if (/^[a-z]+:/.test(link)) continue;
      const [address = "", anchor] = link.split("#");
      const bare = address.replace(/\?.*$/, "");
      const target =
        bare === "" ? path : bare.startsWith(base) ? bare.slice(base.length) : posix.join(posix.dirname(path), bare);
      if (!all.has(target)) broken.push(`${path}: ${link}`);
      else if (anchor && !ids.get(target)?.has(decodeURIComponent(anchor))) broken.push(`${path}: ${link}`);
    }
  }
  return broken;
}
