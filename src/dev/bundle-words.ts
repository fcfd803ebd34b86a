import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { hasOwnStemmer } from "../search/language.js";
import { LANGUAGE_NAMES } from "../search/languages.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = join(PACKAGE, "dist/words");

/**
 * Writes `dist/words/languages.js`: the stop words and stems of each language, for the indexer and for the search page.
 * Each is one export on a line of its own, because a site gets only the line of its language.
 */
export async function bundleWords(): Promise<Metafile["outputs"]> {
  const outputs: Metafile["outputs"] = {};
  const lines: string[] = [];
  for (const [code, name] of Object.entries(LANGUAGE_NAMES)) {
    const stemmer = hasOwnStemmer(code) ? [] : [`export { stemmer } from "@orama/stemmers/${name}";`];
    const { metafile, outputFiles } = await build({
      absWorkingDir: PACKAGE,
      stdin: {
        contents: [`export { stopwords } from "@orama/stopwords/${name}";`, ...stemmer].join("\n"),
        resolveDir: PACKAGE,
      },
      outfile: `${code}.js`,
      write: false,
      bundle: true,
      format: "iife",
      globalName: code,
      target: "es2022",
      minify: true,
      charset: "utf8",
      legalComments: "none",
      metafile: true,
      logLevel: "warning",
    });
    const line = outputFiles[0]?.text.trim() ?? "";
    if (!line.startsWith(`var ${code}=`) || line.includes("\n")) throw new Error(`${name}: expected one line`);
    lines.push(`export ${line}\n`);
    Object.assign(outputs, metafile.outputs);
  }
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "languages.js"), lines.join(""));
  return outputs;
}
