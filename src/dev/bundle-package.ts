/**
 * Bundles the program and the library into `dist/bin/`: a package installs faster and loads faster when it is one, and
 * nobody has to trust more names than its own. Modules loaded on demand stay separate, as do packages with binaries.
 */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleWords } from "./bundle-words.js";
import { bundledPackages, writeLicenceNotices, writePackageList } from "./bundled-packages.js";
import { leaveOut } from "./leave-out.js";

const outdir = fileURLToPath(new URL("../bin/", import.meta.url));

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  // The program is an entry point too, which keeps cli.js small: tests import it many times in one process.
  entryPoints: ["../cli.js", "../commands/program.js", "../index.js", "../parse/markdown-child.js"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  ),
  entryNames: "[name]",
  outdir,
  absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["satteri"],
  plugins: [leaveOut(["node-forge", "source-map"])],
  // CommonJS packages load Node's built-in modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
const bundled = bundledPackages({ ...metafile.outputs, ...(await bundleWords()) });
writeLicenceNotices(bundled);
writePackageList(bundled);
