import { posix } from "node:path";
import { capitalize } from "../../util/capitalize.js";
import { formatDay } from "../kit/formats/format-time.js";
import { escapeText, markdownLink, plainLine } from "../kit/markdown-text/escape-text.js";
import { type LinkOf, markdownOfHtml } from "../kit/markdown-text/markdown-of-html.js";
import { isExternalUrl, isSafeUrl } from "../kit/safe-url.js";
import type { BlankView } from "./blank-view.js";
import type { Cite } from "./cites.js";
import type { ActionEntry } from "./document-actions.js";
import type { DegradationRow } from "./document-degradation.js";
import type { EvidenceEntry, GapEntry, Ledger } from "./document-evidence.js";
import type { RecoveryRow } from "./document-recovery.js";
import type { SourceEntry } from "./document-sources.js";
import type { ReferenceLink } from "./reference.js";

/** Where a path from the root of the site, or an address, leads as Markdown; null where it stays text. */
export type { LinkOf };

/** Turns the addresses of a page, which start at it, into paths from the root of the site. An anchor in the page leads nowhere. */
export function linksFrom(page: string, linkOf: LinkOf): LinkOf {
  return (href) => {
    if (href.startsWith("#") || href === "") return null;
    return linkOf(isExternalUrl(href) ? href : posix.normalize(posix.join(posix.dirname(page), href)));
  };
}

/** Prints parts of a postmortem or drill as Markdown. Every text is escaped here. */
export class DocumentPrinter {
  constructor(
    readonly page: string,
    readonly linkOf: LinkOf,
  ) {}

  link(title: string, target: string | null | undefined): string {
    const text = escapeText(title).trim();
    const usable = target == null || target.startsWith("#") || !isSafeUrl(target) ? null : this.linkOf(target);
    return usable === null ? text : markdownLink(text, usable);
  }

  /** A body or a part of one. */
  body(html: string): string {
    return markdownOfHtml(html, linksFrom(this.page, this.linkOf));
  }

  fact(name: string, value: string | null | undefined): string[] {
    return value ? [`- **${escapeText(name)}**: ${value}`] : [];
  }

  cites(cites: readonly Cite[]): string {
    return cites.length === 0 ? "" : ` (${cites.map(({ id }) => escapeText(id)).join(", ")})`;
  }

  blank({ word, reason, gap }: BlankView): string {
    return `*${escapeText(word)}*: ${escapeText(reason)}${gap === null ? "" : ` (see ${escapeText(gap)})`}`;
  }

  /** A value, or why there is none. */
  value(text: string | null, blank: BlankView | null, otherwise = "not recorded"): string {
    if (text !== null) return escapeText(text);
    return blank === null ? otherwise : this.blank(blank);
  }

  reference({ type, title, href }: ReferenceLink): string {
    return `${escapeText(type)} ${this.link(title, href)}`;
  }

  section(title: string, ...blocks: readonly string[]): string {
    const filled = blocks.filter((block) => block.trim() !== "");
    return filled.length === 0 ? "" : [`## ${escapeText(title)}`, ...filled].join("\n\n");
  }

  list(items: readonly string[]): string {
    return items.map((item) => `- ${plainLine(item)}`).join("\n");
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    if (rows.length === 0) return "";
    // Columns of which every cell is empty say nothing.
    const shown = head.map((_, at) => rows.some((row) => row[at]));
    const line = (cells: readonly string[]) => `| ${cells.filter((_, at) => shown[at]).join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
  }

  actions(actions: readonly ActionEntry[]): string {
    return this.table(
      ["Id", "Action", "For", "State", "Owner", "When", "Addresses"],
      actions.map((action) => [
        escapeText(action.id),
        [
          `${this.link(action.title, action.tracker?.href)}${this.cites(action.cites)}`,
          ...action.custom.map(({ title, text }) => `${escapeText(title)}: ${escapeText(text)}`),
          ...(action.artifact === null ? [] : [`left ${escapeText(action.artifact)}`]),
          ...(action.provenBy === null ? [] : [`proven by ${this.reference(action.provenBy)}`]),
        ].join("; "),
        escapeText(action.type),
        `${escapeText(action.words)}${action.overdue ? ", **overdue**" : ""}`,
        escapeText(action.owner ?? ""),
        [action.due, action.doneOn]
          .filter((part) => part !== null)
          .map(escapeText)
          .join(", "),
        action.addresses.map((one) => this.reference(one)).join("; "),
      ]),
    );
  }

  ledger({ blank, own, readers }: Ledger): string {
    return [
      blank === null ? "" : this.blank(blank),
      this.list(own.map((gap) => this.gap(gap))),
      readers.length === 0
        ? ""
        : `What readers of the record miss:\n\n${this.list(readers.map((gap) => this.gap(gap)))}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  }

