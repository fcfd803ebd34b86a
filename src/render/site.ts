import { compareText } from "../model/diagnostic.js";
import { licenceOf } from "../model/licence.js";
import { joined, type OutputFile } from "../model/page.js";
import type { PlannedRecord } from "../model/search-record.js";
import { showable } from "../util/characters.js";
import type { DataSet } from "./data-set.js";
import { fileKinds } from "./file-kinds.js";
import { asShown, finishedFiles } from "./finished-files.js";
import type { LinkOf } from "./kit/markdown-text/markdown-of-html.js";
import type { Renderer } from "./kit/templates/renderer.js";
import { pageKinds } from "./page-kinds.js";
import { madePage, PageMaker } from "./page-maker.js";
import type { SiteInput } from "./shared/site-input.js";
import { siteModel } from "./shared/site-model.js";
import { type SitePart, siteParts } from "./site-parts.js";
import { dataSetTables } from "./tables.js";
import { searchRecords } from "./topics/search/records/search-records.js";

/** The files of a site without the search index, each made on demand. */
export interface SitePlan {
  /** The file at a path; undefined where the site has none. Not cached. */
  file(path: string): OutputFile | undefined;
  /**
   * The page at a path as Markdown; undefined where there is none.
   * @param linkOf where a path from the root of the site, or an address, leads; null where it stays text
   */
  markdown(path: string, linkOf: LinkOf): string | undefined;
  /** All files, in no particular order. */
  files(): Iterable<OutputFile>;
  /** Those that are the same on every site with these assets. */
  given: readonly OutputFile[];
  /** The others in parts. All pages must be told to `list`, since the last part lists them. */
  parts(): Iterable<SitePart>;
  /** What its search index is made of, in the order of the index. */
  records(): readonly PlannedRecord[];
  /** The tables that are written without a site. */
  dataSet(): DataSet;
}

/** Plans a site. `file` and `files` give the same bytes for a path. */
export function planSite(input: SiteInput, render: Renderer): SitePlan {
  const site = siteModel(input);
  const maker = new PageMaker(site, render);
  const given = [...input.assets, ...(input.logo ? [input.logo.file] : [])];
  const parts = () => siteParts(site, maker, render);
  const listed = () =>
    pageKinds.flatMap((kind) => Array.from(maker.pages(kind), madePage)).sort((a, b) => compareText(a.path, b.path));
  return {
    records: () => searchRecords(site),
    dataSet: () => ({
      title: site.graph.collection.config.title,
      licence: licenceOf(site.graph.collection.config),
      tables: dataSetTables.map((table) => table(site)),
    }),
    *files() {
      yield* given;
      for (const part of parts())
        for (const { page, make } of part.pieces()) {
          if (page) part.list(page);
          for (const file of joined(make())) yield* finishedFiles(file);
        }
    },
    given,
    parts,
    markdown(path, linkOf) {
      const text = maker.markdown(path, linkOf);
      return text === undefined ? undefined : showable(text);
    },
    file(path) {
      const isIt = (file: { path: string }) => file.path === path;
      const file = maker.file(path);
      if (file) return asShown(file);
      for (const { owns, make, one } of fileKinds) {
        if (!owns.test(path)) continue;
        const other = one ? one(site, path) : joined(filtered(make(site, listed, render), isIt)).next().value;
        if (other) return asShown(other);
      }
      return given.find(isIt);
    },
  };
}

function* filtered(files: Iterable<OutputFile>, isIt: (file: OutputFile) => boolean): Generator<OutputFile, undefined> {
  for (const file of files) if (isIt(file)) yield file;
}
