/**
 * Copies the declarations that the library's own lead to into `dist/types/`: the package carries these, and not those
 * of every file of the program.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const DIST = new URL("../", import.meta.url);
const TYPES = new URL("types/", DIST);

const reached = new Set<string>();

function reach(declaration: URL): void {
  if (reached.has(declaration.href)) return;
  reached.add(declaration.href);
  for (const [, path = ""] of readFileSync(declaration, "utf8").matchAll(/\b(?:from|import\() ?"(\.[^"]+)"/g))
    reach(new URL(path.replace(/\.js$/, ".d.ts"), declaration));
}

reach(new URL("index.d.ts", DIST));
rmSync(TYPES, { recursive: true, force: true });
for (const href of reached) {
  const path = href.slice(DIST.href.length);
  const to = new URL(path, TYPES);
  mkdirSync(new URL(".", to), { recursive: true });
  const text = readFileSync(new URL(href), "utf8");
  // What a field holds is said in the schemas, which the package carries too.
  writeFileSync(to, path === "model/schema-types.d.ts" ? text.replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, "") : text);
}
