import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { hasOwnStemmer } from "../search/language.js";
import { LANGUAGE_NAMES } from "../search/languages.js";

/** Writes `dist/words/<language>.js`: the stop words and stems of each language, for the indexer and for the search page. */
export async function bundleWords(): Promise<Metafile["outputs"]> {
  const outputs: Metafile["outputs"] = {};
  for (const [code, name] of Object.entries(LANGUAGE_NAMES)) {
    const contents = [
      `export { stopwords } from "@orama/stopwords/${name}";`,
      ...(hasOwnStemmer(code) ? [] : [`export { stemmer } from "@orama/stemmers/${name}";`]),
    ].join("\n");
    const { metafile } = await build({
      absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
      stdin: { contents, resolveDir: fileURLToPath(new URL("../../", import.meta.url)) },
      outfile: `dist/words/${code}.js`,
      bundle: true,
      format: "esm",
      target: "es2022",
      minify: true,
      charset: "utf8",
      legalComments: "none",
      metafile: true,
      logLevel: "warning",
    });
    Object.assign(outputs, metafile.outputs);
  }
  return outputs;
}
