import type { EvidenceFiles } from "../../model/evidence-files.js";

/** What on a path below `evidence/` is neither a regular file nor a folder, such as a link; undefined if nothing is. */
export function irregularPart(path: string, { files }: EvidenceFiles): string | undefined {
  const parts = path.split("/");
  for (let length = 2; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    if (files.get(part)?.type === "other") return part;
  }
  return undefined;
}
