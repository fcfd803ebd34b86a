import { isPublicAddress } from "./ip-address.js";

/** Something in a text that may identify a person. */
export interface PersonalDatum {
  what: "e-mail address" | "phone number" | "public IP address";
  start: number;
  end: number;
}

// Every quantifier has an upper bound, so that no text makes matching slow.
const EMAIL = /(?<![\w.+%@/-])[\w.+%-]{1,64}@(?=[a-z0-9])[a-z0-9.-]{1,200}\.[a-z]{2,24}(?![\w@-])/gi;
const PHONE = /(?<![\w+.:-])\+[1-9][\d()./\u00a0 -]{7,30}(?<=\d)(?![\w:])/g;
const IPV4 = /(?<![\w.@+-]|(?<!\/)\/)(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\w-]|\.\d)/g;
const IPV6 = /(?<![\w.:-])[23][0-9a-f]{3}:[0-9a-f:.]{2,40}(?:\/\d{1,3})?(?![\w:])/gi;

/** Domains for examples and of machines. */
const NOBODYS_DOMAIN =
  /(?:^|\.)(?:example\.(?:org|com|net)|example|test|invalid|localhost|local|internal|gserviceaccount\.com|noreply\.github\.com)$/i;
/** Endings that are not domains: systemd units, and files such as `logo@2x.png`. */
const NO_DOMAIN = /\.(?:service|socket|timer|mount|target|png|jpe?g|gif|svg|webp|md|txt|ya?ml|json|js|ts)$/i;
/** Mailboxes of roles (RFC 2142 and common ones) and of programs, and the user of `git@host`. */
const NOBODYS_NAME =
  /^(?:.*no-?reply.*|donotreply|git|root|mailer-daemon|abuse|admin|contact|help|hostmaster|info|noc|office|postmaster|press|privacy|security|support|webmaster)$/i;
/** Numbers reserved for fiction: +1 … 555 01xx, and Ofcom's. */
const STORY_NUMBER = /^\+(?:1\d{3}55501\d\d|441632960\d{3}|442079460\d{3}|447700900\d{3})/;
const VERSION_BEFORE = /(?:\bv|version|release|build|firmware|driver|tag|section|chapter)s?[ :=]*$/i;

/** Finds what may identify a person. It prefers to miss some, because false alarms make readers ignore warnings. */
export function* personalDataIn(text: string): Iterable<PersonalDatum> {
  if (text.includes("@"))
    for (const { 0: match, index } of text.matchAll(EMAIL))
      if (isSomeones(match) && !inUrl(text, index))
        yield { what: "e-mail address", start: index, end: index + match.length };
  if (text.includes("+"))
    for (const { 0: match, index } of text.matchAll(PHONE))
      if (isPhone(match)) yield { what: "phone number", start: index, end: index + match.length };
  for (const { 0: match, index } of text.matchAll(IPV4))
    if (isPublicAddress(match) && !isVersion(match, text.slice(Math.max(0, index - 16), index)))
      yield { what: "public IP address", start: index, end: index + match.length };
  for (const { 0: match, index } of text.matchAll(IPV6))
    if (isPublicAddress(match)) yield { what: "public IP address", start: index, end: index + match.length };
}

function isSomeones(address: string): boolean {
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  return !NOBODYS_NAME.test(address.slice(0, at)) && !NOBODYS_DOMAIN.test(domain) && !NO_DOMAIN.test(domain);
}

/** Whether the match is part of a URL, such as a message id in an archive or a user before the host. */
function inUrl(text: string, index: number): boolean {
  return /:\/\/[^\s<>"')\]]*$/.test(text.slice(Math.max(0, index - 200), index));
}

/** Whether a match is a phone number, and not a quantity (too few digits, groups of 000) or a sum (spaces around signs). */
function isPhone(match: string): boolean {
  const groups = match.slice(1).split(/\D+/);
  const digits = groups.join("");
  if (digits.length > 15 || digits.length < (groups.length > 2 ? 9 : 11)) return false;
  if (groups.includes("000") || /[ ./-]{2}/.test(match)) return false;
  return !STORY_NUMBER.test(`+${digits}`);
}

/** Whether four numbers are a version and not an IP address: the numbers of a version are mostly short. */
function isVersion(match: string, before: string): boolean {
  const digits = match.replace(/\/.*|\./g, "").length;
  return digits < 8 || VERSION_BEFORE.test(before);
}
