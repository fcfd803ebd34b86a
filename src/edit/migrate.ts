import type { Edit } from "../model/diagnostic.js";
import type { RawFile } from "../model/raw-file.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";
import { applyEdits } from "./apply-edits.js";

/** How files of one version of the schema become files of the next. */
export interface Migration {
  /** The version that it reads; it makes the next one. */
  from: number;
  /**
   * The edits that a file needs, beside that of `schema:` itself; none for kinds of files that have not changed. They
   * are edits of the text, so that comments, quotes and order stay where nothing else is said.
   */
  edits(file: ParsedFile): readonly Edit[];
}

/** What came of one file. */
export type Migrated =
  | { state: "current" }
  | { state: "migrated"; from: number; before: string; after: string }
  | { state: "refused"; reason: string };

/** The version that the last migration makes, which is the one that this program reads. */
export function currentSchema(migrations: readonly Migration[]): number {
  return (migrations.at(-1)?.from ?? 0) + 1;
}

/** Rewrites a file of an older schema, step by step, each on the text that the one before it made. */
export function migrateFile(raw: RawFile, migrations: readonly Migration[]): Migrated {
  const current = currentSchema(migrations);
  let parsed = parseFile(raw);
  const from = schemaOf(parsed);
  if (from === undefined) return { state: "refused", reason: "its schema cannot be read; inquest check says why" };
  if (from > current)
    return { state: "refused", reason: `schema ${from} is newer than this inquest, which reads ${current}: update it` };
  const before = parsed.source.text;
  for (let version = from; version < current; version++) {
    const migration = migrations.find((one) => one.from === version);
    if (migration === undefined) return { state: "refused", reason: `no migration leads on from schema ${version}` };
    const text = step(parsed, migration);
    if (text === undefined)
      return { state: "refused", reason: `its form is too unusual to change from schema ${version} on: do it by hand` };
    parsed = parseFile({ ...raw, bytes: Buffer.from(text) });
  }
  return from === current ? { state: "current" } : { state: "migrated", from, before, after: parsed.source.text };
}

/** The text after one migration; undefined where its edits get in each other's way or break the file. */
function step(parsed: ParsedFile, migration: Migration): string | undefined {
  const { data, places, source } = parsed;
  const version = source.replace(places.value(data as object, "schema"), String(migration.from + 1));
  const groups = [version, ...migration.edits(parsed)].map((edit) => [edit]);
  const { text, applied } = applyEdits(source.text, groups);
  if (applied < groups.length) return undefined;
  const after = parseFile({ path: parsed.path, file: parsed.file, bytes: Buffer.from(text) });
  return schemaOf(after) === migration.from + 1 ? text : undefined;
}

/** The version of a file that could be read without a fault. */
function schemaOf({ data, problems }: ParsedFile): number | undefined {
  const schema = (data as { schema?: unknown } | undefined | null)?.schema;
  return problems.length === 0 && Number.isInteger(schema) ? (schema as number) : undefined;
}
