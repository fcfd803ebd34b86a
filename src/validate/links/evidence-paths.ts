import { posix } from "node:path";
import type { EvidenceFiles } from "../../model/evidence-files.js";

/** The path of an attachment in the collection. */
export function evidencePath(document: { id: string }, file: string): string {
  return posix.normalize(`evidence/${document.id}/${file}`);
}

/** Whether a path leads out of the folder of evidence: over `..`, from a root, or by the letter of a disk. */
export function leavesEvidence(document: { id: string }, file: string): boolean {
  if (/^(?:[/\\]|[a-z]:[\\/])/i.test(file)) return true;
  return !evidencePath(document, file.replaceAll("\\", "/")).startsWith("evidence/");
}

/** What on a path below `evidence/` is neither a regular file nor a folder, such as a link; undefined if nothing is. */
export function irregularPart(path: string, { files }: EvidenceFiles): string | undefined {
  const parts = path.split("/");
  for (let length = 2; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    if (files.get(part)?.type === "other") return part;
  }
  return undefined;
}
