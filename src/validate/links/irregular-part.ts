import type { EvidenceFiles } from "../../model/evidence-files.js";

/** The first part of a path that is neither a regular file nor a folder, such as a link below `evidence/`; undefined if there is none. */
export function irregularPart(path: string, { files }: EvidenceFiles): string | undefined {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    if (files.get(part)?.type === "other") return part;
  }
  return undefined;
}
