import { Feed, type Item } from "feed";
import { dayOfId, type Postmortem } from "../../../model/collection.js";
import { compareText } from "../../../model/diagnostic.js";
import type { Renderer } from "../../kit/templates/renderer.js";
import { canonicalUrl } from "../../shared/canonical-url.js";
import { publishedDay, revisedDay } from "../../shared/days-of.js";
import type { FileKind } from "../../shared/file-kind.js";
import { organisationsOf } from "../../shared/incident-row.js";
import { pagePath } from "../../shared/paths.js";
import type { Site } from "../../shared/site-model.js";
import { answerHeadings, answersOf } from "./answers.js";

/** How many postmortems a feed holds. */
const MAX_FEED_ENTRIES = 50;

/** `feed.xml` (Atom) and `feed.json`: the postmortems published last. Addresses in a feed are whole, so it needs the site's. */
export const feedFiles: FileKind = (site, _pages, render) => {
  if (site.baseUrl === null) return [];
  const entries = site.newestFirst
    .filter(({ data }) => data.status === "published")
    .sort((a, b) => compareText(publishedDay(b) ?? "", publishedDay(a) ?? "") || compareText(b.id, a.id))
    .slice(0, MAX_FEED_ENTRIES);
  const days = entries.flatMap((entry) => revisedDay(entry) ?? []).sort(compareText);
  return [
    { path: "feed.xml", content: `${feedOf(site, entries, days, render, atomText).atom1()}\n` },
    { path: "feed.json", content: `${feedOf(site, entries, days, render, (text) => text).json1()}\n` },
  ];
};

/** Titles and names in Atom are HTML and XML that nothing else escapes. */
function atomText(text: string): string {
  return escapeHtml(xmlText(text));
}

function feedOf(
  site: Site,
  entries: readonly Postmortem[],
  days: readonly string[],
  render: Renderer,
  title: (text: string) => string,
): Feed {
  const { config } = site.graph.collection;
  const feed = new Feed({
    id: site.baseUrl ?? "",
    title: xmlText(config.title),
    link: site.baseUrl ?? "",
    ...(config.description === undefined ? {} : { description: xmlText(config.description).replace(/\s+/g, " ") }),
    feedLinks: { atom: canonicalUrl(site, "feed.xml") ?? "", json: canonicalUrl(site, "feed.json") ?? "" },
    author: { name: xmlText(config.title) },
    generator: "inquest",
    // The newest change of the content, because the default would be the time of the build.
    updated: instantOf(days.at(-1) ?? site.now),
  });
  for (const entry of entries) feed.addItem(itemOf(site, entry, render, title));
  return feed;
}

function itemOf(site: Site, postmortem: Postmortem, render: Renderer, title: (text: string) => string): Item {
  const { id, data } = postmortem;
  const link = canonicalUrl(site, pagePath(`incident:${id}`) ?? "") ?? "";
  const organisations = organisationsOf(site, postmortem);
  return {
    title: title(data.title),
    id: link,
    link,
    date: instantOf(revisedDay(postmortem) ?? site.now),
    published: instantOf(publishedDay(postmortem) ?? site.now),
    content: xmlText(
      render("pages/incident/feed-entry", {
        root: site.baseUrl,
        line: [dayOfId(id), ...organisations].filter((part) => part !== null).join(" · "),
        headings: answerHeadings(site, data),
        answers: answersOf(site, postmortem),
      }),
    ),
    category: (data.failure_kinds ?? []).flatMap(({ kind }) =>
      site.graph.nodes.has(`kind:${kind}`) ? [{ name: kind, term: kind }] : [],
    ),
  };
}

/** Noon, so that the day is the same in nearly every place. */
function instantOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** Text without the characters that XML cannot hold, not even escaped. */
function xmlText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
