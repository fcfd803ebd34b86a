import { CsvError, parse } from "csv-parse/sync";
import { EnvironmentFault } from "../../model/environment-fault.js";

const FIELDS = ["at", "event", "mark", "step"] as const;
type Field = (typeof FIELDS)[number];

/** An unchecked entry of an exported timeline. */
export interface TimelineRow {
  /** Where it stands, such as `timeline.json: entry 3`. */
  place: string;
  /** Null for an entry that is no object. */
  values: Partial<Record<Field, unknown>> | null;
  found: string;
}

/**
 * Reads an exported timeline: a JSON list of `{at, event, mark?, step?}`, or CSV with these headings.
 * @param name the name of the file in messages
 * @returns the entries, and the names of ignored fields
 * @throws EnvironmentFault if it is neither
 */
export function timelineRows(text: string, name: string): { rows: TimelineRow[]; ignored: string[] } {
  const plain = text.replace(/^\uFEFF/, "");
  const rows = /\.json$/i.test(name) || /^\s*[[{]/.test(plain) ? fromJson(plain, name) : fromCsv(plain, name);
  if (rows.length === 0) throw new EnvironmentFault(`${name}: no entries: expected a list of {at, event, mark, step}`);
  const fields = new Set<string>(FIELDS);
  const ignored = new Set(rows.flatMap(({ values }) => Object.keys(values ?? {})).filter((key) => !fields.has(key)));
  return { rows, ignored: [...ignored].sort() };
}

function fromJson(text: string, name: string): TimelineRow[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new EnvironmentFault(
      `${name}: not JSON: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    );
  }
  if (!Array.isArray(data)) throw new EnvironmentFault(`${name}: expected a list of {at, event, mark, step}`);
  return data.map((entry: unknown, index) => {
    const isObject = typeof entry === "object" && entry !== null && !Array.isArray(entry);
    const found = JSON.stringify(entry).slice(0, 60);
    return { place: `${name}: entry ${index + 1}`, values: isObject ? entry : null, found };
  });
}

function fromCsv(text: string, name: string): TimelineRow[] {
  try {
    const records = parse(text, {
      columns: (header: string[]) => header.map((title) => title.trim().toLowerCase()),
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    const headings = Object.keys(records[0]?.record ?? { at: "", event: "" });
    for (const field of ["at", "event"])
      if (!headings.includes(field))
        throw new EnvironmentFault(
          `${name}: line 1: missing column ${JSON.stringify(field)}: expected at,event,mark,step`,
        );
    return records.map(({ record, info }) => ({
      place: `${name}: line ${info.lines}`,
      // An empty cell counts as absent.
      values: Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== "")),
      found: "",
    }));
  } catch (error) {
    if (error instanceof CsvError) throw new EnvironmentFault(`${name}: not CSV: ${error.message}`);
    throw error;
  }
}
