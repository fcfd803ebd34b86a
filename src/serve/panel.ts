import type { ParsedFile } from "../parse/parse-file.js";
import { countWords } from "./count-words.js";
import { compareSeverity, type DiagnosticView } from "./diagnostics.js";
import type { LiveCollection } from "./live-collection.js";
import { documentOf, sourcesOf } from "./page-sources.js";

/** What the panel on a page shows. */
export interface Panel {
  /** A hash of the diagnostics of the whole collection. */
  id: string;
  /** Empty while the files are being checked for the first time. */
  counts: string;
  worst: "error" | "warning" | "info" | "none";
  /** Why the page does not show the current file, or null. */
  note: string | null;
  /** The diagnostics of the files that the page is made from, in their order, and those of others, the worst first. */
  here: DiagnosticView[];
  others: DiagnosticView[];
  /** How many are left out. */
  more: number;
}

const MAX_HERE = 50;
const MAX_OTHERS = 20;

/** @param address the path of the page in the address line */
export function panelOf(address: string, live: LiveCollection): Panel {
  const { diagnostics, files } = live;
  const page = address.replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
  const mine = new Set(sourcesOf(page, files));
  const document = documentOf(page, files);
  const all = [...(diagnostics?.all ?? [])].sort(compareSeverity);
  const here = (diagnostics?.all ?? []).filter(({ file }) => mine.has(file)).slice(0, MAX_HERE);
  const others = all.filter(({ file }) => !mine.has(file)).slice(0, MAX_OTHERS);
  const views = (list: typeof here) => list.flatMap((one) => diagnostics?.view(one) ?? []);
  const { errors = 0, warnings = 0, infos = 0 } = diagnostics?.counts ?? {};
  return {
    id: diagnostics?.id ?? "",
    counts: diagnostics === null ? "" : countWords({ errors, warnings, infos }),
    worst: errors > 0 ? "error" : warnings > 0 ? "warning" : infos > 0 ? "info" : "none",
    note: noteOf(page, document, live),
    here: views(here),
    others: views(others),
    more: all.length - here.length - others.length,
  };
}

function noteOf(page: string, document: ParsedFile | undefined, live: LiveCollection): string | null {
  if (document && live.isBehind(document))
    return "The file of this page cannot be read; the page shows its last readable version.";
  return live.site?.isBehind(page) ? "This page cannot be made from its file; it stays as it was." : null;
}
