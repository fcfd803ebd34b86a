import { type AnyDocument, dayOfId } from "../../model/collection.js";
import { sourceOfId } from "../../model/repository-source.js";
import { formatDay } from "../kit/formats/format-time.js";
import { canonicalUrl } from "./canonical-url.js";
import { publishedDay, revisedDay } from "./days-of.js";
import { ownerTitle } from "./document-actions.js";
import { kindsOf } from "./kinds-of.js";
import type { PageHead } from "./page-kind.js";
import { documentJsonPath, documentPath } from "./paths.js";
import type { Site } from "./site-model.js";

/** What can be done with a page: cite it, edit its source, take it as data. */
export interface PageTools {
  json: string;
  /** Where its source can be edited; null if not configured. */
  edit: string | null;
  cite: { text: string; address: string | null; bibtex: string };
}

export function pageTools(site: Site, document: AnyDocument): PageTools {
  const { id, data, source } = document;
  const { repository } = site.graph.collection.config;
  const address = canonicalUrl(site, documentPath(document));
  const by = authorsOf(site, document);
  const on = publishedDay(document);
  const revised = revisedDay(document);
  const facts = [
    site.graph.collection.config.title,
    on === null ? "undated" : formatDay(on),
    ...(revised === null || revised === on ? [] : [`revised ${formatDay(revised)}`]),
  ];
  return {
    json: documentJsonPath(document),
    edit:
      repository === undefined || sourceOfId(document.id) !== null
        ? null
        : `${repository.replace(/\/*$/, "/")}${encodeURI(source.path)}`,
    cite: {
      text: `${by.join(", ")}. “${data.title}”. ${facts.join(", ")}.`,
      address,
      bibtex: bibtex(id, [
        ["author", by.map((name) => `{${escapeTex(name)}}`).join(" and ")],
        ["title", `{${escapeTex(data.title)}}`],
        ["howpublished", escapeTex(site.graph.collection.config.title)],
        ...(on === null ? [] : [["year", on.slice(0, 4)] as const, ["date", on] as const]),
        ...(address === null ? [] : [["url", address] as const]),
      ]),
    },
  };
}

/** What machines read of the page of a postmortem or drill: OpenGraph and the tags that reference managers look for. */
export function documentHead(site: Site, document: AnyDocument): PageHead {
  const { id, data } = document;
  const on = publishedDay(document);
  const revised = revisedDay(document);
  const address = canonicalUrl(site, documentPath(document));
  const day = dayOfId(id);
  return {
    type: "article",
    names: [
      { key: "citation_title", content: data.title },
      ...authorsOf(site, document).map((content) => ({ key: "citation_author", content })),
      ...(on === null ? [] : [{ key: "citation_publication_date", content: on.replaceAll("-", "/") }]),
      { key: "citation_publisher", content: site.graph.collection.config.title },
      { key: "citation_language", content: "en" },
      ...(address === null ? [] : [{ key: "citation_public_url", content: address }]),
    ],
    properties: [
      ...(on === null ? [] : [{ key: "article:published_time", content: on }]),
      ...(revised === null ? [] : [{ key: "article:modified_time", content: revised }]),
      ...kindsOf(document).map((content) => ({ key: "article:tag", content })),
      ...(day === null ? [] : [{ key: "article:tag", content: day.slice(0, 4) }]),
    ],
    json: documentJsonPath(document),
    modified: revised,
  };
}

/** Those who wrote it, else its owner, else the collection. */
function authorsOf(site: Site, { data }: AnyDocument): string[] {
  if (data.authors !== undefined && data.authors.length > 0) return data.authors;
  return [data.owner === undefined ? site.graph.collection.config.title : ownerTitle(site, data.owner)];
}

function bibtex(id: string, fields: readonly (readonly [string, string])[]): string {
  return `@misc{${id},\n${fields.map(([name, value]) => `  ${name} = {${value}},`).join("\n")}\n}`;
}

/** Escapes TeX commands in a text. */
function escapeTex(text: string): string {
  return text.replace(/[\\{}$&#^_%~]/g, (sign) => {
    if (sign === "\\") return "\\textbackslash{}";
    if (sign === "^" || sign === "~") return `\\${sign}{}`;
    return `\\${sign}`;
  });
}
