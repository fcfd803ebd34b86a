import { fileURLToPath } from "node:url";
import type { OutputFile } from "../model/page.js";
import { readPackageFiles } from "./read-package-files.js";

/** Schemas by their name, and the files that go into the site as they are. */
export interface SiteFiles {
  schemas: Map<string, string>;
  assets: OutputFile[];
}

// The same from `dist/read/` and, in tests, from `src/read/`.
const ASSETS = fileURLToPath(new URL("../../templates/assets/", import.meta.url));
const BROWSER = fileURLToPath(new URL("../../dist/browser/", import.meta.url));
const WORDS = fileURLToPath(new URL("../../dist/words/", import.meta.url));
const SCHEMAS = fileURLToPath(new URL("../../schema/", import.meta.url));

/** What `dev/bundle-browser.ts` makes. */
const BUNDLES = ["search.js", "site.js", "style.css"];

/** The schemas of what a site publishes: those of its data files, and what they refer to. */
const PUBLISHED = /^(data\/[^/]+|common|postmortem|drill)\.schema\.json$/;

/** Reads the stylesheet, browser scripts and schemas that come with the package. */
export function readSiteFiles(): SiteFiles {
  const assets = read(ASSETS, () => true);
  const bundles = read(BROWSER, (path) => BUNDLES.includes(path));
  const schemas = read(SCHEMAS, (path) => PUBLISHED.test(path));
  return {
    schemas: new Map(
      schemas.map(({ path, content }) => [path.replace(/^data\/|\.schema\.json$/g, ""), String(content)]),
    ),
    assets: [...assets, ...bundles].map(({ path, content }) => ({ path: `assets/${path}`, content })),
  };
}

/**
 * The words of a language for the search page: its stop words and stems.
 * @param tag BCP 47; for a language without such words the file is empty
 */
export function readLanguageAsset(tag: string): OutputFile {
  const [file] = read(WORDS, () => true);
  const start = `export var ${tag.split("-")[0]?.toLowerCase()}=`;
  const line = String(file?.content)
    .split("\n")
    .find((one) => one.startsWith(start));
  return { path: "assets/words.js", content: line === undefined ? "" : `${line}\n` };
}

/** As text, with paths relative to the folder. */
function read(folder: string, isWanted: (path: string) => boolean): OutputFile[] {
  return [...readPackageFiles(folder, isWanted)].map(([path, bytes]) => ({ path, content: bytes.toString("utf8") }));
}
