import { isAsImported, originOf } from "../draft/to-draft.js";

/** A document that the collection has already. */
export interface ExistingDocument {
  id: string;
  text: string;
  /** Its front matter, not validated. */
  data: unknown;
}

/** What was imported before, by what it was imported from. */
export class Imported {
  readonly #byHash = new Map<string, ExistingDocument>();
  readonly #byOrigin: { segments: string[]; document: ExistingDocument }[] = [];

  constructor(documents: readonly ExistingDocument[]) {
    for (const document of documents) {
      for (const hash of hashesIn(document.data)) if (!this.#byHash.has(hash)) this.#byHash.set(hash, document);
      const origin = originOf(document.text);
      if (origin !== null) this.#byOrigin.push({ segments: origin.split("/").reverse(), document });
    }
  }

  /** The document that has a file among its evidence. */
  withEvidence(sha256: string): ExistingDocument | undefined {
    return this.#byHash.get(sha256);
  }

  /** The document that was imported from a path: both may start at different folders. */
  from(path: string): ExistingDocument | undefined {
    const segments = path.split("/").reverse();
    return this.#byOrigin.find(({ segments: others }) => {
      const shared = Math.min(segments.length, others.length);
      return shared > 1 && others.slice(0, shared).every((one, index) => one === segments[index]);
    })?.document;
  }
}

/** Whether nobody has changed a draft since it was imported. */
export function isUntouched({ text }: ExistingDocument): boolean {
  return isAsImported(text);
}

function hashesIn(data: unknown): string[] {
  const evidence: unknown = (data as { evidence?: unknown } | null | undefined)?.evidence;
  if (!Array.isArray(evidence)) return [];
  return evidence.flatMap((entry: { sha256?: unknown } | null) =>
    typeof entry?.sha256 === "string" ? [entry.sha256] : [],
  );
}
