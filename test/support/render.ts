import { measure } from "../../src/measure/measure.js";
import type { Collection } from "../../src/model/collection.js";
import { compareText } from "../../src/model/diagnostic.js";
import { ruleInputs } from "../../src/pipeline/site.js";
import { readSiteFiles } from "../../src/read/read-site-files.js";
import { createRenderer, type Renderer } from "../../src/render/kit/templates/renderer.js";
import type { SiteInput } from "../../src/render/shared/site-input.js";
import { planSite, type SitePlan } from "../../src/render/site.js";
import { bareGraph } from "./collection.js";
import { similarIndexFor } from "./similar-index.js";

const TODAY = "2026-11-23";

let parts: Pick<SiteInput, "rules" | "schemas" | "assets"> | undefined;

/** What comes with the package: read and parsed once for all sites of a worker. */
function packageParts(): NonNullable<typeof parts> {
  parts ??= { rules: ruleInputs(), ...readSiteFiles() };
  return parts;
}

/** Renders a collection as a graph without edges. Pages by path, sorted. */
export async function renderPages(
  of: Collection,
  input: Partial<SiteInput> = {},
  render?: Renderer,
): Promise<Map<string, string>> {
  const plan = await planOf(of, input, render);
  const files = [...plan.files()].sort((a, b) => compareText(a.path, b.path));
  return new Map(files.map(({ path, content }) => [path, String(content)]));
}

/** What search finds in a collection, by the path of its page. */
export async function searchRecordsOf(of: Collection, input: Partial<SiteInput> = {}) {
  return new Map(Array.from((await planOf(of, input)).records(), (record) => [record.path, record.make()]));
}

async function planOf(of: Collection, input: Partial<SiteInput>, render = createRenderer()): Promise<SitePlan> {
  const graph = input.graph ?? bareGraph(of);
  return planSite(
    {
      graph,
      measures: measure(graph, TODAY),
      similarIndex: await similarIndexFor(graph),
      now: TODAY,
      commit: null,
      commits: new Map(),
      audience: "internal",
      baseUrl: null,
      version: "0.0.0",
      attachments: new Map(),
      evidenceHashes: new Map(),
      logo: null,
      isPartial: false,
      unshown: [],
      ...packageParts(),
      ...input,
    },
    render,
  );
}

/** The text of a page as it is read: without markup, spaces made one. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&#x27;", "'")
    .replaceAll("&#x3D;", "=")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ");
}
