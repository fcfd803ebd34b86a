import { posix } from "node:path";
import type { AnyDocument } from "../../model/collection.js";
import { localEntriesOf, titleOf } from "../../model/kinds.js";
import { capitalize } from "../../util/capitalize.js";
import { formatDay } from "../kit/formats/format-time.js";
import { type BodyNote, type BodySection, bodyParts } from "../kit/markdown-text/body-sections.js";
import { escapeText, markdownLink, plainLine } from "../kit/markdown-text/escape-text.js";
import type { LinkOf } from "../kit/markdown-text/markdown-of-html.js";
import { isExternalUrl, isSafeUrl } from "../kit/safe-url.js";
import type { BlankView } from "./blank-view.js";
import type { Cite } from "./cites.js";
import type { EvidenceEntry } from "./document-evidence.js";
import type { SourceEntry } from "./document-sources.js";
import type { ReferenceLink } from "./reference.js";
import { NEAR_MISS } from "./words.js";

/** Where a path from the root of the site, or an address, leads as Markdown; null where it stays text. */
export type { LinkOf };

/** Turns the addresses of a page, which start at it, into paths from the root of the site. An anchor in the page leads nowhere. */
export function linksFrom(page: string, linkOf: LinkOf): LinkOf {
  return (href) => {
    if (href.startsWith("#") || href === "") return null;
    return linkOf(isExternalUrl(href) ? href : posix.normalize(posix.join(posix.dirname(page), href)));
  };
}

/** What a document can cite, in the order in which it is listed. */
interface Cited {
  page: string;
  /** The whole body as HTML. */
  body: string;
  sources: readonly SourceEntry[];
  evidence: readonly EvidenceEntry[];
  /** What its entries say, by their address in the page: `#missing-M1`. */
  entryTitles: Readonly<Record<string, string>>;
}

/** What the entries of a document say, by their address in the page: `#missing-M1`. */
export function entryTitles({ data }: AnyDocument): Cited["entryTitles"] {
  return Object.fromEntries(
    localEntriesOf(data).flatMap(({ kind, entry }): [string, string][] => {
      const title = titleOf(entry);
      return title === undefined ? [] : [[`#${kind}-${entry.id}`, title]];
    }),
  );
}

/**
 * Prints parts of a postmortem or drill as Markdown. Every text is escaped here. What it cites has one numbering: its sources,
 * its evidence, and the notes of its body that say more than which source they mean.
 */
export class DocumentPrinter {
  /** The sections of the body. */
  readonly sections: readonly BodySection[];
  readonly #linkOf: LinkOf;
  readonly #cited: Cited;
  /** The notes that are no source. */
  readonly #notes: readonly BodyNote[];
  /** By the address in the page: `#source-S1`. */
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(cited: Cited, linkOf: LinkOf) {
    this.#linkOf = linkOf;
    this.#cited = cited;
    const { notes, sections } = bodyParts(cited.body, linksFrom(cited.page, linkOf));
    const sourceOf = (note: BodyNote) => cited.sources.find((source) => isOnlySource(note, source));
    this.#notes = notes.filter((note) => sourceOf(note) === undefined);
    const all = [
      ...cited.sources.map(({ id }) => `#source-${id}`),
      ...cited.evidence.map(({ id }) => `#evidence-${id}`),
      ...this.#notes.map(({ href }) => href),
    ];
    const numbers = new Map(all.map((href, at) => [href, at + 1]));
    for (const note of notes) {
      const source = sourceOf(note);
      if (source !== undefined) numbers.set(note.href, numbers.get(`#source-${source.id}`) ?? 0);
    }
    this.#numbers = numbers;
    this.sections = sections((href) => numbers.get(href) ?? null);
  }

  link(title: string, target: string | null | undefined): string {
    const text = escapeText(title).trim();
    const usable = target == null || target.startsWith("#") || !isSafeUrl(target) ? null : this.#linkOf(target);
    return usable === null ? text : markdownLink(text, usable);
  }

  fact(name: string, value: string | null | undefined): string[] {
    return value ? [`- **${escapeText(name)}**: ${value}`] : [];
  }

  cites(cites: readonly Cite[]): string {
    return cites.map(({ id, href }) => ` \\[${this.#numbers.get(href ?? "") ?? escapeText(id)}\\]`).join("");
  }

