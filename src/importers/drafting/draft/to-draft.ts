import { createHash } from "node:crypto";
import { Source } from "../../../model/source.js";
import { byteLength, LIMITS } from "../../../parse/limits.js";
import { parseMarkdown } from "../../../parse/markdown.js";
import type { ImportedDocument } from "../../importer.js";
import { ADDED_SECTIONS } from "../../reading/outline/body-of.js";
import { outlineOf } from "../../reading/outline/outline.js";
import { draftBody } from "./body.js";
import type { CollectionNames, MissingNames } from "./collection-names.js";
import { type DraftEvidence, draftFront } from "./front.js";
import { frontText } from "./front-text.js";
import type { LinkTarget } from "./links.js";

/** What a draft is made of, apart from the document. */
export interface DraftContext {
  /** The title, or the name of the file where there is none. */
  title: string;
  /** The imported file as the user knows it, from the folder that was named. */
  origin: string;
  /** What is kept, the imported file first. */
  evidence: readonly DraftEvidence[];
  names: CollectionNames;
  targetOf(url: string): LinkTarget;
  /** Whether it is archived at once, so that nothing more is asked of it. */
  isArchived: boolean;
  /** Further comments. */
  offers: readonly string[];
}

/** A draft, and what its report shows. */
export interface Draft {
  text: string;
  notes: string[];
  missing: MissingNames;
  events: number;
  actions: number;
  sections: { recognised: number; total: number };
}

const HASH_LINE = /^# As imported:.*\n/m;
const ORIGIN_LINE = /^# Imported by inquest from (.+), which is kept as evidence E1\r?$/m;

/** Makes the draft of a document. What no field can hold is in its body, and the whole source in its evidence. */
export function toDraft(document: ImportedDocument, context: DraftContext): Draft {
  const { names, title, origin } = context;
  const parts = outlineOf(parseMarkdown(new Source("", document.body), 0).body.tree).filter(
    ({ depth }) => depth > 0 && depth < 7,
  );
  const top = parts.find(({ heading }) => heading !== null)?.depth ?? 0;
  const sections = parts.filter(({ depth, text }) => depth <= top && !ADDED_SECTIONS.includes(text));
  const hasDetection = parts.some(({ role }) => role === "detection");
  const body = draftBody(document.body, names.config, context.targetOf);
  const compose = (from: ImportedDocument) => {
    const front = draftFront(from, title, context.evidence, hasDetection, names, context.isArchived);
    const comments = [
      `Imported by inquest from ${origin}, which is kept as evidence E1`,
      "As imported: ",
      ...front.offers,
      ...context.offers,
    ];
    return { front, yaml: frontText(front.data, comments) };
  };
  let taken = document;
  let { front, yaml } = compose(taken);
  const notes = [...document.notes, ...front.notes];
  for (const list of ["timeline", "actions"] as const) {
    if (byteLength(yaml) <= LIMITS.frontMatterBytes) break;
    taken = { ...taken, [list]: [] };
    ({ front, yaml } = compose(taken));
    notes.push(`the ${list} would be too long for the front matter: the body has them`);
  }
  const text = `${yaml}\n${body.trimEnd()}\n`;
  return {
    text: text.replace(HASH_LINE, `# As imported: ${fingerprint(text)}\n`),
    notes,
    missing: front.missing,
    events: taken.timeline.filter(({ at }) => at !== null).length,
    actions: taken.actions.length,
    sections: { recognised: sections.filter(({ role }) => role !== null).length, total: sections.length },
  };
}

/** Whether a draft is as the import wrote it. */
export function isAsImported(written: string): boolean {
  const text = written.replace(/\r\n/g, "\n");
  return HASH_LINE.exec(text)?.[0] === `# As imported: ${fingerprint(text)}\n`;
}

/** The file that a draft says it was imported from. */
export function originOf(text: string): string | null {
  return ORIGIN_LINE.exec(text)?.[1] ?? null;
}

/** Of a draft without the line that holds this. */
function fingerprint(text: string): string {
  return createHash("sha256").update(text.replace(HASH_LINE, "")).digest("hex").slice(0, 16);
}
