import { escapeText } from "../../kit/markdown-text/escape-text.js";
import type { AccountView } from "../../shared/document-account.js";
import type { ActionEntry } from "../../shared/document-actions.js";
import type { DegradationRow } from "../../shared/document-degradation.js";
import type { EvidenceEntry, Ledger } from "../../shared/document-evidence.js";
import { DocumentPrinter, type LinkOf, standingOf } from "../../shared/document-markdown.js";
import type { RecoveryRow } from "../../shared/document-recovery.js";
import type { ResponseStep } from "../../shared/document-response.js";
import type { SourceEntry } from "../../shared/document-sources.js";
import type { NodeLink } from "../../shared/site-model.js";
import type { Answers, answerHeadings } from "./answers.js";
import type { Facts } from "./facts.js";
import type { keyFacts } from "./key-facts.js";
import type { OwnNumber } from "./numbers.js";
import type { relatedOf } from "./related.js";
import type { Timeline } from "./timeline.js";

/** What the page of a postmortem shows, as far as it is text. */
interface IncidentParts {
  id: string;
  title: string;
  page: string;
  facts: Facts;
  keyFacts: ReturnType<typeof keyFacts>;
  headings: ReturnType<typeof answerHeadings>;
  answers: Answers;
  timeline: Timeline;
  response: readonly ResponseStep[];
  recovery: { rows: readonly RecoveryRow[] };
  numbers: readonly OwnNumber[];
  degradation: readonly DegradationRow[];
  held: readonly { control: NodeLink; how: string; limit: string | null }[];
  aliases: readonly string[];
  /** The whole body as HTML. */
  body: string;
  evidence: readonly EvidenceEntry[];
  ledger: Ledger;
  actions: readonly ActionEntry[];
  related: ReturnType<typeof relatedOf>;
  sources: readonly SourceEntry[];
  account: AccountView;
}

/** A postmortem as Markdown: facts, answers, timeline, narrative, actions, and what it is linked to. */
export function incidentMarkdown(parts: IncidentParts, linkOf: LinkOf): string {
  const print = new DocumentPrinter(parts.page, linkOf);
  const { account, facts, answers } = parts;
  return print.join(
    `# ${escapeText(parts.title)}`,
    standingOf(facts.flags, account.thirdParty),
    factLines(print, parts).join("\n"),
    print.section(
      "Four answers",
      `### ${escapeText(parts.headings.invariant)}`,
      named(print, answers.invariants),
      `### ${escapeText(parts.headings.detection)}`,
      detection(print, answers),
      `### ${escapeText(parts.headings.contract)}`,
      named(print, answers.contracts),
      `### ${escapeText(parts.headings.evidence)}`,
      print.ledger(parts.ledger) || "*Not answered yet.*",
    ),
    print.section("Timeline", timeline(print, parts.timeline)),
    // Its own headings are sections.
    print.body(parts.body),
    print.section(
      "Response steps",
      print.list(
        parts.response
          .filter(({ outcome }) => outcome !== "not-recorded")
          .map(
            (step) =>
              `${print.link(step.title, step.path)}: ${escapeText(step.words)}${step.by === null ? "" : `, by ${escapeText(step.by)}`}${step.reason === null ? "" : `. ${escapeText(step.reason)}`}${print.cites(step.cites)}`,
          ),
      ),
    ),
    print.section("Recovery", print.recovery(parts.recovery.rows)),
    print.section("Degradation", print.degradation(parts.degradation, account.thirdParty)),
    print.section(
      "What held",
      print.list(
        parts.held.map(
          ({ control, how, limit }) =>
            `${print.link(control.title, control.path)}: ${escapeText(how)}${limit === null ? "" : `. Limit: ${escapeText(limit)}`}`,
        ),
      ),
    ),
    print.section("Evidence", print.evidence(parts.evidence)),
    print.section("Actions", print.actions(parts.actions)),
    print.section("Related", related(print, parts)),
    print.section("Sources", print.sources(parts.sources)),
    print.section("Revisions", print.revisions(account.revisions)),
  );
}

