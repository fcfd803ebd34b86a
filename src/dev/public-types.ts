/**
 * Copies the declarations that the library's own lead to into `dist/types/`: the package carries these, and not those
 * of every file of the program.
 */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

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
for (const href of reached) cpSync(fileURLToPath(href), fileURLToPath(new URL(href.slice(DIST.href.length), TYPES)));
