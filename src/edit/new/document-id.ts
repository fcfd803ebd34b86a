import { slug } from "github-slugger";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { parseMoment } from "../../model/time.js";

/** What still fits into a list of files and a line of a shell. */
const MOST = 60;
/** Letters that are no base letter with a mark, in ASCII. */
const LETTERS: Readonly<Record<string, string>> = {
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
const RESERVED = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/;

/**
 * The part of an id that tells one document of a day from another, out of its title: ASCII, in lower case, cut at a word.
 * @param type what the document is, for a title that alone is no name on every system
 * @returns null where most of the title has no form in ASCII
 */
export function slugOf(title: string, type: string): string | null {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\0-\x7f]/gu, (letter) => LETTERS[letter] ?? letter);
  const words = slug(plain.replace(/[/_.:,;+&–—]/g, " "))
    .replace(/[^a-z0-9-]/g, "")
    .split("-")
    .filter((word) => word !== "");
  const kept = words.join("").length;
  if (kept === 0 || kept * 2 < [...plain].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length) return null;
  let text = words[0]?.slice(0, MOST) ?? "";
  for (const word of words.slice(1)) {
    if (text.length + 1 + word.length > MOST) break;
    text += `-${word}`;
  }
  return RESERVED.test(text) ? `${text}-${type}` : text;
}

/**
 * Reads an id that somebody chose: `2026-03-14-stale-grants`, or `stale-grants` for one of a known day.
 * @param day `YYYY-MM-DD`
 * @throws EnvironmentFault where it cannot be one
 */
export function readId(text: string, day: string): string {
  const [, ownDay, name = ""] = /^(?:(\d{4}-\d{2}-\d{2}|undated)-)?(.*)$/s.exec(text) ?? [];
  if (!SLUG.test(name) || text.length > 150 || RESERVED.test(name))
    throw new EnvironmentFault(
      `Expected an id such as ${day}-stale-grants, found ${JSON.stringify(text)}: use ASCII letters in lower case, digits and single hyphens`,
    );
  if (ownDay !== undefined && ownDay !== "undated" && parseMoment(ownDay) === undefined)
    throw new EnvironmentFault(`There is no day ${ownDay}: correct the id ${text}`);
  return `${ownDay ?? day}-${name}`;
}
