/**
 * Bundles the program and the library into `dist/bin/`: a package installs faster and loads faster when it is one, and
 * its users trust no other package names. Modules loaded on demand stay separate, as do packages with binaries.
 */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { bundleWords } from "./bundle-words.js";
import { bundledPackages, writeLicenceNotices, writePackageList } from "./bundled-packages.js";
import { fewerLanguages, leaveOut, oneTableOfEntities } from "./leave-out.js";

const outdir = fileURLToPath(new URL("../bin/", import.meta.url));

rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({
  // The program is an entry point too, which keeps cli.js small: tests import it many times in one process.
  entryPoints: [
    "../cli.js",
    "../commands/start.js",
    "../commands/program.js",
    "../index.js",
    "../parse/markdown-child.js",
  ].map((path) => fileURLToPath(new URL(path, import.meta.url))),
  entryNames: "[name]",
  outdir,
  absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["satteri", "@modelcontextprotocol/server"],
  plugins: [leaveOut(["node-forge", "sax", "source-map"]), fewerLanguages, oneTableOfEntities],
  // CommonJS packages load Node's built-in modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  minify: true,
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
});
writeLauncher(metafile.outputs);
writeStamp(metafile.outputs);
const bundled = bundledPackages({ ...metafile.outputs, ...(await bundleWords()) });
writeLicenceNotices(bundled);
writePackageList(bundled);

/**
 * Makes `cli.js` answer at once what it can, and else load its modules one by one. Node.js opens all that a module imports at once, which takes more file
 * handles than some systems allow.
 */
function writeLauncher(outputs: Metafile["outputs"]): void {
  const ordered = new Set<string>();
  const visit = (path: string) => {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && external !== true && !ordered.has(next)) visit(next);
    ordered.add(path);
  };
  const program = "dist/bin/cli.js";
  visit(program);
  ordered.delete(program);
  renameSync(`${outdir}cli.js`, `${outdir}main.js`);
  writeFileSync(
    `${outdir}cli.js`,
    `#!/usr/bin/env node
import { answerAtOnce, keepCompiledProgram } from "./start.js";
if (!answerAtOnce()) {
  keepCompiledProgram();
  for (const name of ${JSON.stringify([...ordered].map((path) => basename(path)))}) await import(\`./\${name}\`);
  await import(\`./main.js\${new URL(import.meta.url).search}\`);
}
`,
    { mode: 0o755 },
  );
}

/** Writes a hash of the program and of the parser beside it, which tells caches of one build from those of another. */
function writeStamp(outputs: Metafile["outputs"]): void {
  const hash = createHash("sha256");
  for (const path of Object.keys(outputs).sort())
    if (basename(path) !== "cli.js")
      hash.update(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))));
  hash.update(readFileSync(fileURLToPath(new URL("../../package.json", import.meta.url))));
  writeFileSync(`${outdir}stamp.txt`, hash.digest("hex"));
}
