/**
 * Bundles the program into `dist/bin/`, because loading about 300 small files takes longer than checking a small
 * collection. Modules loaded on demand stay separate, as do packages with binaries or many files.
 */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const outdir = fileURLToPath(new URL("../bin/", import.meta.url));

rmSync(outdir, { recursive: true, force: true });
await build({
  // The second entry point keeps cli.js small: tests import it many times in one process, and the other chunks once.
  entryPoints: ["../cli.js", "../commands/program.js"].map((path) => fileURLToPath(new URL(path, import.meta.url))),
  entryNames: "[name]",
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["pagefind", "satteri", "simple-git", "@secretlint/*", "vscode-languageserver*"],
  // CommonJS packages load Node's built-in modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  // Shorter code loads faster; names are kept for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: "warning",
});
