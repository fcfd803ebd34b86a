import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OutputFile } from "../model/page.js";

/** Templates by their path under `templates/`, schemas by their name, and the files that go into the site as they are. */
export interface SiteFiles {
  templates: Map<string, string>;
  schemas: Map<string, string>;
  assets: OutputFile[];
}

// The same from `dist/read/` and, in tests, from `src/read/`.
const TEMPLATES = fileURLToPath(new URL("../../templates/", import.meta.url));
const BROWSER = fileURLToPath(new URL("../../dist/browser/", import.meta.url));
const SCHEMAS = fileURLToPath(new URL("../../schema/", import.meta.url));

/** What `dev/bundle-browser.ts` makes. */
const BUNDLES = ["search.js", "site.js", "style.css"];

/** The schemas of what a site publishes: those of its data files, and what they refer to. */
const PUBLISHED = /^(data\/[^/]+|common|postmortem|drill)\.schema\.json$/;

/** Reads the templates, and the stylesheet and browser scripts that come with the package. */
export async function readTemplates(): Promise<SiteFiles> {
  const [templates, assets, bundles, schemas] = await Promise.all([
    read(TEMPLATES, (path) => path.endsWith(".hbs")),
    read(`${TEMPLATES}assets/`, () => true),
    read(BROWSER, (path) => BUNDLES.includes(path)),
    read(SCHEMAS, (path) => PUBLISHED.test(path)),
  ]);
  return {
    templates: new Map(templates.map(({ path, content }) => [path, String(content)])),
    schemas: new Map(
      schemas.map(({ path, content }) => [path.replace(/^data\/|\.schema\.json$/g, ""), String(content)]),
    ),
    assets: [...assets, ...bundles].map(({ path, content }) => ({ path: `assets/${path}`, content })),
  };
}

/** The files under a folder that are wanted, sorted, as text, with paths relative to it. */
async function read(folder: string, wanted: (path: string) => boolean): Promise<OutputFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replaceAll("\\", "/").replace(/^\//, ""))
    .filter(wanted)
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(`${folder}${path}`, "utf8") })));
}
