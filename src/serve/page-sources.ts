import { aboutPathIn, type ParsedFile } from "../parse/parse-file.js";

/** The site folders whose pages come from a catalog with another name. */
const CATALOG_OF: Readonly<Record<string, string>> = { "drills/scenarios": "scenarios" };

/** The postmortem or drill of a page, even if it has errors. */
export function documentOf(page: string, files: readonly ParsedFile[]): ParsedFile | undefined {
  const [, folder, id] = /^(incidents|drills)\/([^/]+)\/index\.html$/.exec(page) ?? [];
  const role = folder === "incidents" ? "postmortem" : "drill";
  return files.find(({ file }) => file.role === role && file.id === id);
}

/**
 * The files of the collection that an author changes to change a page.
 * @param page a path of the site
 * @returns paths in the collection; none where a page comes from everywhere
 */
export function sourcesOf(page: string, files: readonly ParsedFile[]): string[] {
  const document = documentOf(page, files);
  if (document) return [document.path];
  const [, below, folder] = /^((\w+)(?:\/\w+)?)\//.exec(page) ?? [];
  const name = CATALOG_OF[below ?? ""] ?? folder;
  const catalogs = files.filter(({ file }) => file.role === "catalog" && file.name === name);
  if (catalogs.length > 0) return catalogs.map(({ path }) => path);
  if (folder === "about") return ["inquest.yaml", aboutPathIn(files) ?? "inquest.yaml"];
  return page === "index.html" ? ["inquest.yaml"] : [];
}
