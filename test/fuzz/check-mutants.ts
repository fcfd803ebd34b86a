import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { parseFile } from "../../src/parse/parse-file.js";
import { planFor } from "../../src/pipeline/site.js";
import { load } from "../../src/pipeline.js";
import { readEvidence } from "../../src/read/read-evidence.js";
import { validate } from "../../src/validate/validate.js";
import { mutate } from "./mutate.js";

/** Tests and npm scripts run in the folder of this repository. */
const BASE = resolve("templates/scaffold/collection");
const EXAMPLE = resolve("postmortems/incidents");
const NAME = "2026-03-15-mutant.md";
const PATH = `incidents/${NAME}`;
/** Rules whose diagnostics stand at another file because of what a document says or does not say. */
const ABOUT_OTHERS =
  /^(?:uncited|unchecked-.*|orphan-entry|same-statement|copied-document|duplicate-id|recurrence-.*|scenario-.*|evidence-.*|policy-.*|objective-.*|proven-by-itself|gap-.*|contract-.*|old-form)$/;

/** What some cases came to. */
export interface Outcome {
  cases: number;
  /** What is wrong, by the seed of the case. */
  failures: { seed: number; what: string }[];
  worst: { seed: number; milliseconds: number };
  /** Peak of the resident memory of the process, in megabytes. */
  peakMegabytes: number;
}

export interface FuzzOptions {
  from: number;
  cases: number;
  /** Every so many cases the page of the mutant is rendered too. */
  renderEvery: number;
}

/**
 * Checks mutated documents, one at a time in a sound collection: nothing throws, and all diagnostics that others
 * have without the mutant they have with it.
 */
export async function checkMutants({ from, cases, renderEvery }: FuzzOptions): Promise<Outcome> {
  const originals = originalTexts();
  const outcome: Outcome = { cases: 0, failures: [], worst: { seed: -1, milliseconds: 0 }, peakMegabytes: 0 };
  const options = { now: "2026-11-23", today: "2026-11-23", asPublished: false };
  const { parsed } = load(BASE, { baseline: null });
  const given = {
    evidence: readEvidence(BASE),
    history: new Map(),
    removed: [],
    repositoryFiles: new Map(),
    unreadable: [],
    changes: null,
  };
  const ofOthers = (all: readonly Diagnostic[]) =>
    all
      .filter(({ file, rule }) => file !== PATH && !ABOUT_OTHERS.test(rule))
      .map(({ file, rule, line }) => `${file}:${line} ${rule}`);
  const before = new Set(ofOthers((await validate(parsed, given, options)).diagnostics));
  for (let seed = from; seed < from + cases; seed++) {
    const bytes = mutate(originals[seed % originals.length] ?? "", seed);
    const started = performance.now();
    try {
      const mutant = parseFile({ path: PATH, file: { role: "postmortem", id: "2026-03-15-mutant" }, bytes });
      const checked = await validate([...parsed, mutant], given, options);
      const others = ofOthers(checked.diagnostics).filter((one) => !before.has(one));
      if (others.length > 0) outcome.failures.push({ seed, what: `a finding outside of its file: ${others[0]}` });
      const misplaced = checked.diagnostics.find(
        ({ file, line }) => file === PATH && mutant.source.line(line) === undefined,
      );
      if (misplaced) outcome.failures.push({ seed, what: `a place outside of the text: ${misplaced.rule}` });
      if (seed % renderEvery === 0) {
        for (const audience of ["public", "internal"] as const) {
          const site = { audience, baseUrl: null, now: "2026-11-23", commit: null, version: "0", isPartial: true };
          const { plan } = await planFor(BASE, checked.collection, site);
          const page = plan.file("incidents/2026-03-15-mutant/index.html")?.content;
          if (
            typeof page === "string" &&
            /<script>(?!<)|javascript:[^"<]*"|[\u202e\ufffe]/.test(page.replaceAll(/<code[\s\S]*?<\/code>/g, ""))
          )
            outcome.failures.push({ seed, what: "something on the page that no text may bring" });
        }
      }
    } catch (error) {
      outcome.failures.push({ seed, what: (error as Error).stack?.split("\n").slice(0, 3).join(" ") ?? String(error) });
    }
    const milliseconds = performance.now() - started;
    if (milliseconds > outcome.worst.milliseconds) outcome.worst = { seed, milliseconds };
    outcome.cases++;
    outcome.peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  }
  return outcome;
}

/** The example of the scaffold, and the shortest of the example collection. */
function originalTexts(): string[] {
  const scaffold = join(BASE, "incidents");
  const own = readdirSync(scaffold).map((name) => join(scaffold, name));
  const all = readdirSync(EXAMPLE)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => join(EXAMPLE, name));
  return [...own, ...own, ...own, ...all.slice(0, 3)].map((path) => readFileSync(path, "utf8"));
}
