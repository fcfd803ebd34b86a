import { isAsImported, originOf } from "../draft/to-draft.js";

/** A document that the collection has already. */
export interface ExistingDocument {
  id: string;
  /** Relative to the collection's folder. */
  path: string;
  text: string;
  /** Its front matter, not validated. */
  data: unknown;
}

/** The title of the evidence that a document was imported from. */
export const SOURCE_TITLE = "The document as it was imported";

/** What was imported before, by what it was imported from. */
export class Imported {
  readonly #bySource = new Map<string, ExistingDocument>();
  readonly #kept = new Set<string>();
  readonly #byOrigin: { segments: string[]; document: ExistingDocument }[] = [];

  constructor(documents: readonly ExistingDocument[]) {
    for (const document of documents) {
      for (const { id, title, sha256 } of evidenceIn(document.data)) {
        if (typeof sha256 !== "string") continue;
        this.#kept.add(sha256);
        const isSource = title === SOURCE_TITLE || (id === "E1" && originOf(document.text) !== null);
        if (isSource && !this.#bySource.has(sha256)) this.#bySource.set(sha256, document);
      }
      const origin = originOf(document.text);
      if (origin !== null) this.#byOrigin.push({ segments: origin.split("/").reverse(), document });
    }
  }

  /** The document that was imported from a file. */
  withSource(sha256: string): ExistingDocument | undefined {
    return this.#bySource.get(sha256);
  }

  /** Whether a file is among the evidence of any document. */
  isKept(sha256: string): boolean {
    return this.#kept.has(sha256);
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

/** The name of the kept source of a document among its evidence; null where it has none. */
export function keptSourceName({ data }: ExistingDocument): string | null {
  const file = evidenceIn(data).find(({ id }) => id === "E1")?.file;
  return typeof file === "string" && !/[\\/]/.test(file) ? file : null;
}

/** Whether nobody has changed a draft since it was imported. */
export function isUntouched({ text }: ExistingDocument): boolean {
  return isAsImported(text);
}

function evidenceIn(data: unknown): Record<string, unknown>[] {
  const evidence: unknown = (data as { evidence?: unknown } | null | undefined)?.evidence;
  return Array.isArray(evidence) ? evidence.filter((entry) => typeof entry === "object" && entry !== null) : [];
}
