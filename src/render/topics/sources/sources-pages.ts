import { MIN_N_FOR_MEDIAN } from "../../../measure/quartiles.js";
import type { Repositories, RepositoryNumbers } from "../../../measure/repositories.js";
import { sourceOfId } from "../../../model/repository-source.js";
import { formatDay } from "../../kit/formats/format-time.js";
import { incidentRow } from "../../shared/incident-row.js";
import type { Page, PageKind } from "../../shared/page-kind.js";
import { quartileView } from "../../shared/quartile-view.js";
import type { Site } from "../../shared/site-model.js";

/** More incidents of one repository are found by search. */
const MAX_INCIDENTS = 50;

/** `/sources/`: the repositories that the collection is made of; `/sources/<name>/`: what one of them holds. */
export const sourcesPages: PageKind = {
  template: "sources/sources",
  folder: "sources",
  pages: (site) => {
    const rows = site.measures.repositories;
    return rows === null ? [] : [listPage(rows), ...rows.each.flatMap((row) => sourcePage(site, row))];
  },
};

function listPage(rows: Repositories): Page {
  return {
    path: "sources/index.html",
    title: "Repositories",
    description: "The repositories that this collection is made of, and what each of them holds.",
    section: "about",
    model: { one: null, repositories: sourceTable(rows), incidents: [], more: 0 },
  };
}

function sourcePage(site: Site, row: RepositoryNumbers): Page[] {
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
        repositories: null,
        incidents: incidents.slice(0, MAX_INCIDENTS).map((one) => incidentRow(site, one)),
        more: Math.max(0, incidents.length - MAX_INCIDENTS),
      },
    },
  ];
}

/** The table of repositories; columns that are empty everywhere are left out. */
export function sourceTable({ each, all }: Repositories) {
  return {
    rows: each.map(sourceRowView),
    all: sourceRowView(all),
    hasUndetected: all.undetected !== null,
    hasRecurrences: all.recurrences > 0,
    hasOverdue: all.overdue > 0,
    minMedian: MIN_N_FOR_MEDIAN,
  };
}

function sourceRowView({ newest, name, undetected, ...row }: RepositoryNumbers) {
  return {
    ...row,
    name,
    path: name === null ? null : `sources/${name}/index.html`,
    undetected: quartileView(undetected),
    newest: newest && formatDay(newest),
  };
}
