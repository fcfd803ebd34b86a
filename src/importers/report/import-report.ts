import type { Outcome, PlannedDraft } from "../plan/plan-import.js";
import { perhapsOne } from "./perhaps-one.js";

/** What a report tells beside the outcomes. */
export interface ReportContext {
  dryRun: boolean;
  /** A draft's path, as the user sees it. */
  shown(id: string): string;
  /** How many files were found that are no documents, and no document links to. */
  beside: number;
  /** Ids of the collection that were there before. */
  ids: readonly string[];
  /** Lines on what the check finds in the drafts, and what to do next. */
  next: readonly string[];
}

type Of<Is extends Outcome["is"]> = Extract<Outcome, { is: Is }>;

/** What an import did, for the person who owns the folder: a line per file, what is left to look at, and what to do next. */
export function importReport(outcomes: readonly Outcome[], context: ReportContext): string {
  const drafts = outcomes.filter((one): one is Of<"draft"> => one.is === "draft");
  const blocks = [
    outcomes.flatMap((one) => linesOf(one, context)),
    totals(outcomes, drafts, context),
    lookAt(drafts, context),
    context.next,
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function linesOf(outcome: Outcome, { shown, dryRun }: ReportContext): string[] {
  const { path } = outcome;
  switch (outcome.is) {
    case "draft": {
      const arrow = outcome.replaces ? "written anew as" : dryRun ? "would become" : "→";
      return [`${path} ${arrow} ${shown(outcome.id)}`, ...foundIn(outcome).map((line) => `    ${line}`)];
    }
    case "already":
      return [
        `${path}: already imported as ${shown(outcome.id)}, ${outcome.edited ? "edited since: left alone" : "unchanged"}`,
      ];
    case "changed":
      return [
        `${path}: changed since it was imported as ${shown(outcome.id)}${outcome.edited ? ", which was edited too" : ""}: nothing was written; --force writes the draft anew`,
      ];
    case "same":
      return [`${path}: the same as ${outcome.as}, which stands for both`];
    case "skipped":
      return [`${path}: skipped, ${outcome.reason}`];
    case "failed":
      return [`${path}: NOT IMPORTED, ${outcome.reason}`];
  }
}

function foundIn({ document, draft, importer, copies, deadLinks }: PlannedDraft): string[] {
  const { recognised, total } = draft.sections;
  const found = [
    document.title === null ? "NO TITLE, named by its file" : "title",
    document.day === null ? "NO DAY" : `day (${document.day.from})`,
    counted(draft.events, "event"),
    counted(draft.actions, "action"),
    ...(total > 0 ? [`${recognised} of ${counted(total, "heading")} known`] : []),
    ...(copies.length > 1 ? [counted(copies.length - 1, "attachment")] : []),
    `as ${importer.title}`,
  ];
  return [
    found.join(", "),
    ...(document.unread.length > 0
      ? [
          `not read, in the body only: ${listed(
            document.unread.map((line) => quote(line)),
            3,
          )}`,
        ]
      : []),
    ...(deadLinks.length > 0 ? [`links that lead to nothing here, now plain text: ${listed(deadLinks, 5)}`] : []),
    ...draft.notes,
  ];
}

function totals(outcomes: readonly Outcome[], drafts: readonly PlannedDraft[], context: ReportContext): string[] {
  const number = (is: Outcome["is"]) => outcomes.filter((one) => one.is === is).length;
  const sum = (of: (draft: PlannedDraft) => number) => drafts.reduce((so, draft) => so + of(draft), 0);
  const kinds: [number, string][] = [
    [drafts.length, context.dryRun ? "would become drafts (nothing was written)" : "written as drafts"],
    [number("already"), "already imported"],
    [number("changed"), "changed since they were imported"],
    [number("same"), "the same as another"],
    [number("skipped"), "skipped"],
    [number("failed"), "NOT IMPORTED"],
  ];
  const files = kinds.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  const first = `${counted(new Set(outcomes.map(({ path }) => path)).size, "file")}: ${files.join(", ")}`;
  if (drafts.length === 0) return [first];
  const titled = drafts.filter(({ document }) => document.title !== null).length;
  const dated = drafts.filter(({ document }) => document.day !== null).length;
  const events = sum(({ draft }) => draft.events);
  const unread = sum(({ document }) => document.unread.length);
  return [
    first,
    `Recognised: ${titled} titles, ${dated} days, ${counted(events, "event")}, ${counted(
      sum(({ draft }) => draft.actions),
      "action",
    )}, ${sum(({ draft }) => draft.sections.recognised)} of ${sum(({ draft }) => draft.sections.total)} headings; ${counted(unread, "line")} of timelines and actions not read`,
    ...(context.beside > 0
      ? [`${counted(context.beside, "other file")} that no document links to: left where they are`]
      : []),
  ];
}

function lookAt(drafts: readonly PlannedDraft[], { ids, shown }: ReportContext): string[] {
  const names = (of: (draft: PlannedDraft) => string[]) => {
    const count = new Map<string, number>();
    for (const name of drafts.flatMap(of)) count.set(name, (count.get(name) ?? 0) + 1);
    return [...count]
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([name, n]) => (n > 1 ? `${name} (${n})` : name));
  };
  const unknown: [string, string[], string][] = [
    ["Owners", names(({ draft }) => draft.unknown.owners), "owners: of inquest.yaml"],
    ["Severities", names(({ draft }) => draft.unknown.severities), "severities: of inquest.yaml"],
    ["Services", names(({ draft }) => draft.unknown.services), "catalog/services.yaml"],
  ];
  const undated = drafts.filter(({ document }) => document.day === null);
  return [
    ...unknown
      .filter(([, list]) => list.length > 0)
      .map(
        ([what, list, where]) =>
          `${what} that the collection does not know: ${listed(list, 12)}. Add them to ${where}; each draft offers its own in a comment`,
      ),
    ...(undated.length > 0
      ? [
          `${counted(undated.length, "draft")} without a day: rename the file and its folder of evidence once the day is known`,
        ]
      : []),
    ...perhapsOne(
      drafts.map(({ id }) => id),
      ids,
    ).map(
      ([a, b]) =>
        `Perhaps one incident: ${shown(a)} and ${shown(b)}. Merge them, or link them with related: and relation: same-event`,
    ),
  ];
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}

function listed(list: readonly string[], most: number): string {
  const rest = list.length - most;
  return `${list.slice(0, most).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function quote(line: string): string {
  const text = line.replace(/\s+/g, " ").trim();
  return JSON.stringify(text.length > 70 ? `${text.slice(0, 69)}…` : text);
}
