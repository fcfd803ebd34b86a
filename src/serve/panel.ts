import { countWords } from "./count-words.js";
import { compareSeverity, type FindingView } from "./findings.js";
import type { LiveCollection } from "./live-collection.js";
import { documentOf, sourcesOf } from "./page-sources.js";

/** What the panel on a page shows. */
export interface Panel {
  /** Names the findings of the whole collection: others have another name. */
  id: string;
  /** Empty while the files are being checked for the first time. */
  counts: string;
  worst: "error" | "warning" | "info" | "none";
  /** Why the page is not what its file says now, or null. */
  note: string | null;
  /** The findings of the files that the page is made from, in their order, and those of others, the worst first. */
  here: FindingView[];
  others: FindingView[];
  /** How many are left out. */
  more: number;
}

const MOST_HERE = 50;
const MOST_OTHERS = 20;

/** @param address the path of the page in the address line */
export function panelOf(address: string, live: LiveCollection): Panel {
  const { findings, files } = live;
  const page = address.replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");
  const mine = new Set(sourcesOf(page, files));
  const document = documentOf(page, files);
  const all = [...(findings?.all ?? [])].sort(compareSeverity);
  const here = (findings?.all ?? []).filter(({ file }) => mine.has(file)).slice(0, MOST_HERE);
  const others = all.filter(({ file }) => !mine.has(file)).slice(0, MOST_OTHERS);
  const views = (list: typeof here) => list.flatMap((one) => findings?.view(one) ?? []);
  const { errors = 0, warnings = 0, infos = 0 } = findings?.counts ?? {};
  return {
    id: findings?.id ?? "",
    counts: findings === null ? "" : countWords({ errors, warnings, infos }),
    worst: errors > 0 ? "error" : warnings > 0 ? "warning" : infos > 0 ? "info" : "none",
    note: document && live.isBehind(document) ? "This page shows its file as it was when it could last be read." : null,
    here: views(here),
    others: views(others),
    more: all.length - here.length - others.length,
  };
}
