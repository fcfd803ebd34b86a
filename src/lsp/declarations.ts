import type { Place } from "../model/place.js";
import { FILE_START } from "../model/place.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { CATALOG_LISTS, CONFIG_LISTS, type Entry, entriesOf } from "../validate/ids/build-index.js";
import { LOCAL_LISTS, type Reference } from "../validate/ids/references.js";

/** Something that has an id, and where it says so. */
export interface Declaration {
  type: Reference["type"];
  id: string;
  title: string | undefined;
  description: string | undefined;
  path: string;
  place: Place;
}

/** Everything with an id that other files can refer to. */
export function declarationsOf(files: readonly ParsedFile[]): Declaration[] {
  return files.flatMap((file) => {
    switch (file.file.role) {
      case "postmortem":
        return declareDocument("incident", file.file.id, file);
      case "drill":
        return declareDocument("drill", file.file.id, file);
      case "config":
        return CONFIG_LISTS.flatMap(({ key, type }) => declareList(file, key, type));
      case "catalog": {
        const { name } = file.file;
        const lists = CATALOG_LISTS.filter(({ catalog }) => catalog === name);
        return [...lists.flatMap(({ key, type }) => declareList(file, key, type)), ...declareKinds(file, name)];
      }
      default:
        return [];
    }
  });
}

/** Everything with an id that only its own file can refer to. */
export function localDeclarationsOf(file: ParsedFile): Declaration[] {
  return Object.entries(LOCAL_LISTS).flatMap(([type, key]) => declareList(file, key, type as Reference["type"]));
}

function declareList(file: ParsedFile, key: string, type: Reference["type"]): Declaration[] {
  return entriesOf(file.data, key).map((entry) => declare(file, entry, type, entry.id));
}

function declareKinds(file: ParsedFile, catalog: string): Declaration[] {
  if (catalog !== "taxonomy") return [];
  return entriesOf(file.data, "classes").flatMap((one) =>
    entriesOf(one, "kinds").map((kind) => declare(file, kind, "kind", `${one.id}/${kind.id}`)),
  );
}

function declare(file: ParsedFile, entry: Entry, type: Reference["type"], id: string): Declaration {
  const title = textOf(entry, "title") ?? textOf(entry, "what") ?? textOf(entry, "file");
  const place = file.places.value(entry, "id");
  return { type, id, title, description: textOf(entry, "description"), path: file.path, place };
}

function declareDocument(type: "incident" | "drill", id: string, file: ParsedFile): Declaration {
  const { path, data } = file;
  const status = textOf(data, "status");
  return { type, id, title: textOf(data, "title"), description: status, path, place: FILE_START };
}

function textOf(data: unknown, key: string): string | undefined {
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
