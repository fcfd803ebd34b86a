import type { Edit } from "../model/diagnostic.js";
import type { RawFile } from "../model/raw-file.js";
import { type ParsedFile, parseFile } from "../parse/parse-file.js";
import { editInRounds } from "./edit-in-rounds.js";

/** How files of one version of the schema become files of the next. */
export interface Migration {
  /** The version that it reads; it makes the next one. */
  from: number;
  /**
   * The edits that a file needs, besides that of `schema:` itself; none for kinds of files that have not changed. They
   * are edits of the text, so that comments, quotes and order stay.
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

/** Rewrites a file of an older schema, one version in each round. */
export async function migrateFile(raw: RawFile, migrations: readonly Migration[]): Promise<Migrated> {
  const current = currentSchema(migrations);
  const parsed = parseFile(raw);
  const from = schemaOf(parsed);
  if (from === undefined) return { state: "refused", reason: "its schema cannot be read; inquest check says why" };
  if (from > current)
    return { state: "refused", reason: `schema ${from} is newer than this inquest, which reads ${current}: update it` };
  const before = parsed.source.text;
  if (from === current) return { state: "current" };
  let version = from;
  const { changed } = await editInRounds(
    () => before,
    (texts) => {
      const text = texts.get(raw.path);
      const now = text === undefined ? parsed : parseFile({ ...raw, bytes: Buffer.from(text) });
      const reached = text === undefined ? from : version + 1;
      if (schemaOf(now) !== reached) return new Map();
      version = reached;
      const migration = migrations.find((one) => one.from === version);
      return migration === undefined ? new Map() : new Map([[raw.path, [editsOf(now, migration)]]]);
    },
  );
  if (version === current) return { state: "migrated", from, before, after: changed.get(raw.path) ?? before };
  const hasNext = migrations.some((one) => one.from === version);
  return {
    state: "refused",
    reason: hasNext
      ? `its form is too unusual to change from schema ${version} on: do it by hand`
      : `no migration leads on from schema ${version}`,
  };
}

function editsOf(parsed: ParsedFile, migration: Migration): readonly Edit[] {
  const { data, places, source } = parsed;
  const version = source.replace(places.value(data as object, "schema"), String(migration.from + 1));
  return [version, ...migration.edits(parsed)];
}

/** The version of a file that could be read without a fault. */
function schemaOf({ data, problems }: ParsedFile): number | undefined {
  const schema = (data as { schema?: unknown } | undefined | null)?.schema;
  return problems.length === 0 && Number.isInteger(schema) ? (schema as number) : undefined;
}