  gap(gap: GapEntry): string {
    const { artifact, provenBy } = gap;
    const state = gap.open
      ? "open"
      : `closed${artifact === null ? "" : ` by ${escapeText(artifact)}`}${provenBy === null ? "" : `, proven by ${this.reference(provenBy)}`}`;
    const theme = gap.theme === null ? "" : `; theme ${this.link(gap.theme.title, gap.theme.path)}`;
    return `**${escapeText(gap.id)}** ${escapeText(gap.what)} (${escapeText(gap.kind)}, ${state}${theme}). Needed for: ${escapeText(gap.neededFor)}${this.cites(gap.cites)}`;
  }

  evidence(entries: readonly EvidenceEntry[]): string {
    return this.list(
      entries.map(
        (entry) =>
          `**${escapeText(entry.id)}** ${this.link(entry.title, entry.published?.path)} (${[
            entry.kind,
            entry.captured,
            entry.redaction,
          ]
            .filter((part) => part !== null)
            .map(escapeText)
            .join(
              ", ",
            )})${entry.sha256 === null ? "" : ` sha256 \`${entry.sha256}\`${entry.differs ? ", **the file differs**" : entry.gone ? ", **the file is gone**" : ""}`}`,
      ),
    );
  }

  recovery(rows: readonly RecoveryRow[]): string {
    return this.table(
      ["Objective", "Value", "Against the target", "Note"],
      rows.map((row) => [
        [
          this.link(row.objective.title, row.objective.path),
          ...[row.service, row.relapse].flatMap((one) => one ?? []).map(escapeText),
        ].join(", "),
        this.value(row.value, row.blank, "unknown"),
        [row.yardstick ?? row.words, row.target === null ? null : `target ${row.target}`]
          .flatMap((one) => (one === null ? [] : escapeText(one)))
          .join(", "),
        `${[row.derived, row.asOf && `as of ${row.asOf}`, row.note, row.basis].flatMap((one) => (one ? escapeText(one) : [])).join("; ")}${this.cites(row.cites)}`.trim(),
      ]),
    );
  }

  degradation(rows: readonly DegradationRow[], isThirdParty: boolean): string {
    return this.table(
      ["What", isThirdParty ? "Expected by this collection" : "Declared", "Observed", "Judgement", "Note"],
      rows.map((row) => [
        `${this.link(row.what, row.path)}${row.without === null ? "" : ` without ${escapeText(row.without)}`}`,
        this.value(row.declared, row.declaredBlank, "nothing"),
        `${this.value(row.observed, row.observedBlank, "unknown")}${row.mode === null ? "" : `, ${escapeText(row.mode)}`}`,
        escapeText(row.words),
        `${[...row.seen, ...(row.note === null ? [] : [row.note])].map(escapeText).join("; ")}${this.cites(row.cites)}`.trim(),
      ]),
    );
  }

  sources(sources: readonly SourceEntry[]): string {
    return this.list(
      sources.map((source) => {
        const facts = [
          source.publisher,
          source.published ??
            (source.publishedBlank === null ? null : `published: ${source.publishedBlank.word.toLowerCase()}`),
          source.accessed && `read ${source.accessed}`,
          source.gradeWords && `grade ${source.grade}: ${source.gradeWords}`,
        ].flatMap((fact) => (fact ? escapeText(fact) : []));
        const copy = source.archive === null ? "" : `; ${this.link("saved copy", source.archive)}`;
        return `**${escapeText(source.id)}** ${this.link(source.title, source.href)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${copy}`;
      }),
    );
  }

  revisions(revisions: readonly { on: string; by: string | null; what: string }[]): string {
    return this.list(
      revisions.map(
        ({ on, by, what }) =>
          `${escapeText(formatDay(on))}${by === null ? "" : ` by ${escapeText(by)}`}: ${escapeText(what)}`,
      ),
    );
  }

  /** All parts, and one line break at the end. */
  join(...parts: readonly string[]): string {
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
  }
}

/** What a reader must know before anything else: whose account it is, and how far it is. */
export function standingOf(flags: readonly string[], isThirdParty: boolean): string {
  const lines = [
    ...(flags.length > 0 ? [`> ${flags.map((flag) => capitalize(escapeText(flag))).join(", ")}.`] : []),
    ...(isThirdParty
      ? ["> Third-party account: told from the public record, and not by those who ran the system."]
      : []),
  ];
  return lines.join("\n");
}
