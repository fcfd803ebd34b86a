import { isLocalId, type Kind, titleOf } from "../model/kinds.js";
import { FILE_START, type Place } from "../model/place.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { type DeclaredEntry, declaredIn } from "../validate/ids/declared-in.js";

/** Something that has an id, and where it says so. */
export interface Declaration {
  kind: Kind;
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
      default:
        return declaredIn(file.file, file.data).map((one) => declare(file, one));
    }
  });
}

/** Everything with an id that only its own file can refer to. */
export function localDeclarationsOf(file: ParsedFile): Declaration[] {
  return declaredIn(file.file, file.data).flatMap((one) => (isLocalId(one.kind, one.id) ? declare(file, one) : []));
}

function declare({ path, places }: ParsedFile, { kind, id, entry }: DeclaredEntry): Declaration {
  const place = places.value(entry, "id");
  return { kind, id, title: titleOf(entry), description: textOf(entry, "description"), path, place };
}

function declareDocument(kind: "incident" | "drill", id: string, file: ParsedFile): Declaration {
  const { path, data } = file;
  const status = textOf(data, "status");
  return { kind, id, title: textOf(data, "title"), description: status, path, place: FILE_START };
}

function textOf(data: unknown, key: string): string | undefined {
  const value = typeof data === "object" && data !== null ? (data as Record<string, unknown>)[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
