import type { Diagnostic } from "../model/diagnostic.js";
import { type Place, starts } from "../model/place.js";
import type { Suppression } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import type { CheckedFile } from "./checked-file.js";
import { declaredIn } from "./ids/declared-in.js";

/** An entry of a `suppress` list and the diagnostics that it can cover. */
interface Suppressor {
  suppression: Suppression;
  file: string;
  /** The place of the entry in the list. */
  place: Place;
  /** Where diagnostics are covered; undefined if `at` matches nothing in the file. */
  within: Place | "file" | undefined;
  used: boolean;
  /** It would cover a diagnostic if it had an `until`. */
  lacksUntil: boolean;
}

/** The diagnostics that suppressions cover and do not cover, and the suppressions to report. */
export interface Suppressed {
  kept: Diagnostic[];
  suppressed: Diagnostic[];
  /** Past their `until`. */
  expired: Suppressor[];
  /** Not expired, and covering no diagnostic. */
  unused: Suppressor[];
}

/**
 * Applies the suppressions of documents and catalog entries. A suppression covers diagnostics of its rule in its own file:
 * in a document everywhere or within the entry that `at` names, in a catalog within its entry. It still applies on the day
 * of `until`; without `until` it covers infos only.
 * @param locked ids of rules that cannot be suppressed
 * @param now `YYYY-MM-DD`
 */
export function applySuppressions(
  diagnostics: readonly Diagnostic[],
  files: readonly CheckedFile[],
  locked: ReadonlySet<string>,
  now: string,
): Suppressed {
  const all = files.flatMap(suppressorsOf);
  const expired = all.filter(({ suppression }) => suppression.until !== undefined && suppression.until < now);
  const active = new Map<string, Suppressor[]>();
  for (const one of all) {
    if (expired.includes(one)) continue;
    const key = `${one.suppression.rule} ${one.file}`;
    active.set(key, [...(active.get(key) ?? []), one]);
  }
  const kept: Diagnostic[] = [];
  const suppressed: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const near = (active.get(`${diagnostic.rule} ${diagnostic.file}`) ?? []).filter(
      ({ within }) => within === "file" || (within !== undefined && starts(diagnostic, within)),
    );
    const covering = near.filter(
      ({ suppression }) => suppression.until !== undefined || diagnostic.severity === "info",
    );
    for (const one of near) one.lacksUntil ||= !covering.includes(one);
    if (covering.length === 0 || locked.has(diagnostic.rule)) kept.push(diagnostic);
    else suppressed.push(diagnostic);
    for (const one of covering) one.used ||= !locked.has(diagnostic.rule);
  }
  const unused = all.filter((one) => !one.used && !expired.includes(one));
  return { kept, suppressed, expired, unused };
}

function suppressorsOf({ parsed, schema }: CheckedFile): Suppressor[] {
  const { data } = schema;
  if (typeof data !== "object" || data === null) return [];
  const { role } = parsed.file;
  if (role === "postmortem" || role === "drill") {
    return listed(data, parsed, (at) => {
      if (at === undefined) return "file";
      const found = declaredIn(parsed.file, data).find(({ id }) => id === at);
      return found && parsed.places.whole(found.entry);
    });
  }
  if (role !== "catalog") return [];
  const declared = declaredIn(parsed.file, data);
  return declared.flatMap(({ entry, parent }) => {
    if (parent) return [];
    return listed(entry, parsed, (at) => {
      const inner = declared.find((one) => one.parent === entry && one.entry.id === at)?.entry;
      const target = at === undefined ? entry : inner;
      return target && parsed.places.whole(target);
    });
  });
}

function listed(
  holder: object,
  { path, places }: ParsedFile,
  within: (at: string | undefined) => Place | "file" | undefined,
): Suppressor[] {
  const list = (holder as { suppress?: Suppression[] }).suppress ?? [];
  return list.map((suppression) => ({
    suppression,
    file: path,
    place: places.value(suppression, "rule"),
    within: within(suppression.at),
    used: false,
    lacksUntil: false,
  }));
}
