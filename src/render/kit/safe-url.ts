import { webFault } from "../../model/link-target.js";

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const ALLOWED = /^(https?|mailto):/i;

/** Characters that browsers ignore or replace in URLs, which could hide a scheme. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const TRICKS = /[\u0000-\u0020\u007f\\]/;

/**
 * Whether an address may stand in a link: http, https, mailto or relative, no `//host`, nobody's name or
 * password before a host.
 */
export function isSafeUrl(url: string): boolean {
  if (TRICKS.test(url) || url.startsWith("//")) return false;
  return !SCHEME.test(url) || (ALLOWED.test(url) && !webFault(url));
}

/** Whether an address leads out of the site. */
export function isExternalUrl(url: string): boolean {
  return SCHEME.test(url);
}
