/**
 * How well `recall --like` finds what authors have declared as related: hit@1, recall@5 and MRR of the ranking by text, by
 * structure, and of both fused. A query is a postmortem with at least one declared link to another document; what it names is
 * right, in either direction. The rankings do not see these links. Weights were fixed by judgement before the first run, so that
 * every query is held out; results stand apart for two halves of the organisations. At last the changes that are known to have
 * brought incidents about, and whether what is older would have spoken up at them.
 */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { link } from "../../src/link/link.js";
import { type Edge, edgesFrom, edgesTo, type Graph, type NodeRef } from "../../src/model/graph.js";
import { load } from "../../src/pipeline/load.js";
import { PathIndex } from "../../src/recall/path-index.js";
import { recall } from "../../src/recall/recall.js";
import { rememberedDocuments } from "../../src/recall/remembered-document.js";
import { queryLike, similarIndexOf, similarTo } from "../../src/recall/similar/similar.js";
import { searchStructure } from "../../src/recall/similar/structure.js";
import { searchText } from "../../src/recall/similar/text-index.js";
import { loadLanguage } from "../../src/search/languages.js";
import { WordReader } from "../../src/search/words.js";
import { collectionOf } from "../../src/validate/collect.js";
import { INTRODUCING_CHANGES } from "./introducing-changes.js";

const EXAMPLE = fileURLToPath(new URL("../../postmortems", import.meta.url));
const RESAMPLES = 10_000;

interface Query {
  id: string;
  organisation: string;
  right: ReadonlySet<string>;
}

interface Scores {
  hit1: number;
  recall5: number;
  mrr: number;
}

const graph = link(collectionOf(load(process.argv[2] ?? EXAMPLE, { baseline: null }).parsed));
const reader = new WordReader(await loadLanguage("en"));
const queries = queriesOf(graph);
const { text, structure } = similarIndexOf(graph, reader);
const { postmortems } = graph.collection;

const rankings: Record<string, (id: string) => string[]> = {
  text: (id) => searchText(text, queryOf(id).text).map((match) => match.id),
  structure: (id) => searchStructure(structure, queryOf(id).entries).map((match) => match.id),
  fused: (id) => similarTo({ text, structure }, queryOf(id)).map((match) => match.id),
};

const results = new Map(
  Object.entries(rankings).map(([name, rank]) => [name, queries.map((query) => scoresOf(query, rank(query.id)))]),
);

for (const [title, included] of [
  ["all", () => true],
  ["first half of the organisations", ({ organisation }: Query) => isFirstHalf(organisation)],
  ["second half of the organisations", ({ organisation }: Query) => !isFirstHalf(organisation)],
] as const) {
  const at = queries.flatMap((query, index) => (included(query) ? [index] : []));
  console.log(`\n${title}: n = ${at.length}`);
  console.log("ranking    hit@1  recall@5   MRR");
  for (const [name, scores] of results) {
    const of = at.flatMap((index) => scores[index] ?? []);
    const cells = (["hit1", "recall5", "mrr"] as const).map((key) => mean(of.map((one) => one[key])).toFixed(2));
    console.log(`${name.padEnd(10)} ${cells[0]?.padStart(5)} ${cells[1]?.padStart(9)} ${cells[2]?.padStart(5)}`);
  }
}
const differences = queries.map(
  (_, index) => (results.get("fused")?.[index]?.recall5 ?? 0) - (results.get("text")?.[index]?.recall5 ?? 0),
);
const [low, high] = bootstrap(differences);
console.log(
  `\nrecall@5, fused less text: ${mean(differences).toFixed(2)}, 95% of ${RESAMPLES} resamples from ${low.toFixed(2)} to ${high.toFixed(2)}`,
);

replayChanges();

/** Whether the postmortems and drills older than a change speak up at it, by its paths. */
function replayChanges(): void {
  console.log(
    `\nat the changes that brought an incident about, as far as its record names them: n = ${INTRODUCING_CHANGES.length}`,
  );
  let fired = 0;
  for (const { incident, change, on, paths } of INTRODUCING_CHANGES) {
    const older = rememberedDocuments(graph, on).filter(({ answer }) => answer.date !== null && answer.date < on);
    const answers = recall(PathIndex.of(older, on), { paths, likeness: null }, { folder: "", limit: 3 });
    if (answers.length > 0) fired++;
    const naming = older.filter(({ globs }) => globs.length > 0).length;
    console.log(
      `${incident}: ${answers.map(({ id }) => id).join(", ") || "silence"}; ${older.length} older, ${naming} of them name paths (${change})`,
    );
  }
  console.log(`recall spoke at ${fired} of ${INTRODUCING_CHANGES.length}`);
}

function queryOf(id: string) {
  const document = postmortems.find((one) => one.id === id);
  if (document === undefined) throw new Error(id);
  return queryLike(document, graph);
}

function queriesOf({ collection }: Graph): Query[] {
  const organisations = new Map(collection.catalogs.services.map(({ id, organisation }) => [id, organisation]));
  return collection.postmortems.flatMap(({ id, data }): Query[] => {
    const ref: NodeRef = `incident:${id}`;
    const linked = (["recurs", "relates-to", "exercises"] as const).flatMap((type) => [
      ...edgesFrom(graph, ref, type).map(({ to }: Edge) => to),
      ...edgesTo(graph, ref, type).map(({ from }: Edge) => from),
    ]);
    const right = new Set(linked.map((other) => other.slice(other.indexOf(":") + 1)));
    const organisation = organisations.get(data.services?.[0]?.service ?? "") ?? "";
    return right.size === 0 ? [] : [{ id, organisation, right }];
  });
}

function scoresOf({ id, right }: Query, ranked: readonly string[]): Scores {
  const others = ranked.filter((one) => one !== id);
  const first = others.findIndex((one) => right.has(one));
  const found = others.slice(0, 5).filter((one) => right.has(one)).length;
  return { hit1: first === 0 ? 1 : 0, recall5: found / Math.min(right.size, 5), mrr: first < 0 ? 0 : 1 / (first + 1) };
}

/** By the hash of the name, so that no judgement enters. */
function isFirstHalf(organisation: string): boolean {
  return (createHash("sha256").update(organisation).digest()[0] ?? 0) < 128;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}

/** The middle 95% of the means of resamples, drawn with a fixed seed. */
function bootstrap(values: readonly number[]): [low: number, high: number] {
  let seed = 42;
  const next = () => {
    // A linear congruential generator: its quality is enough to choose indexes.
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(next() * values.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return [means[Math.floor(0.025 * RESAMPLES)] ?? 0, means[Math.floor(0.975 * RESAMPLES)] ?? 0];
}