function factLines(
  print: DocumentPrinter,
  { id, facts, keyFacts, account, aliases, numbers }: IncidentParts,
): string[] {
  const { duration, delay, noticedBy } = keyFacts;
  const joined = (texts: readonly (string | null)[]) =>
    texts.flatMap((one) => (one === null ? [] : escapeText(one))).join(", ");
  return [
    ...print.fact("Id", `\`${id}\``),
    ...print.fact("Date", facts.day),
    ...print.fact(
      "Status",
      `${joined([keyFacts.status])}${account.publishedOn === null ? "" : ` ${account.publishedOn}`}`,
    ),
    ...(duration === null ? [] : print.fact(duration.title, escapeText(duration.value))),
    ...print.fact("Detection delay", delay && joined([delay.text])),
    ...print.fact("Noticed by", noticedBy && joined([noticedBy.text])),
    ...print.fact("Caught by", facts.caughtBy && joined([facts.caughtBy])),
    ...print.fact("Severity", joined([facts.severity])),
    ...print.fact(
      "Failure",
      facts.classes
        .flatMap(({ mark, kinds }) =>
          kinds.map(
            (kind) => `${mark === null ? "" : `${escapeText(mark.title)}: `}${print.link(kind.title, kind.path)}`,
          ),
        )
        .join("; "),
    ),
    ...print.fact("Organisations", joined(facts.organisations)),
    ...print.fact(
      "Services",
      facts.services
        .map(({ link, origin }) => `${print.link(link.title, link.path)}${origin ? " (origin)" : ""}`)
        .join(", "),
    ),
    ...print.fact("How it showed", joined([facts.manifestation, facts.pattern])),
    ...print.fact("Extent", joined([facts.extent])),
    ...print.fact(
      "Owner",
      facts.owner && `${joined([facts.owner])}${facts.contact === null ? "" : ` (${joined([facts.contact.text])})`}`,
    ),
    ...print.fact("Authors", joined(account.authors)),
    ...facts.custom.flatMap(({ title, text, href }) => print.fact(title, print.link(text, href))),
    ...print.fact("Also called", joined(aliases)),
    ...print.fact("Times", numbers.map(({ title, value }) => `${escapeText(title)} ${escapeText(value)}`).join("; ")),
  ];
}

function named(print: DocumentPrinter, { blank, items }: Answers["invariants"]): string {
  if (items.length === 0) return blank === null ? "*Not answered yet.*" : print.blank(blank);
  return print.list(
    items.map(({ link, statement, note, others, cites }) => {
      const notes = [
        ...(note === null ? [] : [escapeText(note)]),
        ...(others > 0 ? [`${others} other ${others === 1 ? "incident" : "incidents"}`] : []),
      ];
      return `${print.link(link.title, link.path)}: ${escapeText(statement)}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}${print.cites(cites)}`;
    }),
  );
}

function detection(print: DocumentPrinter, { detection: answer }: Answers): string {
  if (answer.blank !== null) return print.blank(answer.blank);
  if (!answer.given) return "*Not answered yet.*";
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
    ...print.fact("Basis", basis && escapeText(basis)),
    ...(median === null
      ? []
      : print.fact(
          "For comparison",
          `median of ${print.link(median.class.title, median.class.path)}: ${escapeText(median.text)} (${median.n} incidents)`,
        )),
  ].join("\n");
}

function timeline(print: DocumentPrinter, { items, zone, cites }: Timeline): string {
  const table = print.table(
    ["UTC", zone === null ? "" : escapeText(zone), "From began", "Event", "Marks and steps"],
    items.map((item) => [
      `${item.approximate ? "about " : ""}${item.time === null ? print.value(null, item.blank) : escapeText(`${item.time.day}, ${item.time.clock}`)}`,
      escapeText(item.local ?? ""),
      escapeText(item.offset ?? ""),
      `${escapeText(item.text ?? "")}${item.disputed.map(({ time, note }) => `; others say ${escapeText(time)}${note === null ? "" : `: ${escapeText(note)}`}`).join("")}${cites.length === 0 ? print.cites(item.cites) : ""}`,
      [
        ...item.marks.map((mark) => `*${escapeText(mark)}*`),
        ...item.steps.map((step) => print.link(step.title, step.path)),
      ].join(", "),
    ]),
  );
  return cites.length === 0 ? table : `${table}\n\nAll from${print.cites(cites)}`;
}

function related(print: DocumentPrinter, { related: { first, rest } }: IncidentParts): string {
  return print.list(
    [...first, ...rest].map((entry) => {
      const facts = [entry.day, entry.published].flatMap((one) => (one === null ? [] : escapeText(one)));
      const whys = [
        ...entry.whys.map(escapeText),
        ...(entry.action === null ? [] : [`through the action “${escapeText(entry.action)}”`]),
        ...(entry.same.length === 0 ? [] : [`same ${entry.same.map((one) => print.reference(one)).join(", ")}`]),
      ];
      return `${escapeText(entry.relation)}: ${print.link(entry.title, entry.href)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${whys.length > 0 ? `. ${whys.join("; ")}` : ""}`;
    }),
  );
}
