import type { LinkOf } from "../kit/markdown-text/markdown-of-html.js";
import { isExternalUrl, isSafeUrl } from "../kit/safe-url.js";
import { rootFrom } from "./paths.js";

/** Where a page lies as Markdown; null for the page of addresses that do not exist. */
export function twinPath(page: string): string | null {
  return /(?:^|\/)index\.html$/.test(page) ? page.replace(/html$/, "md") : null;
}

/** The page that a file is the Markdown of; null where it is of none. */
export function pageOfTwin(path: string): string | null {
  return /(?:^|\/)index\.md$/.test(path) ? path.replace(/md$/, "html") : null;
}

/**
 * Links of the Markdown beside a page: to the Markdown beside other pages, once each, because text like this is read from its
 * beginning. Anchors of pages are none of it.
 */
export function twinLinks(page: string): LinkOf {
  const linked = new Set([page]);
  return (target) => {
    if (!isSafeUrl(target)) return null;
    if (isExternalUrl(target)) return target;
    const [path = ""] = target.split(/[?#]/, 1);
    const twin = twinPath(path);
    if (twin === null) return `${rootFrom(page)}${path}`;
    if (linked.has(path)) return null;
    linked.add(path);
    return `${rootFrom(page)}${twin}`;
  };
}