  blank({ word, reason, gap }: BlankView): string {
    return `*${escapeText(word)}*: ${escapeText(reason)}${gap === null ? "" : `. What would have shown it: ${this.#entry(`#missing-${gap}`, gap)}`}`;
  }

  /** A value, or why there is none. */
  value(text: string | null, blank: BlankView | null, otherwise = "not recorded"): string {
    if (text !== null) return escapeText(text);
    return blank === null ? otherwise : this.blank(blank);
  }

  /** What is named, by its kind and title: an entry of the document by what it says, evidence and sources by their number. */
  reference({ type, title, href }: ReferenceLink): string {
    if (href === null || !href.startsWith("#")) return `${escapeText(type)} ${this.link(title, href)}`;
    return `${escapeText(type)} ${this.#entry(href, title)}`;
  }

  #entry(href: string, id: string): string {
    const number = this.#numbers.get(href);
    if (number !== undefined) return `\\[${number}\\]`;
    const title = this.#cited.entryTitles[href];
    return title === undefined ? escapeText(id) : `“${escapeText(title)}”`;
  }

  section(title: string, ...blocks: readonly string[]): string {
    const filled = blocks.filter((block) => block.trim() !== "");
    return filled.length === 0 ? "" : [`## ${escapeText(title)}`, ...filled].join("\n\n");
  }

  /** A section with a line on what it lists, unless it lists nothing. */
  explained(title: string, explanation: string, ...blocks: readonly string[]): string {
    return blocks.some((block) => block.trim() !== "") ? this.section(title, `*${explanation}*`, ...blocks) : "";
  }

  /** Sections of the body. */
  body(sections: readonly BodySection[]): string {
    return sections
      .map(({ heading, text }) => (heading === null ? text : this.section(heading, text)))
      .filter((block) => block !== "")
      .join("\n\n");
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

  /** The numbered list that all citations lead to. */
  sources(): string {
    const { sources, evidence } = this.#cited;
    const items = [
      ...sources.map((source) => this.#source(source)),
      ...evidence.map((entry) => this.#evidence(entry)),
      ...this.#notes.map(({ text }) => text.replace(/\s*\n\s*/g, " ")),
    ];
    const kinds = [...(sources.length > 0 ? ["sources"] : []), ...(evidence.length > 0 ? ["evidence"] : [])];
    const title = [...kinds, ...(this.#notes.length > 0 ? ["notes"] : [])].join(", ").replace(/, (?=\w+$)/, " and ");
    return this.section(capitalize(title), this.list(items.map((item, at) => `\\[${at + 1}\\] ${item}`)));
  }

  #source(source: SourceEntry): string {
    const published =
      source.published ??
      (source.publishedBlank === null ? null : `day of publication ${source.publishedBlank.word.toLowerCase()}`);
    const facts = [
      source.publisher,
      published,
      source.accessed && `read ${source.accessed}`,
      source.gradeWords,
    ].flatMap((fact) => (fact ? escapeText(fact) : []));
    const copy = source.archive === null ? "" : `; ${this.link("saved copy", source.archive)}`;
    return `${this.link(source.title, source.href)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${copy}`;
  }

  #evidence({ title, published, kind, captured, redaction, differs, gone }: EvidenceEntry): string {
    const facts = [kind, captured, redaction, ...(differs ? ["**the file differs from the one recorded**"] : [])];
    return `${this.link(title, published?.path)} (${[...facts, ...(gone ? ["**the file is gone**"] : [])]
      .flatMap((fact) => (fact === null ? [] : fact.startsWith("**") ? fact : escapeText(fact)))
      .join(", ")})`;
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

/** Whether a note says no more than which source it means. */
function isOnlySource({ links, plain }: BodyNote, { href, title, publisher }: SourceEntry): boolean {
  if (href === null || links.length !== 1 || links[0] !== href) return false;
  const rest = plain.replace(title, "").replace(publisher ?? "", "");
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** What a reader must know before anything else: whose account it is, and how far it is. */
export function standingOf(flags: readonly string[], isThirdParty: boolean): string {
  const others = flags.filter((flag) => flag !== NEAR_MISS);
  const lines = [
    ...(others.length > 0 ? [`> ${others.map((flag) => capitalize(escapeText(flag))).join(", ")}.`] : []),
    ...(others.length < flags.length
      ? [`> ${NEAR_MISS}: something went wrong, and was caught before it did real harm.`]
      : []),
    ...(isThirdParty
      ? ["> Third-party account: told from the public record, and not by those who ran the system."]
      : []),
  ];
  return lines.join("\n");
}
