import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const options = {
  absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
} as const;

// Each script is a classic one, so that it also runs from a disk.
await build({
  ...options,
  entryPoints: ["src/browser/site.ts", "src/browser/search.ts", "src/browser/live.ts"],
  outdir: "dist/browser",
  format: "iife",
  target: "es2022",
});

// One stylesheet without comments and blanks: a sixth less on every first visit.
await build({ ...options, entryPoints: ["templates/styles/index.css"], outfile: "dist/browser/style.css" });
