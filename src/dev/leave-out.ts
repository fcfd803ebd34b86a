import { dirname } from "node:path";
import type { Plugin } from "esbuild";

/** Packages that other code could load, and where it would. */
const OPTIONAL = {
  // Secretlint opens key stores of this format by their path, and it is given no path.
  "node-forge": {
    path: /^\.\/index-[\w-]+\.js$/,
    importer: /secretlint-rule-preset-recommend.module.index-[\w-]+\.js$/,
  },
  // Source maps of precompiled templates.
  "source-map": { path: /^source-map$/, importer: /handlebars/ },
  // Feeds are written as XML and never read.
  sax: { path: /^sax$/, importer: /xml-js/ },
  // The fast parser, which needs a binary; without it the reference parser is used.
  satteri: { path: /^satteri$/, importer: /fast-markdown/ },
} as const;

/** Languages whose code is in no postmortem, and whose lists of keywords are long. */
const LANGUAGES = /\/languages\/(arduino|less|objectivec|php-template|python-repl|scss|swift|vbnet|wasm)\.js$/;

/** Leaves the highlighting of some languages out of a bundle: their code stays plain. */
export const fewerLanguages: Plugin = {
  name: "fewer languages",
  setup({ onLoad }) {
    onLoad({ filter: LANGUAGES }, () => ({ contents: "export default () => ({ contains: [] });" }));
  },
};

/** Leaves out what the HTML parser could say of faults in a page: nothing asks it. */
export const noFaultsOfHtml: Plugin = {
  name: "no faults of HTML",
  setup({ onLoad }) {
    onLoad({ filter: /hast-util-from-html[\\/]lib[\\/]errors\.js$/ }, () => ({
      contents: "export const errors = {};",
    }));
  },
};

/** Lets the Markdown parser read entities from the table of the HTML parser, which is the same one and comes along anyway. */
export const oneTableOfEntities: Plugin = {
  name: "one table of entities",
  setup({ onLoad }) {
    onLoad({ filter: /decode-named-character-reference[\\/]index\.js$/ }, ({ path }) => ({
      contents: `import { decodeHTMLStrict } from "entities/decode";
export function decodeNamedCharacterReference(name) {
  const text = "&" + name + ";";
  const decoded = decodeHTMLStrict(text);
  return decoded === text ? false : decoded;
}`,
      resolveDir: dirname(path),
    }));
  },
};

/** Leaves packages out of a bundle. Loading one fails at run time, as if it were not installed. */
export function leaveOut(names: readonly (keyof typeof OPTIONAL)[]): Plugin {
  return {
    name: "leave packages out",
    setup({ onResolve, onLoad, onEnd }) {
      const found = new Set<string>();
      for (const name of names) {
        const { path, importer } = OPTIONAL[name];
        onResolve({ filter: path }, (args) => {
          const isDeferred = args.kind === "dynamic-import" || args.kind === "require-call";
          if (!isDeferred || !importer.test(args.importer)) return undefined;
          found.add(name);
          return { path: name, namespace: "left-out" };
        });
      }
      // What is loaded with the package that names it is empty; what is loaded on demand fails as if it were not installed.
      onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => ({
        contents: path === "sax" ? "" : `throw new Error("${path} is not part of this bundle")`,
      }));
      onEnd(() => ({
        errors: names
          .filter((name) => !found.has(name))
          .map((name) => ({ text: `Nothing loads ${name} any more: do not list it` })),
      }));
    },
  };
}
