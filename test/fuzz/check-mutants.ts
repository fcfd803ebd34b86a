import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { catalogRoleOf, type FileRole } from "../../src/model/raw-file.js";
import { parseFile } from "../../src/parse/parse-file.js";
import { load } from "../../src/pipeline/load.js";
import { planFor } from "../../src/pipeline/site.js";
import { readEvidence } from "../../src/read/read-evidence.js";
import { validate } from "../../src/validate/validate.js";
import { mutate } from "./mutate.js";

/** Tests and npm scripts run in the folder of this repository. */
const BASE = resolve("templates/scaffold/collection");
const EXAMPLE = resolve("postmortems");

/** A file that is mutated: as it is, and what the mutant is in the collection. */
interface Original {
  text: string;
  path: string;
  file: FileRole;
}

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
  /** Called with each failure as it comes. */
  onFailure?: (failure: Outcome["failures"][number]) => void;
}

/**
 * Checks mutated postmortems, drills and catalogs, one at a time in a sound collection: nothing throws, every place is one of
 * its text, and a document adds no diagnostic to another file. What a catalog loses, others miss.
 */
export async function checkMutants({ from, cases, renderEvery, onFailure }: FuzzOptions): Promise<Outcome> {
  const originals = originalFiles();
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
  const ofOthers = (all: readonly Diagnostic[], path: string) =>
    all
      .filter(({ file, rule }) => file !== path && !ABOUT_OTHERS.test(rule))
      .map(({ file, rule, line }) => `${file}:${line} ${rule}`);
  const before = new Set(ofOthers((await validate(parsed, given, options)).diagnostics, ""));
  for (let seed = from; seed < from + cases; seed++) {
    const failed = (what: string) => {
      outcome.failures.push({ seed, what });
      onFailure?.({ seed, what });
    };
    const original = originals[seed % originals.length] as Original;
    const { path, file } = original;
    const bytes = mutate(original.text, seed);
    const started = performance.now();
    try {
      const mutant = parseFile({ path, file, bytes });
      const checked = await validate([...parsed.filter((one) => one.path !== path), mutant], given, options);
      const others = ofOthers(checked.diagnostics, path).filter((one) => !before.has(one));
      if (file.role !== "catalog" && others.length > 0) failed(`a finding outside of its file: ${others[0]}`);
      const misplaced = checked.diagnostics.find(
        (one) => one.file === path && mutant.source.line(one.line) === undefined,
      );
      if (misplaced) failed(`a place outside of the text: ${misplaced.rule}`);
      if (seed % renderEvery === 0) {
        for (const audience of ["public", "internal"] as const) {
          const site = { audience, baseUrl: null, now: "2026-11-23", commit: null, version: "0", isPartial: true };
          const { plan } = await planFor(BASE, checked.collection, site);
          const pages =
            file.role === "catalog" ? plan.files() : [plan.file(path.replace(/\.md$/, "/index.html"))].values();
          for (const page of pages)
            if (page?.path.endsWith(".html") && bringsAnything(String(page.content)))
              failed(`something on ${page.path} that no text may bring`);
        }
      }
    } catch (error) {
      failed((error as Error).stack?.split("\n").slice(0, 3).join(" ") ?? String(error));
    }
    const milliseconds = performance.now() - started;
    if (milliseconds > outcome.worst.milliseconds) outcome.worst = { seed, milliseconds };
    outcome.cases++;
    outcome.peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  }
  return outcome;
}

/** Whether a page holds a script, an address that runs one, or a character that turns text around. */
function bringsAnything(page: string): boolean {
  return /<script>(?!<)|\s(?:href|src|srcset|action|data)="\s*javascript:|[\u202e\ufffe]/i.test(
    page.replaceAll(/<code[\s\S]*?<\/code>/g, ""),
  );
}

/** The examples of the scaffold and of the example collection; every fourth is a drill, every eighth a catalog. */
function originalFiles(): Original[] {
  const texts = (folder: string, ending: string) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
  const documents = (role: "postmortem" | "drill", folder: string) =>
    [...texts(join(BASE, folder), ".md"), ...texts(join(EXAMPLE, folder), ".md").slice(0, 3)].map(({ text }) => {
      const id = `2026-03-15-mutant-${role}`;
      return { text, path: `${folder}/${id}.md`, file: { role, id } };
    });
  const postmortems = documents("postmortem", "incidents");
  const drills = documents("drill", "drills");
  const catalogs = texts(join(BASE, "catalog"), ".yaml").flatMap(({ name, text }) => {
    const path = `catalog/${name}`;
    const file = catalogRoleOf(path);
    return file ? [{ text, path, file }] : [];
  });
  const turn = <T>(all: readonly T[], at: number) => all[at % all.length] as T;
  return Array.from({ length: 8 * postmortems.length * drills.length * catalogs.length }, (_, at) => {
    const round = Math.floor(at / 8);
    if (at % 8 === 7) return turn(catalogs, round);
    return at % 4 === 3 ? turn(drills, round) : turn(postmortems, at);
  });
}
