import { escapeText } from "../kit/markdown-text/escape-text.js";
import type { ActionEntry } from "./document-actions.js";
import type { DegradationRow } from "./document-degradation.js";
import type { GapEntry, Ledger } from "./document-evidence.js";
import type { DocumentPrinter } from "./document-markdown.js";
import type { RecoveryRow } from "./document-recovery.js";
import { meaningOf } from "./meaning.js";
import type { Site } from "./site-model.js";

/** What was missing: to those who were there, and to readers of a record. */
export function ledgerMarkdown(print: DocumentPrinter, { blank, own, readers }: Ledger): string {
  const list = (gaps: readonly GapEntry[]) => print.list(gaps.map((gap) => gapMarkdown(print, gap)));
  return [
    blank === null ? "" : print.blank(blank),
    list(own),
    readers.length === 0 ? "" : `What the record does not tell its readers:\n\n${list(readers)}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function gapMarkdown(print: DocumentPrinter, gap: GapEntry): string {
  const { artifact, provenBy, tracker, cites } = gap;
  const closed = [
    `there now${artifact === null ? "" : `: ${escapeText(artifact)}`}`,
    ...(provenBy === null ? [] : [`proven by ${print.reference(provenBy)}`]),
  ];
  const state = gap.open ? "still missing" : closed.join(", ");
  const where = tracker === null ? "" : `, ${print.link(tracker.text, tracker.href)}`;
  return `**${escapeText(gap.what)}** (${escapeText(gap.kindWords.toLowerCase())}, ${state}${where}). Needed for: ${escapeText(gap.neededFor)}${print.cites(cites)}`;
}

/** What a list of actions is that others took. */
export const REPORTED_ACTIONS = "What the organisation announced. Whether it was done is not known, unless it says so.";

/** What is to be done, and how far it is. */
export function actionsMarkdown(print: DocumentPrinter, actions: readonly ActionEntry[]): string {
  return print.table(
    ["Action", "Purpose", "State", "Owner", "When", "Addresses"],
    actions.map((action) => [
      [
        `${print.link(action.title, action.tracker?.href)}${print.cites(action.cites)}`,
        ...action.custom.map(({ title, text }) => `${escapeText(title)}: ${escapeText(text)}`),
        ...(action.artifact === null ? [] : [`left ${escapeText(action.artifact)}`]),
        ...(action.provenBy === null ? [] : [`proven by ${print.reference(action.provenBy)}`]),
      ].join("; "),
      escapeText(action.type),
      `${escapeText(action.words)}${action.overdue ? ", **overdue**" : ""}`,
      escapeText(action.owner ?? ""),
      [action.due, action.doneOn]
        .filter((part) => part !== null)
        .map(escapeText)
        .join(", "),
      action.addresses.map((one) => print.reference(one)).join("; "),
    ]),
  );
}

/** How long it took until all was well again, against the targets. */
export function recoveryMarkdown(print: DocumentPrinter, rows: readonly RecoveryRow[]): string {
  return print.list(
    rows.map((row) => {
      const where = [row.service, row.relapse].flatMap((one) => (one === null ? [] : escapeText(one)));
      const standing = row.yardstick ?? row.words;
      const judged = [
        ...(standing === null ? [] : [escapeText(standing)]),
        ...(row.target === null ? [] : [`target: at most ${escapeText(row.target)}`]),
      ];
      const notes = [
        ...(row.derived === null ? [] : ["Taken from the timeline"]),
        ...[row.asOf && `As of ${row.asOf}`, row.note, row.basis].flatMap((one) => (one ? escapeText(one) : [])),
      ];
      const what = [`**${print.link(row.objective.title, row.objective.path)}**`, ...where].join(", ");
      const value = `${print.value(row.value, row.blank, "unknown")}${judged.length > 0 ? ` (${judged.join("; ")})` : ""}`;
      return `${what}: *${escapeText(row.question)}* ${[value, ...notes].join(". ")}${print.cites(row.cites)}`;
    }),
  );
}

/** A class of degradation, and what it means. */
export interface ClassMeaning {
  title: string;
  meaning: string;
}

/** The classes that rows name. */
export function classMeanings(site: Site, rows: readonly DegradationRow[]): ClassMeaning[] {
  const named = new Set(rows.flatMap(({ declared, observed }) => [declared, observed]));
  return site.graph.collection.catalogs.degradationClasses.flatMap(({ id, title }) => {
    const meaning = named.has(title.toLowerCase()) ? meaningOf(site, "degradation-class", id) : null;
    return meaning === null ? [] : [{ title, meaning }];
  });
}

/** How actions behaved without what they depend on, and what the classes mean that are named. */
export function degradationMarkdown(
  print: DocumentPrinter,
  rows: readonly DegradationRow[],
  meanings: readonly ClassMeaning[],
  isThirdParty: boolean,
): string {
  const table = print.table(
    ["What", isThirdParty ? "Expected by this collection" : "Declared", "Observed", "Judgement", "Note"],
    rows.map((row) => [
      `${print.link(row.what, row.path)}${row.without === null ? "" : ` without ${escapeText(row.without)}`}`,
      print.value(row.declared, row.declaredBlank, "nothing"),
      `${print.value(row.observed, row.observedBlank, "unknown")}${row.mode === null ? "" : `, ${escapeText(row.mode)}`}`,
      escapeText(row.words),
      `${[...row.seen, ...(row.note === null ? [] : [row.note])].map(escapeText).join("; ")}${print.cites(row.cites)}`.trim(),
    ]),
  );
  const classes = print.list(meanings.map(({ title, meaning }) => `**${escapeText(title)}**: ${escapeText(meaning)}`));
  return [table, classes].filter((part) => part !== "").join("\n\n");
}
