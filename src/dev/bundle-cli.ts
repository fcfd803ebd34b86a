/**
 * Bundles the program into `dist/bin/`: loading some three hundred small files at every start takes longer than checking
 * a small collection. What is loaded on demand stays apart, as do packages with binaries or many files of their own.
 */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const outdir = fileURLToPath(new URL("../bin/", import.meta.url));

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [fileURLToPath(new URL("../cli.js", import.meta.url))],
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["pagefind", "satteri", "simple-git", "@secretlint/*", "vscode-languageserver*"],
  // Packages in the older module format ask for Node's own modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  // What is shorter is read faster at every start; names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: "warning",
});
