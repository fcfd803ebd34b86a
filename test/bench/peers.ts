import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { combined, type Measured, measure, moveAside } from "./measure.js";

/** The measurement of each peer; null where it is not installed. */
export interface Peers {
  hugo: Measured | null;
  hugoAndPagefind: Measured | null;
  eleventy: Measured | null;
  /** Versions of what ran, and what is missing. */
  notes: string[];
}

/** The fields that the pages of all peers show above the body. */
const FIELDS = [
  "timeline",
  "violated_invariants",
  "unclear_contracts",
  "missing_evidence",
  "actions",
  "related",
  "sources",
];

/**
 * Builds the same documents with the peers.
 * @param root the folder of the collection
 * @param folder where the peers write
 * @param installed the folders in which `npx pagefind` and Eleventy are found
 */
export async function runPeers(
  root: string,
  folder: string,
  { packageFolder, eleventyFolder }: { packageFolder: string; eleventyFolder: string },
): Promise<Peers> {
  const notes: string[] = [];
  const hugoVersion = versionOf("hugo", ["version"]);
  notes.push(hugoVersion === null ? "Hugo is missing: no hugo on the PATH" : `Hugo ${hugoVersion}`);
  const hugo = hugoVersion === null ? null : await runHugo(root, join(folder, "hugo"));
  const pagefind = hugo && (await runPagefind(join(folder, "hugo", "public"), packageFolder));
  if (pagefind) notes.push(`Pagefind ${versionOf("npx", ["pagefind", "--version"], packageFolder)} with npx`);
  const cli = eleventyIn(eleventyFolder);
  notes.push(cli?.version ?? "Eleventy is missing: no @11ty/eleventy here; --eleventy names a folder with one");
  const eleventy = cli && (await runEleventy(cli.path, root, join(folder, "eleventy")));
  return { hugo, hugoAndPagefind: hugo && pagefind && combined([hugo, pagefind]), eleventy, notes };
}

async function runHugo(root: string, folder: string): Promise<Measured> {
  const write = writerIn(folder);
  const mounts = ["incidents", "drills"].map(
    (name) => `[[module.mounts]]\nsource = ${JSON.stringify(join(root, name))}\ntarget = "content/${name}"\n`,
  );
  write(
    "hugo.toml",
    `baseURL = "https://example.org/"\ntitle = "Learning from failure"\npaginate = 100\n[frontmatter]\ndate = [":filename"]\n${mounts.join("")}`,
  );
  const fields = FIELDS.map(
    (name) =>
      `{{ with .Params.${name} }}<h2>${name}</h2><ul>{{ range . }}<li>${entryOfHugo}</li>{{ end }}</ul>{{ end }}`,
  );
  const list = `{{ define "main" }}<ul>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.severity }}</li>{{ end }}</ul>{{ template "_internal/pagination.html" . }}{{ end }}`;
  write("layouts/_default/baseof.html", page(`{{ .Title }}`, `{{ block "main" . }}{{ end }}`));
  write(
    "layouts/_default/single.html",
    `{{ define "main" }}<main data-pagefind-body><h1>{{ .Title }}</h1><p>{{ .Params.status }} {{ .Params.severity }} {{ .Params.owner }}</p>${fields.join("\n")}{{ .Content }}</main>{{ end }}`,
  );
  write("layouts/_default/list.html", list);
  write("layouts/index.html", list.replace(".Paginator.Pages", "(.Paginate .Site.RegularPages).Pages"));
  const before = () => moveAside(join(folder, "public"));
  return await measure({ command: "hugo", args: ["--quiet"], folder, before });
}

const entryOfHugo = `{{ range $key, $value := . }}<span class="{{ $key }}">{{ $value }}</span> {{ end }}`;

async function runPagefind(site: string, packageFolder: string): Promise<Measured> {
  const before = () => moveAside(join(site, "pagefind"), dirname(site));
  return await measure({ command: "npx", args: ["pagefind", "--site", site], folder: packageFolder, before });
}

async function runEleventy(cli: string, root: string, folder: string): Promise<Measured> {
  const write = writerIn(folder);
  for (const name of ["incidents", "drills"]) {
    cpSync(join(root, name), join(folder, "content", name), { recursive: true });
    write(`content/${name}/${name}.json`, JSON.stringify({ layout: "document.njk", tags: name }));
  }
  const fields = FIELDS.map(
    (name) =>
      `{% if ${name} %}<h2>${name}</h2><ul>{% for item in ${name} %}<li>{% for key, value in item %}<span class="{{ key }}">{{ value }}</span> {% endfor %}</li>{% endfor %}</ul>{% endif %}`,
  );
  write(
    "content/_includes/document.njk",
    page(
      "{{ title }}",
      `<main><h1>{{ title }}</h1><p>{{ status }} {{ severity }} {{ owner }}</p>${fields.join("\n")}{{ content | safe }}</main>`,
    ),
  );
  const list = `<ul>{% for item in pagination.items %}<li><a href="{{ item.url }}">{{ item.data.title }}</a> {{ item.data.severity }}</li>{% endfor %}</ul>`;
  for (const name of ["incidents", "drills"])
    write(
      `content/${name}.njk`,
      `---\npagination: {data: collections.${name}, size: 100}\npermalink: "/${name}/{{ pagination.pageNumber }}/"\n---\n${page(name, list)}`,
    );
  write(
    "eleventy.config.js",
    `export default () => ({ markdownTemplateEngine: false, dir: { input: "content", output: "public" } });\n`,
  );
  write("package.json", `{"type": "module"}\n`);
  const before = () => moveAside(join(folder, "public"));
  return await measure({ command: process.execPath, args: [cli, "--quiet"], folder, before });
}

function page(title: string, main: string): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>${main}</body></html>\n`;
}

function writerIn(folder: string): (path: string, text: string) => void {
  return (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
}

function eleventyIn(folder: string): { path: string; version: string } | null {
  const home = join(folder, "node_modules/@11ty/eleventy");
  if (!existsSync(home)) return null;
  const { version, bin } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return { path: join(home, bin.eleventy), version: `Eleventy ${version}` };
}

function versionOf(command: string, args: readonly string[], folder?: string): string | null {
  try {
    const output = execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return /\d+(?:\.\d+)+/.exec(output)?.[0] ?? "of unknown version";
  } catch {
    return null;
  }
}
