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

/** Elements that no browser shows on a line with others, and what stands in the head of a page. */
const BLOCK =
  "</?(?:article|body|caption|d[dlt]|details|div|fig(?:ure|caption)|footer|h[1-6]|head(?:er)?|html|li(?:nk)?|main|meta|nav|[ou]l|p|section|summary|t(?:able|body|[dhr]|head|itle))\\b";
const BREAK_AFTER_BLOCK = new RegExp(`(${BLOCK}[^<>]*>)\\s*\\n\\s*`, "g");
const BREAK_BEFORE_BLOCK = new RegExp(`\\s*\\n\\s*(?=${BLOCK})`, "g");
const ENDS_WITH_BLOCK = new RegExp(`${BLOCK}[^<>]*>$`);
const BEGINS_WITH_BLOCK = new RegExp(`^${BLOCK}`);

const entries = [...readPackageFiles(folder, (path) => path.endsWith(".hbs"))].map(([path, bytes]) => {
  const name = path.replace(/\.hbs$/, "");
  const code = String(
    Handlebars.precompile(
      withoutLineBreaks(withoutPlaces(templateText(name, bytes.toString("utf8")))),
      COMPILE_OPTIONS,
    ),
  );
  const shorter = REPLACEMENTS.reduce((text, [written, replacement]) => text.replace(written, replacement), code);
  return `${JSON.stringify(name)}: ${shorter}`;
});

/** A parsed template without lines and columns, which would be a quarter of the code. */
function withoutPlaces(text: string): hbs.AST.Program {
  return JSON.parse(JSON.stringify(Handlebars.parse(text), (key, value) => (key === "loc" ? undefined : value)));
}

/** A template without the line breaks beside blocks, of which a page would repeat hundreds and a reader sees none. */
function withoutLineBreaks(program: hbs.AST.Program): hbs.AST.Program {
  const body = program.body.map((node) => {
    if (isContent(node))
      return { ...node, value: node.value.replace(BREAK_AFTER_BLOCK, "$1").replace(BREAK_BEFORE_BLOCK, "") };
    if (!("program" in node)) return node;
    const { program: inner, inverse } = node as hbs.AST.BlockStatement;
    return {
      ...node,
      program: withoutLineBreaks(inner),
      ...(inverse === undefined ? {} : { inverse: withoutLineBreaks(inverse) }),
    };
  });
  // Beside a condition that holds blocks, or between two.
  const isBreak = (node: hbs.AST.Statement, at: number) =>
    isContent(node) &&
    /^\s*\n\s*$/.test(node.value) &&
    [body[at - 1], body[at + 1]].every((other) => other === undefined || holdsBlocks(other));
  return { ...program, body: body.filter((node, at) => !isBreak(node, at)) };
}

function isContent(node: hbs.AST.Statement | undefined): node is hbs.AST.ContentStatement {
  return node?.type === "ContentStatement";
}

function holdsBlocks(node: hbs.AST.Statement | undefined): boolean {
  if (node === undefined || !("program" in node)) return false;
  const { body } = (node as hbs.AST.BlockStatement).program;
  const [first, last] = [body[0], body.at(-1)];
  return (
    (isContent(first) ? BEGINS_WITH_BLOCK.test(first.value) : holdsBlocks(first)) &&
    (isContent(last) ? ENDS_WITH_BLOCK.test(last.value) : holdsBlocks(last))
  );
}

mkdirSync(outFolder, { recursive: true });
writeFileSync(new URL("templates.js", outFolder), `export const templates = {\n${entries.join(",\n")}\n};\n`);
