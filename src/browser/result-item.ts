import { excerptNodes } from "./excerpt.js";
import type { Facets } from "./facets.js";
import type { ResultData } from "./pagefind.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** One result as a list item. All text is set as text. */
export function resultItem(data: ResultData, withExcerpt: boolean, facets: Facets): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "result";
  const title = add(item, "h3", "result-title");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = data.meta.title ?? data.url;
  title.append(link);
  const line = [dayText(data.meta.day), data.meta.line].filter(Boolean).join(" · ");
  const marks = (data.meta.classes ?? "").split(" ").flatMap((one) => facets.markOf("class", one) ?? []);
  if (line !== "" || marks.length > 0)
    add(item, "p", "result-line").append(...marks.flatMap((mark) => [mark, " "]), line);
  if (withExcerpt) {
    // The text of a page starts with its title.
    const isStart = data.excerpt.replace(/<\/?mark>/g, "").startsWith((data.meta.title ?? "").slice(0, 20));
    add(item, "p", "result-excerpt").append(isStart ? "" : "… ", ...excerptNodes(data.excerpt), "…");
  }
  return item;
}

function add(parent: Element, tag: "h3" | "p", className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

/** `2025-06-12` as `12 Jun 2025`, as everywhere on the site. */
function dayText(day: string | undefined): string {
  const [year = "", month = "", date = ""] = (day ?? "").split("-");
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? "" : `${Number(date)} ${name} ${year}`;
}
