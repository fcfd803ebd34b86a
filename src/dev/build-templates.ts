/**
 * Compiles the templates ahead of time into `dist/generated/templates.js`: for a small collection
 * compiling takes longer than rendering, and the program needs no template compiler at run time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readPackageFiles } from "../read/read-package-files.js";
import { helpers } from "../render/kit/templates/helpers.js";
import { templateParts } from "../render/kit/templates/template-parts.js";
import { parseTemplate } from "./parse-template.js";
import { printTemplate } from "./print-template.js";

const folder = fileURLToPath(new URL("../../templates/", import.meta.url));
const outFolder = new URL("../generated/", import.meta.url);

const files = [...readPackageFiles(folder, (path) => path.endsWith(".hbs"))];
const names = new Set(files.map(([path]) => path.replace(/\.hbs$/, "")));
const entries = files.map(([path, bytes]) => {
  const name = path.replace(/\.hbs$/, "");
  return `${JSON.stringify(name)}: ${printTemplate(name, parseTemplate(name, bytes.toString("utf8")), names)}`;
});
const given = Object.keys({ ...templateParts, ...helpers }).join(", ");

mkdirSync(outFolder, { recursive: true });
writeFileSync(
  new URL("templates.js", outFolder),
  `export function makeTemplates({ ${given} }) {\nconst templates = {\n${entries.join(",\n")}\n};\nreturn templates;\n}\n`,
);
