import type { ForeignFile, ImportedDocument } from "../../importer.js";
import { type Data, dataOf, listOf, textAt } from "./values.js";

const MAX_DEPTH = 100;

/** One incident of an export, and the object that it came in. */
export interface Exported {
  incident: Data;
  beside: Data;
  /** How many incidents the file holds. */
  count: number;
}

/**
 * The incidents of an export: the object itself, `{incident: …}`, `{incidents: […]}`, a page `{data: […]}`, or a list of any of these.
 * @param isIncident by what its service documents, whether an object is one
 */
export function incidentsIn({ json }: ForeignFile, isIncident: (data: Data) => boolean): Exported[] {
  if (isTooDeep(json)) return [];
  const found = Array.isArray(json)
    ? json.flatMap((one: unknown) => pairsIn(one, isIncident))
    : pairsIn(json, isIncident);
  return found.map((pair) => ({ ...pair, count: found.length }));
}

/** Whether values are nested deeper than any service nests them, found without recursion. */
function isTooDeep(json: unknown): boolean {
  const stack: [value: unknown, depth: number][] = [[json, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return true;
    if (typeof value === "object" && value !== null)
      for (const one of Object.values(value)) if (typeof one === "object") stack.push([one, depth + 1]);
  }
  return false;
}

function pairsIn(json: unknown, isIncident: (data: Data) => boolean): Omit<Exported, "count">[] {
  const beside = dataOf(json);
  if (!beside) return [];
  if (isIncident(beside)) return [{ incident: beside, beside }];
  const all = [dataOf(beside.incident), ...listOf(beside.incidents), ...listOf(beside.data)];
  return all.flatMap((incident) => (incident && isIncident(incident) ? [{ incident, beside }] : []));
}

/**
 * What belongs to an incident and is listed apart, by its name in the service's interface: in the incident, or beside it.
 * An entry that names its incident belongs to that one only; one that names none, to the only incident of the file.
 */
export function listedWith({ incident, beside, count }: Exported, name: string): Data[] {
  const id = textAt(incident, "id");
  const own = listOf(incident[name]);
  const others = beside === incident ? [] : listOf(beside[name]);
  const belongs = (entry: Data) => {
    const of = textAt(entry, "incident_id") ?? textAt(entry, "incident", "id");
    return of === null ? count === 1 : of === id;
  };
  return [...own, ...others.filter(belongs)];
}

/**
 * The part of a file with several incidents that is about one of them, with what is listed apart; null where it is the only one.
 * @param name its name, as its service shows it; of it, what can stand in a file name
 */
export function partOf(
  exported: Exported,
  name: string | null,
  lists: readonly string[],
): { name: string; text: string } | null {
  if (exported.count === 1) return null;
  const { incident } = exported;
  const listed = lists
    .map((list) => [list, listedWith(exported, list)] as const)
    .filter(([, entries]) => entries.length > 0);
  const whole = { ...incident, ...Object.fromEntries(listed) };
  const plain = (name ?? textAt(incident, "id") ?? "").replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
  return { name: `${plain.slice(0, 80) || "incident"}.json`, text: `${JSON.stringify(whole, null, 2)}\n` };
}

/** Documents of one file whose parts have a name of their own each. */
export function withOwnParts(documents: readonly ImportedDocument[]): ImportedDocument[] {
  const taken = new Set<string>();
  return documents.map((document) => {
    if (document.part === null) return document;
    const base = document.part.name.replace(/\.json$/, "");
    let name = document.part.name;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}.json`;
    taken.add(name.toLowerCase());
    return { ...document, part: { ...document.part, name } };
  });
}
