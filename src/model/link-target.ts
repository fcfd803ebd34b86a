import { posix } from "node:path";

/** Where a link of a body leads. */
export type LinkTarget =
  /** To the web or to a mailbox. */
  | { to: "web" }
  /** To something of the collection: `path` from its folder, the document itself where the link is a `#heading` only. */
  | { to: "collection"; path: string; heading: string | undefined }
  /** Out of the collection, over `..` or from the root of a disk or a site. */
  | { to: "outside" }
  /** To nothing that a page can link to: another scheme, an address that cannot be read. `fault`: what is wrong with an address of the web. */
  | { to: "nowhere"; fault?: string; hint?: string };

/**
 * What is wrong with an address of the web; undefined where nothing is. Browsers repair such addresses in ways of their
 * own, and a name before an @ hides where a link leads.
 */
export function webFault(url: string): { fault: string; hint: string } | undefined {
  if (!/^https?:/i.test(url)) return undefined;
  const [, authority] = /^https?:\/\/([^/?#\\]+)/i.exec(url) ?? [];
  if (authority?.includes("@"))
    return {
      fault: "Expected an address without a user name or password",
      hint: "Remove what stands before the @: it hides where the link leads, and a password has no place here",
    };
  if (authority === undefined || !URL.canParse(url))
    return {
      fault: "Expected an address such as https://example.org/",
      hint: "Write // and the name of a host after the scheme",
    };
  return undefined;
}

/** An address as messages show it. */
export function withoutPassword(url: string): string {
  return url.replace(/^(https?:[\\/]*)[^/?#\\]*@/i, "$1\u2026@");
}

/**
 * Says where a link leads.
 * @param url as it is written
 * @param file the file it is in, relative to the collection's folder
 */
export function linkTarget(url: string, file: string): LinkTarget {
  const fault = webFault(url);
  if (fault) return { to: "nowhere", ...fault };
  if (/^(?:https?|mailto):/i.test(url)) return { to: "web" };
  if (/^file:/i.test(url) || /^[a-z]:[\\/]/i.test(url)) return { to: "outside" };
  if (/^[a-z][a-z0-9+.-]*:/i.test(url)) return { to: "nowhere" };
  const hash = url.indexOf("#");
  const path = decode((hash < 0 ? url : url.slice(0, hash)).replace(/\?.*$/, ""));
  const heading = hash < 0 ? undefined : decode(url.slice(hash + 1));
  if (path === undefined || (hash >= 0 && heading === undefined)) return { to: "nowhere" };
  if (path === "") return { to: "collection", path: file, heading };
  if (/^[/\\]/.test(path)) return { to: "outside" };
  const target = posix.join(posix.dirname(file), path.replaceAll("\\", "/"));
  if (target === ".." || target.startsWith("../")) return { to: "outside" };
  return { to: "collection", path: target, heading };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
