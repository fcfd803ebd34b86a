import type { AnyDocument, Collection } from "../model/collection.js";
import { type EvidenceFiles, evidencePath, leavesEvidence } from "../model/evidence-files.js";
import { irregularPart } from "./links/irregular-part.js";

/** The state of a registered file. */
export type EvidenceState =
  | "as-registered"
  | "changed"
  | "missing"
  | "without-hash"
  | "unreadable"
  | "outside"
  | "link";

/** One registered file of evidence. */
export interface RegisteredFile {
  document: AnyDocument;
  /** The id of the entry. */
  entry: string;
  /** The path in the collection. */
  path: string;
  /** As it is registered; undefined where it has none. */
  sha256: string | undefined;
  state: EvidenceState;
}

/** Every file registered as evidence, with its state, in the order of the collection. */
export function evidenceStates({ postmortems, drills }: Collection, evidence: EvidenceFiles): RegisteredFile[] {
  return [...postmortems, ...drills].flatMap((document) =>
    (document.data.evidence ?? []).flatMap(({ id, file, sha256 }) =>
      file === undefined
        ? []
        : [
            {
              document,
              entry: id,
              path: evidencePath(document, file),
              sha256,
              state: leavesEvidence(document, file)
                ? "outside"
                : stateOf(sha256, evidencePath(document, file), evidence),
            },
          ],
    ),
  );
}

function stateOf(sha256: string | undefined, path: string, evidence: EvidenceFiles): EvidenceState {
  if (irregularPart(path, evidence) !== undefined) return "link";
  const found = evidence.files.get(path);
  if (found === undefined) return "missing";
  if (found.sha256 === null) return "unreadable";
  if (sha256 === undefined) return "without-hash";
  return sha256 === found.sha256 ? "as-registered" : "changed";
}
