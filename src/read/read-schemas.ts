import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../schema/", import.meta.url);
const ENDING = ".schema.json";

/** The schemas that come with the package, as plain data, by their name: `postmortem`, `taxonomy`, `common`. */
export function readSchemas(): Map<string, unknown> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return new Map(
    files
      .sort()
      .map((file) => [file.slice(0, -ENDING.length), JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))]),
  );
}
