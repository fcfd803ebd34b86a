import { compareText } from "../model/diagnostic.js";
import { LOCK_FILE, type LockedSource } from "../model/repository-source.js";
import { Source } from "../model/source.js";
import { parseYaml } from "../parse/yaml.js";
import { conflictMarkers } from "../validate/conflict-markers.js";

const VERSION = 1;
const FIELDS = ["name", "url", "ref", "folder", "commit"] as const satisfies readonly (keyof LockedSource)[];

/** The text of a lock. The same sources give the same bytes. */
export function lockText(sources: readonly LockedSource[]): string {
  const entries = sources
    .toSorted((a, b) => compareText(a.name, b.name))
    .map((one) =>
      FIELDS.map((field, at) => `  ${at === 0 ? "-" : " "} ${field}: ${JSON.stringify(one[field])}\n`).join(""),
    );
  return `# Written by inquest update: the commits of the sources of inquest.yaml that everything else reads. Commit this file.\nversion: ${VERSION}\nsources:${entries.length === 0 ? " []" : ""}\n${entries.join("")}`;
}

/** Reads a lock; a sentence where it is none. */
export function readLock(text: string): { sources: LockedSource[] } | { fault: string } {
  const source = new Source(LOCK_FILE, text);
  const [marker] = conflictMarkers(source);
  if (marker)
    return { fault: `${LOCK_FILE}:${source.place(marker.start, marker.end).line}: Unresolved conflict of a merge` };
  const { data, problems } = parseYaml(source, 0, text.length);
  const [problem] = problems;
  if (problem !== undefined) return { fault: `${LOCK_FILE}:${problem.place.line}: ${problem.message}` };
  const { version, sources } = (data ?? {}) as { version?: unknown; sources?: unknown };
  if (version !== VERSION)
    return {
      fault: `${LOCK_FILE} has version ${JSON.stringify(version) ?? "none"}, and this inquest reads version ${VERSION}`,
    };
  if (!Array.isArray(sources) || !sources.every(isLocked))
    return { fault: `${LOCK_FILE} is not what inquest update writes` };
  return { sources };
}

function isLocked(value: unknown): value is LockedSource {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Partial<Record<string, unknown>>;
  return FIELDS.every((field) => typeof entry[field] === "string") && /^[0-9a-f]{40,64}$/.test(String(entry.commit));
}
