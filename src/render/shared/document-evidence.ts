import { posix } from "node:path";
import type { AnyDocument } from "../../model/collection.js";
import { evidencePath } from "../../model/evidence-files.js";
import { isOpenGap } from "../../model/gap-closure.js";
import type { Evidence, MissingEvidence } from "../../model/schema-types.js";
import { isBlank, listOf } from "../../model/values/blank.js";
import { capitalize } from "../../util/capitalize.js";
import { formatBytes } from "../kit/formats/format-bytes.js";
import { formatTime } from "../kit/formats/format-time.js";
import { isSafeUrl } from "../kit/safe-url.js";
import { type BlankView, blankView } from "./blank-view.js";
import { type Citing, citedBy } from "./cited-by.js";
import { type Cite, citesOf } from "./cites.js";
import { gapKindPath } from "./paths.js";
import { type ReferenceLink, referenceLink } from "./reference.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";
import { judgementView, MISSING_KIND, MISSING_TO } from "./words.js";

/** A piece of evidence that exists. */
export interface EvidenceEntry {
  id: string;
  title: string;
  kind: string;
  file: string | null;
  /** What is published of the file; null where nothing is. */
  published: { path: string; name: string; size: string; asText: boolean; download: boolean } | null;
  /** The first twelve digits; the whole hash is in `sha256`. */
  shortHash: string | null;
  sha256: string | null;
  matches: boolean;
  differs: boolean;
  /** Whether it names a file that is not there. */
  gone: boolean;
  redaction: string | null;
  captured: string | null;
  source: { text: string; href: string | null } | null;
  citedBy: Citing[];
}

/** A gap of the ledger. */
export interface GapEntry {
  id: string;
  what: string;
  kind: string;
  /** The kind in words: `Audit trail`. */
  kindWords: string;
  kindPath: string;
  theme: NodeLink | null;
  missingTo: string;
  neededFor: string;
  open: boolean;
  artifact: string | null;
  tracker: { text: string; href: string | null } | null;
  provenBy: ReferenceLink | null;
  judged: { as: string; by: string; on: string } | null;
  cites: Cite[];
}

export interface Ledger {
  blank: BlankView | null;
  /** Gaps of responders and reviewers. */
  own: GapEntry[];
  /** Gaps that only readers of a third-party record have. */
  readers: GapEntry[];
}

export function evidenceOf(site: Site, document: AnyDocument): EvidenceEntry[] {
  return (document.data.evidence ?? []).map((entry) => ({
    id: entry.id,
    title: entry.title ?? entry.file ?? `${capitalize(entry.kind)} ${entry.id}`,
    kind: entry.kind,
    file: entry.file ?? null,
    published: publishedOf(site, document, entry),
    shortHash: entry.sha256?.slice(0, 12) ?? null,
    sha256: entry.sha256 ?? null,
    ...hashFlags(hashState(site, document, entry)),
    redaction: entry.redaction === undefined || entry.redaction === "none" ? null : entry.redaction,
    captured: capturedOf(entry),
    source: addressOf(entry.source),
    citedBy: citedBy(document, entry.id),
  }));
}

export function ledgerOf(site: Site, document: AnyDocument): Ledger {
  const { missing_evidence } = document.data;
  const gaps = listOf<MissingEvidence>(missing_evidence);
  const entry = (gap: MissingEvidence) => gapEntry(site, document, gap);
  return {
    blank: isBlank(missing_evidence) ? blankView(missing_evidence) : null,
    own: gaps.filter((gap) => gap.missing_to !== "readers").map(entry),
    readers: gaps.filter((gap) => gap.missing_to === "readers").map(entry),
  };
}

function gapEntry(site: Site, document: AnyDocument, gap: MissingEvidence): GapEntry {
  const { artifact, tracker, proven_by } = gap.closed_by ?? {};
  return {
    id: gap.id,
    what: gap.what,
    kind: gap.kind,
    kindWords: MISSING_KIND[gap.kind],
    kindPath: gapKindPath(gap.kind),
    theme: gap.theme === undefined ? null : linkTo(site, "theme", gap.theme),
    missingTo: MISSING_TO[gap.missing_to ?? "responders"],
    neededFor: gap.needed_for,
    open: isOpenGap(gap),
    artifact: artifact ?? null,
    tracker: addressOf(tracker),
    provenBy: proven_by === undefined ? null : referenceLink(site, document, proven_by),
    judged: judgementView(gap.closed_by),
    cites: citesOf(document, gap.cites),
  };
}

function publishedOf(site: Site, document: AnyDocument, { file }: Evidence): EvidenceEntry["published"] {
  if (file === undefined) return null;
  const source = evidencePath(document, file);
  const [path, attachment] = [site.pageOfFile(source), site.attachments.get(source)];
  if (path === undefined || attachment === undefined) return null;
  return {
    path,
    name: posix.basename(file),
    size: formatBytes(attachment.size),
    asText: attachment.path.endsWith(".txt") && !file.endsWith(".txt"),
    // Saved under its own name, whatever ending keeps browsers from running it. Drawings are shown in pages only.
    download: attachment.path.endsWith(".bin") || attachment.picture?.isVector === true,
  };
}

export const HASH_STATES = ["matches", "differs", "gone"] as const;
export type HashState = (typeof HASH_STATES)[number];

/**
 * Whether the file that an entry names has the hash that its author recorded, or is not there. Null where nothing can be compared:
 * no file, no recorded hash, or a file that cannot be read.
 */
export function hashState(site: Site, document: AnyDocument, { file, sha256 }: Evidence): HashState | null {
  if (file === undefined) return null;
  const path = evidencePath(document, file);
  const found = site.evidenceHashes.get(path);
  if (found === null) return "gone";
  if (sha256 === undefined || found === undefined) return null;
  return found === sha256 ? "matches" : "differs";
}

function hashFlags(state: HashState | null): Record<HashState, boolean> {
  return { matches: state === "matches", differs: state === "differs", gone: state === "gone" };
}

function capturedOf({ captured_at, captured_by }: Evidence): string | null {
  if (captured_at === undefined && captured_by === undefined) return null;
  return ["captured", captured_at && formatTime(captured_at), captured_by && `by ${captured_by}`]
    .filter(Boolean)
    .join(" ");
}

/** A text that may be an address: a link if it is one that can be followed. */
export function addressOf(text: string | undefined): { text: string; href: string | null } | null {
  if (text === undefined) return null;
  return { text: text.replace(/^https?:\/\//, ""), href: /^https?:\/\//.test(text) && isSafeUrl(text) ? text : null };
}
