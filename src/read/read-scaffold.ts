import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { shellWord } from "../model/shell-word.js";
import { readPackageFiles } from "./read-package-files.js";

/** What keeps the rules of a repository from hiding evidence. A package cannot carry a .gitignore under its own name. */
const UNIGNORE = "# Evidence belongs in git, whatever the repository ignores elsewhere, such as *.log.\n!*\n";

/** Files to write, by path relative to where they go, with `/`. */
export type NewFiles = Map<string, Uint8Array>;

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/**
 * What `init` writes: the files of a collection, with its schemas and with the lines that tell an editor which of them is
 * a file's; and the files that belong at the top level of a repository.
 * @param folder the collection's folder relative to that top level
 */
export function readScaffold(folder: string, version: string): { collection: NewFiles; top: NewFiles } {
  const collection: NewFiles = readPackageFiles(`${PACKAGE}templates/scaffold/collection/`);
  for (const [path, bytes] of collection) {
    const schema = /^(?:catalog\/)?([a-z]+)\.yaml$/.exec(path)?.[1];
    if (schema === undefined) continue;
    const up = path.includes("/") ? "../" : "./";
    const line = `# yaml-language-server: $schema=${up}.schema/${schema}.schema.json\n`;
    collection.set(path, Buffer.concat([Buffer.from(line), bytes]));
  }
  collection.set("evidence/.gitignore", Buffer.from(UNIGNORE));
  for (const [path, bytes] of readPackageFiles(`${PACKAGE}schema/`)) collection.set(`.schema/${path}`, bytes);
  const evidence = folder === "." ? "evidence/**" : `${folder}/evidence/**`;
  const top: NewFiles = new Map();
  // A package cannot carry every dot file under its own name.
  for (const [path, bytes] of readPackageFiles(`${PACKAGE}templates/scaffold/top/`))
    top.set(
      path.replace(/^dot-/, "."),
      Buffer.from(
        Buffer.from(bytes)
          .toString("utf8")
          .replaceAll("--root __DIR__", `--root ${shellWord(folder)}`)
          // Git reads a pattern with spaces in quotes.
          .replaceAll("__DIR__/evidence/**", /[\s"]/.test(evidence) ? JSON.stringify(evidence) : evidence)
          .replaceAll("__DIR__/", folder === "." ? "" : `${folder}/`)
          .replaceAll("__DIR__", folder)
          .replaceAll("__VERSION__", version),
      ),
    );
  return { collection, top };
}

/** The template of a new document, with `\n` as line ends. */
export function readNewTemplate(type: string): string {
  return readFileSync(`${PACKAGE}templates/scaffold/new/${type}.md`, "utf8").replaceAll("\r\n", "\n");
}
