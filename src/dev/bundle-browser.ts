import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// Bundles the browser's scripts into dist/browser/, each a classic script, so that it also runs from a disk.
await build({
  absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
  entryPoints: ["src/browser/site.ts", "src/browser/search.ts", "src/browser/live.ts"],
  outdir: "dist/browser",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
