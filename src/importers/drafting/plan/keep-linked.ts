import { posix } from "node:path";
import { linkTarget } from "../../../model/link-target.js";
import type { Evidence } from "../../../model/schema-types.js";
import type { DraftEvidence } from "../draft/front.js";
import { addressesIn, type LinkTarget } from "../draft/links.js";
import { withoutContainers } from "../draft/without-containers.js";
import { nameOf } from "./folder-file.js";
import type { Recognised } from "./recognise.js";

/** A file to write into the folder of evidence. */
export interface EvidenceCopy {
  /** Relative to the collection's folder. */
  path: string;
  bytes(): Uint8Array;
}

interface Kept {
  evidence: DraftEvidence[];
  copies: EvidenceCopy[];
  /** The files that are copied, by their path. */
  linked: string[];
  deadLinks: string[];
  targetOf(url: string): LinkTarget;
}

/**
 * Follows the links of a text within the folder that was named: other documents lead to their drafts, other files become
 * evidence, and what is not there leads nowhere.
 * @param fileAt a file of the folder, by its path
 * @param homes where the draft is that a file has become, from the folder of drafts
 */
export function keepLinked(
  markdown: string,
  document: { path: string; id: string; name: string },
  fileAt: (path: string) => Recognised | undefined,
  homes: ReadonlyMap<string, string>,
): Kept {
  const names = new Set([document.name.toLowerCase()]);
  const keptAs = new Map<string, string>();
  const targets = new Map<string, LinkTarget>();
  const kept: Kept = {
    evidence: [],
    copies: [],
    linked: [],
    deadLinks: [],
    targetOf: (url) => targets.get(url) ?? { to: "same" },
  };
  for (const url of addressesIn(withoutContainers(markdown).tree)) {
    if (url.startsWith("#") || /^(?:https?|mailto):|^\/\//i.test(url)) continue;
    const found = resolve(url, document.path, fileAt);
    const home = found && homes.get(found.file.path);
    const file = found && (keptAs.get(found.file.path) ?? keep(found));
    if (home !== undefined) targets.set(url, { to: "new", url: home === `${document.id}.md` ? fragmentOf(url) : home });
    else if (file === undefined) {
      targets.set(url, { to: "nowhere" });
      kept.deadLinks.push(url);
    } else targets.set(url, { to: "new", url: `../evidence/${document.id}/${encoded(file)}` });
  }
  return kept;

  /** @returns the name of the copy; undefined for what is not worth one or cannot be read */
  function keep(found: Recognised): string | undefined {
    const { path } = found.file;
    if (homes.has(path) || (found.is === "skipped" && found.aside)) return undefined;
    // A document beside the one that was named alone is for an import of its own.
    if (found.is === "beside" && /\.(?:md|markdown)$/i.test(path)) return undefined;
    const content = found.file.read();
    if (content === null) return undefined;
    const file = freeName(nameOf(path), names);
    names.add(file.toLowerCase());
    keptAs.set(path, file);
    kept.linked.push(path);
    kept.evidence.push({
      file,
      title: `Attachment ${nameOf(path)}`.slice(0, 120),
      kind: kindOf(file),
      sha256: content.sha256,
    });
    kept.copies.push({
      path: `evidence/${document.id}/${file}`,
      bytes: () => found.file.read()?.bytes ?? new Uint8Array(),
    });
    return file;
  }
}

/** The file that an address leads to: also from the top of a site, and for pages without their ending. */
function resolve(url: string, from: string, fileAt: (path: string) => Recognised | undefined): Recognised | undefined {
  const [top = ""] = from.split("/");
  const bases = url.startsWith("/") ? [top, `${top}/static`, `${top}/public`, `${top}/assets`] : [null];
  for (const base of bases) {
    const target = linkTarget(base === null ? url : url.slice(1), base === null ? from : `${base}/index.md`);
    if (target.to !== "collection") continue;
    const path = posix.normalize(target.path).replace(/\/$/, "");
    const found = [path, `${path}.md`, path.replace(/\.html$/, ".md")].flatMap((one) => fileAt(one) ?? [])[0];
    if (found) return found;
  }
  return undefined;
}

/** A link to the document itself keeps only what it leads to there. */
function fragmentOf(url: string): string {
  return url.includes("#") ? url.slice(url.indexOf("#")) : "#";
}

/** Some systems take two names that differ in case for one. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem = name, ending = ""] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem}-${n}${ending}`;
  return free;
}

const KINDS: readonly [Evidence["kind"], RegExp][] = [
  ["snapshot", /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|mp4|webm|mov|html?)$/i],
  ["log", /\.(?:log|out|err|txt|jsonl)$/i],
  ["metric", /\.(?:csv|tsv|parquet)$/i],
  ["config", /\.(?:ya?ml|toml|ini|conf|cfg|tf|env)$/i],
  ["message", /\.(?:eml|msg|mbox)$/i],
];

function kindOf(file: string): Evidence["kind"] {
  return KINDS.find(([, pattern]) => pattern.test(file))?.[0] ?? "account";
}

function encoded(file: string): string {
  return encodeURIComponent(file).replace(/[()!'*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
