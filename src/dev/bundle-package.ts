/**
 * Bundles the program and the library into `dist/bin/`: a package installs faster and loads faster when it is one, and
 * its users trust no other package names. Modules loaded on demand stay separate, as do packages with binaries.
 */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { commands } from "../commands/index.js";
import { compareText } from "../model/diagnostic.js";
import { bundleWords } from "./bundle-words.js";
import { bundledPackages, writeLicenceNotices, writePackageList } from "./bundled-packages.js";
import { fewerLanguages, leaveOut, noFaultsOfHtml, oneTableOfEntities } from "./leave-out.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const outdir = `${PACKAGE}dist/bin/`;

rmSync(outdir, { recursive: true, force: true });
const options = {
  outdir,
  absWorkingDir: PACKAGE,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // CommonJS packages load Node's built-in modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  minify: true,
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;
const { metafile: parts } = await build({
  ...options,
  // The program is an entry point too, which keeps cli.js small: tests import it many times in one process.
  entryPoints: [
    "dist/cli.js",
    "dist/commands/program.js",
    "dist/index.js",
    "dist/finish/finish-thread.js",
    "dist/parse/markdown-child.js",
  ],
  entryNames: "[name]",
  splitting: true,
  external: ["satteri", "@modelcontextprotocol/server"],
  plugins: [leaveOut(["node-forge", "sax", "source-map"]), fewerLanguages, noFaultsOfHtml, oneTableOfEntities],
});
// What answers at once loads no other file.
const { metafile: start } = await build({ ...options, entryPoints: ["dist/commands/start.js"] });
const outputs = { ...numberParts(parts.outputs), ...start.outputs };
writeLauncher(outputs);
writeStamp(outputs);
const bundled = bundledPackages({ ...outputs, ...(await bundleWords()) });
writeLicenceNotices(bundled);
writePackageList(bundled);

/**
 * Numbers the parts of the program, whose names stand in thousands of imports, so that an archive has similar code side by side. One hash of
 * all of them is in each name: a program that is upgraded while it runs loads no part of another build.
 * @returns the outputs by their new paths
 */
function numberParts(outputs: Metafile["outputs"]): Metafile["outputs"] {
  const mainInput = (path: string) =>
    Object.entries(outputs[path]?.inputs ?? {}).reduce(
      (largest, [input, { bytesInOutput: bytes }]) => (bytes > largest.bytes ? { input, bytes } : largest),
      { input: path, bytes: 0 },
    ).input;
  const parts = Object.keys(outputs)
    .filter((path) => /-[A-Z0-9]{8}\.js$/.test(path))
    .sort((a, b) => compareText(mainInput(a), mainInput(b)));
  const hash = createHash("sha256").update(parts.join()).digest("hex").slice(0, 6);
  const names = new Map(parts.map((path, index) => [basename(path), `${String(index).padStart(3, "0")}-${hash}.js`]));
  const renamed = (path: string) => path.replace(/[^/]+$/, (name) => names.get(name) ?? name);
  return Object.fromEntries(
    Object.entries(outputs).map(([path, output]) => {
      const code = readFileSync(`${PACKAGE}${path}`, "utf8");
      rmSync(`${PACKAGE}${path}`);
      writeFileSync(`${PACKAGE}${renamed(path)}`, code.replace(/(?<=")\.\/[\w-]+\.js(?=")/g, renamed));
      return [
        renamed(path),
        { ...output, imports: output.imports.map((one) => ({ ...one, path: renamed(one.path) })) },
      ];
    }),
  );
}

/**
 * Makes `cli.js` answer at once what it can, and else load its modules and those of the command one by one. Node.js opens all that a
 * module imports at once, which takes more file handles than some systems allow.
 */
function writeLauncher(outputs: Metafile["outputs"]): void {
  const program = "dist/bin/cli.js";
  const entries = new Map(Object.entries(outputs).map(([path, { entryPoint }]) => [entryPoint, path]));
  const modules = Object.keys(commands).map((command) => {
    const path = entries.get(`dist/commands/${command}.js`) ?? "";
    return [command, importsOf(path, outputs)];
  });
  renameSync(`${outdir}cli.js`, `${outdir}main.js`);
  writeFileSync(
    `${outdir}cli.js`,
    `#!/usr/bin/env node
import { answerAtOnce, commandWord, keepCompiledProgram } from "./start.js";
if (!answerAtOnce()) {
  keepCompiledProgram();
  const modules = new Map(${JSON.stringify(modules)});
  const names = modules.get(commandWord(process.argv.slice(2))) ?? [...modules.values()].flat();
  for (const name of ${JSON.stringify(importsOf(program, outputs))}.concat(names)) await import(\`./\${name}\`);
  await import(\`./main.js\${new URL(import.meta.url).search}\`);
}
`,
    { mode: 0o755 },
  );
}

/** The names of the modules that a module loads with it, each behind those that it imports itself. */
function importsOf(module: string, outputs: Metafile["outputs"]): string[] {
  const ordered = new Set<string>();
  const visit = (path: string) => {
    for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
      if (kind === "import-statement" && external !== true && !ordered.has(next)) visit(next);
    ordered.add(path);
  };
  visit(module);
  ordered.delete(module);
  return [...ordered].map((path) => basename(path));
}

/** Writes a hash of the program and of the parser beside it, which tells caches of one build from those of another. */
function writeStamp(outputs: Metafile["outputs"]): void {
  const hash = createHash("sha256");
  for (const path of Object.keys(outputs).sort())
    if (basename(path) !== "cli.js") hash.update(readFileSync(`${PACKAGE}${path}`));
  hash.update(readFileSync(`${PACKAGE}package.json`));
  writeFileSync(`${outdir}stamp.txt`, hash.digest("hex"));
}
