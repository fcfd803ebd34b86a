import { type ExcerptPart, excerptOf } from "../search/excerpt.js";
import type { FoundWord } from "../search/find-words.js";
import type { DocumentText } from "../search/index-format.js";
import type { Hit } from "../search/search.js";
import { element } from "./element.js";
import type { Facets } from "./facets.js";
import type { SiteSearch } from "./search-index.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What a list of results needs to show one. */
export interface ResultContext {
  site: SiteSearch;
  facets: Facets;
  found: readonly FoundWord[];
}

/** One result as a list item with one link. All text is set as text. */
export async function resultItem(hit: Hit, context: ResultContext): Promise<HTMLLIElement> {
  const { site, facets, found } = context;
  const text = await site.index.text(hit.document);
  const marks = text.classes.flatMap((one) => facets.markOf("class", one) ?? []).flatMap((mark) => [mark, " "]);
  const link = element("a", "", text.title);
  link.href = new URL(`../${text.path}`, document.baseURI).href;
  // Which words it has says something only where it lacks others.
  const has = found.length > hit.has.length ? hit.has.join(", ") : "";
  const line = [dayText(text.day), text.line].filter(Boolean).join(" · ");
  const item = element("li", "result", element("h4", "result-title", ...marks, link));
  if (line !== "" || has !== "")
    item.append(
      element("p", "result-line", line, ...(has === "" ? [] : [line === "" ? "" : " · ", element("b", "", has)])),
    );
  const excerpt = excerptNodes(text, hit, context);
  if (excerpt.length > 0) item.append(element("p", "result-excerpt", ...excerpt));
  if (text.wished !== null)
    item.append(element("p", "result-wished", element("b", "", "They wished they had had"), ` ${text.wished}`));
  return item;
}

function excerptNodes({ sections }: DocumentText, hit: Hit, { site, found }: ResultContext): (Node | string)[] {
  const terms = found.filter(({ text }) => hit.has.includes(text)).map((word) => word.terms);
  if (terms.length === 0) return [];
  const excerpt = excerptOf(sections, terms, site.reader, site.language.joinsWords);
  if (excerpt === null) return [];
  const title = excerpt.section === null ? [] : [element("span", "soft", `${excerpt.section}:`), " "];
  return [...title, ...excerpt.parts.map(partNode)];
}

function partNode({ text, isFound }: ExcerptPart): Node | string {
  return isFound ? element("mark", "", text) : text;
}

/** `2025-06-12` as `12 Jun 2025`, as everywhere on the site. */
function dayText(day: string | null): string {
  const [year = "", month = "", date = ""] = (day ?? "").split("-");
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? "" : `${Number(date)} ${name} ${year}`;
}
