import { posix } from "node:path";
import type { Root } from "hast";
import { isExternalUrl, isSafeUrl } from "../safe-url.js";
import type { LinkTargets } from "./link-targets.js";
import { HEADING_PREFIX } from "./sanitize-schema.js";
import { walkElements } from "./walk-elements.js";

/** Turns links to files of the collection into links to their pages. An unsafe or broken link becomes text. */
export function resolveLinks(tree: Root, targets: LinkTargets): void {
  walkElements(tree, (element) => {
    if (element.tagName !== "a" || typeof element.properties.href !== "string") return;
    const href = resolve(element.properties.href, targets);
    if (href === undefined) delete element.properties.href;
    else element.properties.href = href;
  });
}

function resolve(url: string, { file, root, pageOf }: LinkTargets): string | undefined {
  if (!isSafeUrl(url)) return undefined;
  if (isExternalUrl(url)) return url;
  // remark-rehype prefixes the ids of footnotes itself.
  if (url.startsWith("#user-content-")) return url;
  const [path = "", fragment] = url.split("#", 2);
  const anchor = fragment === undefined || fragment === "" ? "" : `#${HEADING_PREFIX}${fragment}`;
  if (path === "") return anchor || undefined;
  const target = decode(path.replace(/\?.*$/, ""));
  if (target === undefined || target.startsWith("/")) return undefined;
  const page = pageOf(posix.join(posix.dirname(file), target));
  // An anchor of another page cannot be checked from here, so the link leads to the page.
  return page === undefined ? undefined : `${root}${page}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
