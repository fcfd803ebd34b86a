import { sourceOfId } from "../../../model/repository-source.js";
import { formatDay } from "../../kit/formats/format-time.js";
import { incidentRow } from "../../shared/incident-row.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import type { Site } from "../../shared/site-model.js";
import { type SourceRow, sourceRows } from "../../shared/source-rows.js";

/** More incidents of one repository are found by search. */
const MAX_INCIDENTS = 50;

/** `/sources/`: the repositories that the collection is made of; `/sources/<name>/`: what one of them holds. */
export const sourcesPages: PageKind = {
  template: "sources/sources",
  folder: "sources",
  pages: (site) => {
    const rows = sourceRows(site.graph.collection);
    return rows.length === 0 ? [] : [listPage(rows), ...rows.flatMap((row) => sourcePage(site, row))];
  },
};

function listPage(rows: readonly SourceRow[]): Page {
  return {
    path: "sources/index.html",
    title: "Repositories",
    description: "The repositories that this collection is made of, and what each of them holds.",
    section: "about",
    model: { one: null, rows: rows.map(sourceRowView), incidents: [], more: 0 },
  };
}

function sourcePage(site: Site, row: SourceRow): Page[] {
  if (row.name === null) return [];
  const info = site.graph.collection.sources?.find(({ name }) => name === row.name);
  const incidents = site.newestFirst.filter(({ id }) => sourceOfId(id) === row.name);
  return [
    {
      path: `sources/${row.name}/index.html`,
      title: row.title,
      description: info?.description ?? `What the repository @${row.name} holds.`,
      section: "about",
      model: {
        one: {
          ...sourceRowView(row),
          description: info?.description ?? null,
          commit: info?.commit.slice(0, 10) ?? "",
          day: info ? formatDay(info.time.slice(0, 10)) : "",
        },
        rows: [],
        incidents: incidents.slice(0, MAX_INCIDENTS).map((one) => incidentRow(site, one)),
        more: Math.max(0, incidents.length - MAX_INCIDENTS),
      },
    },
  ];
}

/** A row as the table shows it. */
export function sourceRowView({ newest, name, ...row }: SourceRow) {
  return {
    ...row,
    name,
    path: name === null ? null : `sources/${name}/index.html`,
    newest: newest && formatDay(newest),
  };
}
