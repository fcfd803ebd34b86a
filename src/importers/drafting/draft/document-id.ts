const MOST = 70;
/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/;
/** The ending of a file, or those of a page made in steps: `.html.md.erb`. */
const ENDINGS = /(?:\.(?:html?|md|markdown))*\.\w+$/;
/** Letters that have no accent to take off. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * The id of a draft: its day, or `undated`, and its title in the letters of an id.
 * @param name what to use where the title has none of them: the name of the file
 * @param isTaken whether an id is another document's
 */
export function documentId(
  day: string | null,
  title: string | null,
  name: string,
  isTaken: (id: string) => boolean,
): string {
  const slug = [title ?? "", name.replace(ENDINGS, ""), "incident"].map(slugOf).find((one) => one !== "") ?? "incident";
  const base = `${day ?? "undated"}-${slug}`;
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}-${n}`;
  return id;
}

function slugOf(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{M}|['’]/gu, "")
    .replace(/^\W*(?:19|20)\d{2}-\d{2}-\d{2}(?=\W|$)/, "")
    .replace(/\s+on\s+(?:19|20)\d{2}-\d{2}-\d{2}\W*$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const short =
    words.length <= MOST
      ? words
      : words
          .slice(0, MOST + 1)
          .replace(/-[^-]*$/, "")
          .slice(0, MOST);
  return RESERVED.test(short) ? `${short}-incident` : short;
}
