import type { ConfigData } from "../../../model/schema-types.js";
import { optionalHeadings, sameHeading, sectionHeading } from "../../../model/sections.js";
import { formatDay } from "../../kit/formats/format-time.js";
import { escapeText } from "../../kit/markdown-text/escape-text.js";
import type { AccountView } from "../../shared/document-account.js";
import type { ActionEntry } from "../../shared/document-actions.js";
import type { DegradationRow } from "../../shared/document-degradation.js";
import type { EvidenceEntry, Ledger } from "../../shared/document-evidence.js";
import { DocumentPrinter, type LinkOf, standingOf } from "../../shared/document-markdown.js";
import {
  actionsMarkdown,
  type ClassMeaning,
  degradationMarkdown,
  ledgerMarkdown,
  REPORTED_ACTIONS,
  recoveryMarkdown,
} from "../../shared/document-parts-markdown.js";
import type { RecoveryRow } from "../../shared/document-recovery.js";
import type { ResponseStep } from "../../shared/document-response.js";
import type { SourceEntry } from "../../shared/document-sources.js";
import type { NodeLink } from "../../shared/site-model.js";
import { MARK_TEXTS } from "../../shared/words.js";
import type { Answers, answerHeadings } from "./answers.js";
import type { Facts } from "./facts.js";
import type { keyFacts } from "./key-facts.js";
import type { relatedOf } from "./related.js";
import type { Timeline } from "./timeline.js";

/** What the page of a postmortem shows, as far as it is text. */
interface IncidentParts {
  page: string;
  id: string;
  title: string;
  entryTitles: Readonly<Record<string, string>>;
  narrative: Narrative;
  classMeanings: readonly ClassMeaning[];
  facts: Facts;
  keyFacts: ReturnType<typeof keyFacts>;
  headings: ReturnType<typeof answerHeadings>;
  answers: Answers;
  timeline: Timeline;
  response: readonly ResponseStep[];
  recovery: { rows: readonly RecoveryRow[] };
  degradation: readonly DegradationRow[];
  held: readonly { control: NodeLink; how: string; limit: string | null }[];
  /** The whole body as HTML. */
  body: string;
  evidence: readonly EvidenceEntry[];
  ledger: Ledger;
  actions: readonly ActionEntry[];
  related: ReturnType<typeof relatedOf>;
  sources: readonly SourceEntry[];
  account: AccountView;
}

/** The headings of sections, as the collection names them. */
interface Narrative {
  /** Those that tell what happened. */
  first: readonly string[];
  /** Those that say more about an answer. */
  answers: Readonly<Record<keyof ReturnType<typeof answerHeadings>, string>>;
  optional: readonly string[];
}

export function narrativeOf(config: ConfigData): Narrative {
  return {
    first: [sectionHeading("summary", config), sectionHeading("impact", config)],
    answers: {
      invariant: sectionHeading("invariant", config),
      detection: sectionHeading("detection", config),
      contract: sectionHeading("contract", config),
      evidence: sectionHeading("evidence", config),
    },
    optional: optionalHeadings(config),
  };
}

const NOT_ANSWERED = "*Not answered yet.*";

/**
 * A postmortem as Markdown, for readers who know neither the collection nor its words: facts, what happened, the four answers each
 * with what the narrative says about it, timeline, response, the rest of the narrative, actions, and what all of it is from.
 */
