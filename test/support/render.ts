import { measure } from "../../src/measure/measure.js";
import type { Collection } from "../../src/model/collection.js";
import { ruleInputs } from "../../src/pipeline/site.js";
import { readSiteFiles } from "../../src/read/read-site-files.js";
import { createRenderer } from "../../src/render/kit/templates/renderer.js";
import type { SiteInput } from "../../src/render/shared/site-input.js";
import { planSite } from "../../src/render/site.js";
import { bareGraph } from "./collection.js";

/** Renders a collection as a graph without edges. Pages by path. */
export async function renderPages(of: Collection, input: Partial<SiteInput> = {}): Promise<Map<string, string>> {
  const graph = input.graph ?? bareGraph(of);
  const now = "2026-11-23";
  const plan = planSite(
    {
      graph,
      measures: measure(graph, now),
      now,
      commit: null,
      audience: "internal",
      baseUrl: null,
      version: "0.0.0",
      rules: await ruleInputs(),
      attachments: new Map(),
      logo: null,
      ...readSiteFiles(),
      ...input,
    },
    createRenderer(),
  );
  return new Map([...plan.files()].map(({ path, content }) => [path, String(content)]));
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
