/**
 * Bundles the GitHub action and the pre-commit hook into the one file that the repository holds: they install nothing. Its lines stay as they
 * are written, so that a change of the file can be read. `--to FILE` writes elsewhere, for the test that compares.
 */
import { chmodSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, type Plugin } from "esbuild";
import { leaveOut } from "./leave-out.js";

const { values } = parseArgs({ options: { to: { type: "string" } } });
const docs = readFileSync(new URL("../rule-docs.json", import.meta.url), "utf8");

/** What is a file beside the program is a part of the one file here. */
const inOneFile: Plugin = {
  name: "all in one file",
  setup({ onLoad }) {
    onLoad({ filter: /read[\\/]read-rule-doc\.js$/ }, () => ({
      contents: `const docs = ${docs};
export const readRuleDoc = (rule) => docs[rule];
export const readRuleDocs = () => new Map(Object.entries(docs));`,
    }));
    onLoad({ filter: /parse[\\/]child-script\.js$/ }, () => ({
      contents: `import { fileURLToPath } from "node:url";
export const childScript = () => [fileURLToPath(import.meta.url), "markdown-child"];`,
    }));
  },
};

const file = values.to ?? fileURLToPath(new URL("../../.github/bundle/check.mjs", import.meta.url));
await build({
  entryPoints: [fileURLToPath(new URL("../action/main.js", import.meta.url))],
  outfile: file,
  absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  plugins: [leaveOut(["node-forge", "satteri"]), inOneFile],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
});

// pre-commit runs it by its name.
chmodSync(file, 0o755);
