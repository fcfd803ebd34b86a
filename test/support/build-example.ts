import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { measure } from "../../src/measure/measure.js";
import { ruleInputs } from "../../src/pipeline/site.js";
import { readLanguageAsset, readSiteFiles } from "../../src/read/read-site-files.js";
import { createRenderer } from "../../src/render/kit/templates/renderer.js";
import { planSite } from "../../src/render/site.js";
import { buildSearchIndex } from "../../src/search/build-index.js";
import { loadLanguage } from "../../src/search/languages.js";
import { loadExample } from "./load-example.js";
import { similarIndexFor } from "./similar-index.js";

/** Where the example is meant to be published: a base path shows links that only work at the root. */
const BASE_URL = "https://learning.example.org/failure/";

/** Builds the site of `postmortems/` into a new temporary folder. */
export async function buildExample(): Promise<string> {
  const graph = await loadExample();
  const now = "2026-11-23";
  const plan = planSite(
    {
      graph,
      measures: measure(graph, now),
      similarIndex: await similarIndexFor(graph),
      now,
      isPartial: false,
      unshown: [],
      commit: { hash: "0123456789abcdef0123456789abcdef01234567", time: "2026-11-23T10:00:00Z" },
      commits: new Map(),
      audience: "public",
      baseUrl: BASE_URL,
      version: "0.0.0",
      rules: ruleInputs(),
      attachments: new Map(),
      evidenceHashes: new Map(),
      logo: null,
      ...readSiteFiles(),
    },
    createRenderer(),
  );
  const files = [...plan.files(), readLanguageAsset("en")];
  const folder = await mkdtemp(join(tmpdir(), "inquest-example-"));
  for (const { path, content } of [...files, ...buildSearchIndex(plan.records(), await loadLanguage("en"))]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}