export function incidentMarkdown(parts: IncidentParts, linkOf: LinkOf): string {
  const print = new DocumentPrinter(parts, linkOf);
  const { account, facts, answers, headings } = parts;
  const narrative = (...wanted: readonly string[]) =>
    print.sections.filter(({ heading }) => heading !== null && wanted.some((one) => sameHeading(one, heading)));
  const answer = (key: keyof typeof headings, explanation: string, text: string) =>
    print.section(
      headings[key],
      `*${explanation}*`,
      text || NOT_ANSWERED,
      ...narrative(headings[key], parts.narrative.answers[key]).map((section) => section.text),
    );
  const first = [...print.sections.filter(({ heading }) => heading === null), ...narrative(...parts.narrative.first)];
  const answered = narrative(...Object.values(headings), ...parts.narrative.optional);
  return print.join(
    `# ${escapeText(parts.title)}`,
    standingOf(facts.flags, account.thirdParty),
    factLines(print, parts).join("\n"),
    print.body(first),
    print.explained("Kind of failure", "What kind of failure it was, and why it counts as one.", kinds(print, facts)),
    answer("invariant", "An invariant is what must hold at all times.", named(print, answers.invariants)),
    answer("detection", "How long the failure went unnoticed, and why.", detection(print, answers)),
    answer("contract", "A contract is what two parties promise each other.", named(print, answers.contracts)),
    answer("evidence", "What would have had to be recorded to understand it.", ledgerMarkdown(print, parts.ledger)),
    print.section("Timeline", timeline(print, parts.timeline)),
    print.section(facts.suspectsTitle, suspects(print, facts)),
    print.explained(
      "Response steps",
      "The steps of this collection's response plan that are on record.",
      steps(print, parts),
    ),
    print.explained(
      "Recovery",
      account.thirdParty
        ? "How long recovery took. The targets are those of this collection, not of the organisation."
        : "How long recovery took, against the targets.",
      recoveryMarkdown(print, parts.recovery.rows),
    ),
    print.explained(
      "Degradation",
      "How actions behaved while something that they depend on did not work.",
      degradationMarkdown(print, parts.degradation, parts.classMeanings, account.thirdParty),
    ),
    print.explained("What held", "Controls that did their work.", held(print, parts)),
    print.body(print.sections.filter((section) => !first.includes(section) && !answered.includes(section))),
    account.thirdParty
      ? print.explained("Actions", REPORTED_ACTIONS, actionsMarkdown(print, parts.actions))
      : print.section("Actions", actionsMarkdown(print, parts.actions)),
    print.section("Related", related(print, parts)),
    print.sources(),
    print.section("Revisions", print.revisions(account.revisions)),
  );
}

function factLines(print: DocumentPrinter, { id, facts, keyFacts, account }: IncidentParts): string[] {
  const { duration, delay, noticedBy, status } = keyFacts;
  const joined = (texts: readonly (string | null)[]) =>
    texts.flatMap((one) => (one === null ? [] : escapeText(one))).join(", ");
  const published = account.publishedOn === null ? "" : ` on ${formatDay(account.publishedOn)}`;
  return [
    ...print.fact("Date", facts.day && formatDay(facts.day)),
    ...(duration === null ? [] : print.fact(duration.title, escapeText(duration.value))),
    ...print.fact("Detection delay", delay && joined([delay.text])),
    ...print.fact("Noticed by", noticedBy && joined([noticedBy.text])),
    ...print.fact("Caught by", facts.caughtBy && joined([facts.caughtBy])),
    ...print.fact("Severity", joined([facts.severity])),
    ...print.fact("How it showed", joined([facts.manifestation, facts.pattern])),
    ...print.fact("Extent", joined([facts.extent])),
    ...print.fact("Organisations", joined(facts.organisations)),
    ...print.fact(
      "Services",
      facts.services
        .map(({ link, origin }) => `${print.link(link.title, link.path)}${origin ? " (where it began)" : ""}`)
        .join(", "),
    ),
    ...facts.custom.flatMap(({ title, text, href }) => print.fact(title, print.link(text, href))),
    ...print.fact(
      "Owner",
      facts.owner && `${joined([facts.owner])}${facts.contact === null ? "" : ` (${joined([facts.contact.text])})`}`,
    ),
    ...print.fact("Authors", joined(account.authors)),
    ...print.fact("Status", `${joined([status])}${published}`),
    ...print.fact("Id", `\`${id}\``),
  ];
}

function kinds(print: DocumentPrinter, { classes }: Facts): string {
  return print.list(
    classes.flatMap(({ mark, kinds }) =>
      kinds.map(({ title, path, meaning, why, cites }) => {
        const name = `**${print.link(title, path)}**${mark === null ? "" : ` (${escapeText(mark.title.toLowerCase())})`}`;
        return `${withMeaning(name, meaning)} Here: ${escapeText(why)}${print.cites(cites)}`;
      }),
    ),
  );
}

/** `**Name**: what it means.`, so that a sentence can follow. */
function withMeaning(name: string, meaning: string | null): string {
  if (meaning === null) return `${name}.`;
  return `${name}: ${escapeText(meaning)}${/[.?!]$/.test(meaning) ? "" : "."}`;
}

function named(print: DocumentPrinter, { blank, items }: Answers["invariants"]): string {
  if (items.length === 0) return blank === null ? "" : print.blank(blank);
  return print.list(
    items.map(({ link, meaning, statement, note, others, cites }) => {
      const again =
        others === 1 ? "1 other incident of this collection" : `${others} other incidents of this collection`;
      return [
        withMeaning(
          `**${print.link(link.title, link.path)}**${note === null ? "" : ` (${escapeText(note)})`}`,
          meaning,
        ),
        ` Here: ${escapeText(statement)}${print.cites(cites)}`,
        ...(others > 0 ? [`. The same in ${again}`] : []),
      ].join("");
    }),
  );
}

