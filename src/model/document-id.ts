import { EnvironmentFault } from "./environment-fault.js";
import { parseMoment } from "./values/time.js";

/** In characters: a longer name no longer fits in a listing of files. */
const MAX_SLUG_LENGTH = 60;
const MAX_ID_LENGTH = 150;
/** Letters that Unicode does not decompose into a base letter and a mark. */
const ASCII_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "ng",
};
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;
const DAY_AT_START = /^\W*(?:19|20)\d{2}-\d{2}-\d{2}(?=\W|$)/;
const DAY_AT_END = /\s+on\s+(?:19|20)\d{2}-\d{2}-\d{2}\W*$/;

/** Whether a text has the form of a slug: ASCII letters in lower case, digits, single hyphens. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** Whether a slug starts with a day, or says that there is none, as ids of documents do. */
export function isDatedSlug(text: string): boolean {
  return isSlug(text) && /^(?:\d{4}-\d{2}-\d{2}|undated)-/.test(text);
}

/** Whether a name can be a part of an address and of a path on every system, if perhaps no slug. */
export function isStorable(name: string): boolean {
  return /^[^.\s\p{Cc}\ufffd\\:*?"<>|#%/][^\p{Cc}\ufffd\\:*?"<>|#%/]*$/u.test(name);
}

/** Whether Windows keeps a name for a device, so that no file can have it. */
export function isDeviceName(text: string): boolean {
  return DEVICE_NAME.test(text);
}

/**
 * The slug of a document id: its title in lower-case ASCII, without the day at its start or end, cut between words.
 * @param texts what to make it of, the first that can be written in ASCII counts: the title, then the name of the file
 * @param fallback a slug for texts of which none can be written in ASCII: the kind of document
 * @returns a valid slug, never empty
 */
export function documentSlug(texts: readonly string[], fallback: string): string {
  const slug = texts.map(asciiSlug).find((one) => one !== null) ?? fallback;
  return isDeviceName(slug) ? `${slug}-${fallback}` : slug;
}

/** A text as a slug; null where fewer than half of its letters and digits have a form in ASCII. */
export function asciiSlug(text: string): string | null {
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .toLowerCase()
    .replace(/[^\0-\x7f]/gu, (letter) => ASCII_LETTERS[letter] ?? letter);
  const title = plain.replace(DAY_AT_START, "").replace(DAY_AT_END, "");
  const words = title.split(/[^a-z0-9]+/).filter((word) => word !== "");
  const kept = words.join("").length;
  const written = title.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (kept === 0 || kept * 2 < written) return null;
  let slug = words[0]?.slice(0, MAX_SLUG_LENGTH) ?? "";
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > MAX_SLUG_LENGTH) break;
    slug += `-${word}`;
  }
  return slug;
}

/**
 * Reads an id that somebody chose: `2026-03-14-stale-grants`, or `stale-grants` for one of a known day.
 * @param day `YYYY-MM-DD`
 * @throws EnvironmentFault where it cannot be one
 */
export function readId(text: string, day: string): string {
  const [, ownDay, name = ""] = /^(?:(\d{4}-\d{2}-\d{2}|undated)-)?(.*)$/s.exec(text) ?? [];
  if (!isSlug(name) || text.length > MAX_ID_LENGTH || isDeviceName(name))
    throw new EnvironmentFault(
      `Expected an id such as ${day}-stale-grants, found ${JSON.stringify(text)}: use ASCII letters in lower case, digits and single hyphens`,
    );
  if (ownDay !== undefined && ownDay !== "undated" && parseMoment(ownDay) === undefined)
    throw new EnvironmentFault(`There is no day ${ownDay}: correct the id ${text}`);
  return `${ownDay ?? day}-${name}`;
}
