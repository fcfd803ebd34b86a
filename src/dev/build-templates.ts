/**
 * Compiles the templates ahead of time into `dist/generated/templates.js`: for a small collection
 * compiling takes longer than rendering, and the program needs no template compiler at run time.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import { readPackageFiles } from "../read/read-package-files.js";
import { COMPILE_OPTIONS, templateText } from "../render/kit/templates/compile-options.js";

const folder = fileURLToPath(new URL("../../templates/", import.meta.url));
const outFolder = new URL("../generated/", import.meta.url);

/** What the compiler writes for older runtimes, or for helpers that nothing here needs, and what stands there instead. */
const REPLACEMENTS: [written: RegExp, shorter: string][] = [
  [
    / \|\| function\(parent, propertyName\) \{\s*if \(Object\.prototype\.hasOwnProperty\.call\(parent, propertyName\)\) \{\s*return parent\[propertyName\];\s*\}\s*return undefined\s*\}/g,
    "",
  ],
  [/depth(\d) != null \? depth\1 : \(container\.nullContext \|\| \{\}\)/g, "depth$1 ?? {}"],
  [/\(\(stack1 = /g, "(("],
  [/\) != null \? stack1 : ""\)/g, ') ?? "")'],
  // The place in the template, which the tree does not tell.
  [/, undefined \)/g, ")"],
  // The name of the helper that is called.
  [/\{"name":"\w+","hash":/g, '{"hash":'],
];

const entries = [...readPackageFiles(folder, (path) => path.endsWith(".hbs"))].map(([path, bytes]) => {
  const name = path.replace(/\.hbs$/, "");
  const code = String(
    Handlebars.precompile(withoutPlaces(templateText(name, bytes.toString("utf8"))), COMPILE_OPTIONS),
  );
  const shorter = REPLACEMENTS.reduce((text, [written, replacement]) => text.replace(written, replacement), code);
  return `${JSON.stringify(name)}: ${shorter}`;
});

/** A parsed template without lines and columns, which would be a quarter of the code. */
function withoutPlaces(text: string): hbs.AST.Program {
  return JSON.parse(JSON.stringify(Handlebars.parse(text), (key, value) => (key === "loc" ? undefined : value)));
}

mkdirSync(outFolder, { recursive: true });
writeFileSync(new URL("templates.js", outFolder), `export const templates = {\n${entries.join(",\n")}\n};\n`);
