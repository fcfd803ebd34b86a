import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { shellWord } from "../util/shell-word.js";
import { readPackageFiles } from "./read-package-files.js";
import { readStandaloneSchema } from "./read-schemas.js";

/** Keeps the ignore rules of a repository from hiding evidence. npm leaves a .gitignore out of packages, hence no file. */
const UNIGNORE = "# Evidence belongs in git, whatever the repository ignores elsewhere, such as *.log.\n!*\n";

/** Files to write, by path relative to where they go, with `/`. */
export type NewFiles = Map<string, Uint8Array>;

/** Folders of a new collection, relative to the top level of its repository, with `/`. */
export interface ScaffoldFolders {
  collection: string;
  /** The folder whose `package.json` names inquest. */
  package: string;
}

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/**
 * What `init` writes: the files of a collection, with the schemas that editors read for its YAML files and a line in each file
 * that names its schema, except in the file of a single entry, which is no whole catalog; the files that belong at the top level of a repository;
 * and the skill of an assistant that helps authors.
 */
export function readScaffold(folders: ScaffoldFolders): { collection: NewFiles; top: NewFiles; skill: string } {
  const collection: NewFiles = readPackageFiles(`${PACKAGE}templates/scaffold/collection/`);
  for (const [path, bytes] of [...collection]) {
    const schema = /^(?:catalog\/)?([a-z]+)\.yaml$/.exec(path)?.[1];
    if (schema === undefined) continue;
    const up = path.includes("/") ? "../" : "./";
    const line = `# yaml-language-server: $schema=${up}.schema/${schema}.schema.json\n`;
    collection.set(path, Buffer.concat([Buffer.from(line), bytes]));
    collection.set(`.schema/${schema}.schema.json`, Buffer.from(readStandaloneSchema(schema)));
  }
  collection.set("evidence/.gitignore", Buffer.from(UNIGNORE));
  const top: NewFiles = new Map();
  // npm leaves some dot files out of packages.
  for (const [path, bytes] of readPackageFiles(`${PACKAGE}templates/scaffold/top/`))
    top.set(path.replace(/^dot-/, "."), Buffer.from(fill(Buffer.from(bytes).toString("utf8"), folders)));
  const skill = fill(readFileSync(`${PACKAGE}templates/scaffold/assistant/SKILL.md`, "utf8"), folders);
  return { collection, top, skill };
}

/** The files of the fictional collection; catalogs that it has not of its own are those of a new collection. */
export function readDemo(): NewFiles {
  // Entries with a file each belong to the example of a new collection.
  const isWholeCatalog = (path: string) => /^catalog\/[^/]+$/.test(path);
  return new Map([
    ...readPackageFiles(`${PACKAGE}templates/scaffold/collection/`, isWholeCatalog),
    ...readPackageFiles(`${PACKAGE}templates/scaffold/demo/`),
  ]);
}

/** Puts folders in the place of a template's placeholders, quoted as the file format and the shell need. */
function fill(template: string, folders: ScaffoldFolders): string {
  const { collection: dir, package: packageDir } = folders;
  const inDir = dir === "." ? "" : `${dir}/`;
  const values: Record<string, string> = {
    __EVIDENCE__: gitPattern(`${inDir}evidence/**`),
    __DIR_WORD__: shellWord(dir),
    __ROOT__: packageDir === dir ? "" : ` --root ${shellWord(dir)}`,
    __PREFIX__: packageDir === "." ? "" : ` --prefix ${shellWord(packageDir)}`,
    // A string of JSON is one of YAML.
    __CD__: yamlString(`cd ${shellWord(packageDir)}`),
    __PACKAGE_DIR__: yamlString(packageDir),
    __SITE__: yamlString(posix.join(packageDir, "_site")),
    __FILES__: yamlString(`^${inDir.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`),
  };
  return template.replace(/__[A-Z_]+?__/g, (placeholder) => values[placeholder] ?? placeholder);
}

/** A string as a scalar of YAML. */
function yamlString(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : JSON.stringify(text);
}

/** A pattern as git reads it from a file: one with spaces in quotes. */
function gitPattern(pattern: string): string {
  return /[\s"]/.test(pattern) ? JSON.stringify(pattern) : pattern;
}

/** The template of a new document, with `\n` as line ends. */
export function readNewTemplate(type: string): string {
  return readFileSync(`${PACKAGE}templates/scaffold/new/${type}.md`, "utf8").replaceAll("\r\n", "\n");
}
