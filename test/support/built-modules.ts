import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vitest/config";

const SRC = fileURLToPath(new URL("../../src/", import.meta.url));
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/**
 * Tests that import a module of the source get what the compiler made of it, which is current (see `global-setup.ts`), and
 * which Node loads itself: where the test runner transforms modules, each use of an import is a call, and tests take a third
 * longer. Not while watching, since the runner watches only what it has transformed.
 */
export function builtModules(): Plugin {
  let isWatching = false;
  return {
    name: "built-modules",
    enforce: "pre",
    config: () => ({ test: { server: { deps: { external: [/\/dist\/.*\.js$/] } } } }),
    configureVitest({ vitest }) {
      isWatching = vitest.config.watch;
    },
    resolveId(id, importer) {
      if (isWatching || importer === undefined || !/^\.\.?\/.*\.js$/.test(id)) return null;
      const path = join(importer, "..", id);
      const built = join(DIST, path.slice(SRC.length));
      // What runs in browsers is not compiled.
      return path.startsWith(SRC) && existsSync(built) ? built : null;
    },
  };
}
