/**
 * Bundles the program and the library into `dist/bin/`: a package installs faster and loads faster when it is one, and
 * nobody has to trust more names than its own. Modules loaded on demand stay separate, as do packages with binaries.
 */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { bundledPackages, writeLicenceNotices, writePackageList } from "./bundled-packages.js";

const outdir = fileURLToPath(new URL("../bin/", import.meta.url));

/** What bundled packages could load and never do here: each is a large part of its package. */
const NEVER_LOADED = [
  // Secretlint opens key stores of this format by their path, and it is given no path.
  {
    name: "node-forge",
    path: /^\.\/index-[\w-]+\.js$/,
    importer: /secretlint-rule-preset-recommend.module.index-[\w-]+\.js$/,
  },
  // Source maps of precompiled templates.
  { name: "source-map", path: /^source-map$/, importer: /handlebars/ },
];

const leaveOut: Plugin = {
  name: "leave out what is never loaded",
  setup(bundling) {
    const found = new Set<string>();
    for (const { name, path, importer } of NEVER_LOADED)
      bundling.onResolve({ filter: path }, (args) => {
        const isDeferred = args.kind === "dynamic-import" || args.kind === "require-call";
        if (!isDeferred || !importer.test(args.importer)) return undefined;
        found.add(name);
        return { path: name, namespace: "left-out" };
      });
    bundling.onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => ({
      contents: `throw new Error("${path} is not part of this package")`,
    }));
    bundling.onEnd(() => {
      const missed = NEVER_LOADED.filter(({ name }) => !found.has(name));
      return {
        errors: missed.map(({ name }) => ({ text: `Nothing imports ${name} any more: remove it from the list` })),
      };
    });
  },
};

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  // The program is an entry point too, which keeps cli.js small: tests import it many times in one process.
  entryPoints: ["../cli.js", "../commands/program.js", "../index.js"].map((path) =>
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
  external: ["pagefind", "satteri"],
  plugins: [leaveOut],
  // CommonJS packages load Node's built-in modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
const bundled = bundledPackages(metafile);
writeLicenceNotices(bundled);
writePackageList(bundled);
