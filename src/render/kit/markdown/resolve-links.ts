import { posix } from "node:path";
import type { Root } from "hast";
import type { Body } from "../../../model/collection.js";
import { findHeading } from "../../../model/heading-slugs.js";
import { linkTarget } from "../../../model/link-target.js";
import { isExternalUrl, isSafeUrl } from "../safe-url.js";
import type { LinkTargets } from "./link-targets.js";
import { HEADING_PREFIX } from "./sanitize-schema.js";
import { walkElements } from "./walk-elements.js";

/** Turns links to files of the collection into links to their pages. An unsafe or broken link becomes text. */
export function resolveLinks(tree: Root, body: Pick<Body, "tree">, targets: LinkTargets): void {
  walkElements(tree, (element) => {
    if (element.tagName !== "a" || typeof element.properties.href !== "string") return;
    const href = resolve(element.properties.href, body, targets);
    if (href === undefined) delete element.properties.href;
    else element.properties.href = href;
  });
}

function resolve(
  url: string,
  body: Pick<Body, "tree">,
  { file, root, pageOf, bodyOf }: LinkTargets,
): string | undefined {
  if (!isSafeUrl(url)) return undefined;
  if (isExternalUrl(url)) return url;
  // remark-rehype prefixes the ids of footnotes itself.
  if (url.startsWith("#user-content-")) return url;
  const [path = "", fragment] = url.split("#", 2);
  const anchorIn = (there: Pick<Body, "tree"> | undefined) => {
    const heading = there && fragment ? findHeading(there, fragment) : undefined;
    return heading === undefined ? "" : `#${HEADING_PREFIX}${heading}`;
  };
  if (path === "") return anchorIn(body) || undefined;
  const other = fileAt(path, file);
  const page = other === undefined ? undefined : pageOf(other);
  return page === undefined || other === undefined ? undefined : `${root}${page}${anchorIn(bodyOf?.(other))}`;
}

/** A file of the collection that a body may lead to, and whether it names a heading of it. */
interface LinkedFile {
  file: string;
  isHeadingNamed: boolean;
}

/** All that targets may be asked for by the links and images of a body, each once. */
export function linkedFiles({ links }: Pick<Body, "links">, file: string): LinkedFile[] {
  const found = new Map<string, boolean>();
  for (const { url } of links) {
    // As in HTML, where a sign of percent that begins no code is one.
    const written = url.replace(/%(?![0-9a-z]{2})/gi, "%25");
    if (isExternalUrl(written)) continue;
    const [path = "", fragment] = written.split("#", 2);
    const image = linkTarget(written, file);
    const files = [path === "" ? undefined : fileAt(path, file), image.to === "collection" ? image.path : undefined];
    for (const one of files) if (one !== undefined) found.set(one, found.get(one) === true || Boolean(fragment));
  }
  return [...found].map(([file, isHeadingNamed]) => ({ file, isHeadingNamed }));
}

/** The path in the collection that the path of an address leads to from a file. */
function fileAt(path: string, file: string): string | undefined {
  const target = decode(path.replace(/\?.*$/, ""));
  if (target === undefined || target.startsWith("/")) return undefined;
  return posix.join(posix.dirname(file), target);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