function detection(print: DocumentPrinter, { detection: answer }: Answers): string {
  if (answer.blank !== null) return print.blank(answer.blank);
  if (!answer.given) return "";
  const { delay, by, why, basis, parties, median } = answer;
  return [
    ...print.fact(
      "Delay",
      `${print.value(delay.text, delay.blank)}${delay.note === null ? "" : ` (${escapeText(delay.note)})`}`,
    ),
    ...print.fact("Noticed by", print.value(by.text, by.blank)),
    ...parties.map(
      (one) =>
        `- ${[one.who, one.by, one.delay].flatMap((part) => (part === null ? [] : escapeText(part))).join(", ")}`,
    ),
    ...print.fact("Why", `${print.value(why.text, why.blank)}${print.cites(answer.cites)}`),
    ...print.fact("How the delay was reckoned", basis && escapeText(basis)),
    ...(median === null
      ? []
      : print.fact(
          "For comparison",
          `the median of the ${median.n} failures of the class ${print.link(median.class.title, median.class.path)} whose delay is known is ${escapeText(median.text)}`,
        )),
  ].join("\n");
}

function steps(print: DocumentPrinter, { response }: IncidentParts): string {
  return print.list(
    response
      .filter(({ outcome }) => outcome !== "not-recorded")
      .map((step) => {
        const by = step.by === null ? "" : `, by ${escapeText(step.by)}`;
        const reason = step.reason === null ? "" : `. ${escapeText(step.reason)}`;
        const name = `**${print.link(step.title, step.path)}** (${escapeText(step.words)}${by})`;
        return `${withMeaning(name, step.meaning).replace(/\.$/, "")}${reason}${print.cites(step.cites)}`;
      }),
  );
}

function held(print: DocumentPrinter, parts: IncidentParts): string {
  return print.list(
    parts.held.map(
      ({ control, how, limit }) =>
        `**${print.link(control.title, control.path)}**: ${escapeText(how)}${limit === null ? "" : `. Limit: ${escapeText(limit)}`}`,
    ),
  );
}

function timeline(print: DocumentPrinter, { items, zone, cites }: Timeline): string {
  const table = print.table(
    ["UTC", zone === null ? "" : escapeText(zone), "Since it began", "Event", "What it was"],
    items.map((item) => [
      `${item.approximate ? "about " : ""}${item.time === null ? print.value(null, item.blank) : escapeText(`${item.time.day}, ${item.time.clock}`)}`,
      escapeText(item.local ?? ""),
      escapeText(item.offset ?? ""),
      `${escapeText(item.text ?? "")}${item.disputed.map(({ time, note }) => `; others say ${escapeText(time)}${note === null ? "" : `: ${escapeText(note)}`}`).join("")}${cites.length === 0 ? print.cites(item.cites) : ""}`,
      [
        ...item.marks.map((mark) => `*${escapeText(MARK_TEXTS[mark])}*`),
        ...item.steps.map((step) => print.link(step.title, step.path)),
      ].join(", "),
    ]),
  );
  return cites.length === 0 ? table : `${table}\n\nAll from${print.cites(cites)}`;
}

function suspects(print: DocumentPrinter, facts: Facts): string {
  return print.list(
    facts.suspects.map(({ what, ruledOut, blank, cites }) => {
      const end = ruledOut === null && blank === null ? "" : ` (ruled out: ${print.value(ruledOut, blank)})`;
      return `${escapeText(what)}${end}${print.cites(cites)}`;
    }),
  );
}

function related(print: DocumentPrinter, { related: { first, rest } }: IncidentParts): string {
  return print.list(
    [...first, ...rest].map((entry) => {
      const facts = [entry.day && formatDay(entry.day), entry.published].flatMap((one) =>
        one === null ? [] : escapeText(one),
      );
      const whys = [
        ...entry.whys.map(escapeText),
        ...(entry.action === null ? [] : [`Through the action “${escapeText(entry.action)}”`]),
        ...(entry.same.length === 0 ? [] : [`In common: ${entry.same.map((one) => print.reference(one)).join(", ")}`]),
      ];
      return `${escapeText(entry.relation)}: ${print.link(entry.title, entry.href)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${whys.length > 0 ? `. ${whys.join(". ")}` : ""}`;
    }),
  );
}
