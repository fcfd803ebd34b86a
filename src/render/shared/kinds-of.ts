import type { AnyDocument } from "../../model/collection.js";
import { isWithheld } from "../../model/kinds.js";

/** The kinds of failure of a document, each once: of a postmortem the primary first, of a drill those of its findings. */
export function kindsOf(document: AnyDocument): string[] {
  const kinds =
    document.type === "drill"
      ? (document.data.findings ?? []).map((finding) => finding.failure_kind)
      : (document.data.failure_kinds ?? []).map(({ kind }) => kind);
  return [...new Set(kinds.filter((kind) => kind !== undefined).filter((kind) => !isWithheld(kind)))];
}
