import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../schema/", import.meta.url);
const ENDING = ".schema.json";

/** A reference to a definition of `common.schema.json`, in every schema that uses one. */
const COMMON = "urn:inquest:schema:1:common#/$defs/";

/** The schemas that come with the package, as plain data, by their name: `postmortem`, `taxonomy`, `common`. */
export function readSchemas(): Map<string, unknown> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return new Map(
    files
      .sort()
      .map((file) => [file.slice(0, -ENDING.length), JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))]),
  );
}

/**
 * A schema as one file that refers to no other: editors cannot look up the names that the package's schemas refer to
 * each other by.
 * @param name such as `taxonomy`
 */
export function readStandaloneSchema(name: string): string {
  const text = (schema: string) =>
    readFileSync(new URL(`${schema}${ENDING}`, FOLDER), "utf8").replaceAll(COMMON, "#/$defs/");
  type Schema = { $defs?: Record<string, unknown> };
  const common = (JSON.parse(text("common")) as Schema).$defs ?? {};
  const schema = JSON.parse(text(name)) as Schema;
  const definitions: Record<string, unknown> = { ...schema.$defs };
  const addDefinitionsFor = (part: unknown) => {
    for (const [, id = ""] of JSON.stringify(part).matchAll(/"#\/\$defs\/([^"/]+)/g))
      if (!(id in definitions) && id in common) {
        definitions[id] = common[id];
        addDefinitionsFor(common[id]);
      }
  };
  addDefinitionsFor(schema);
  return `${JSON.stringify({ ...schema, $defs: definitions })}\n`;
}
