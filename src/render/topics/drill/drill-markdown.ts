import { formatDay } from "../../kit/formats/format-time.js";
import { escapeText } from "../../kit/markdown-text/escape-text.js";
import type { BlankView } from "../../shared/blank-view.js";
import type { Cite } from "../../shared/cites.js";
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
import type { SourceEntry } from "../../shared/document-sources.js";
import type { Glyph } from "../../shared/glyph.js";
import type { NodeLink } from "../../shared/site-model.js";
import type { DrillFacts } from "./facts.js";
import type { FindingView } from "./findings.js";
import type { HalfView } from "./halves.js";
import type { DrillRelated } from "./related.js";

/** What the page of a drill shows, as far as it is text. */
interface DrillParts {
  page: string;
  id: string;
  title: string;
  entryTitles: Readonly<Record<string, string>>;
  /** What the scenario asks. */
  scenarioMeaning: string | null;
  classMeanings: readonly ClassMeaning[];
  facts: DrillFacts;
  halves: readonly HalfView[];
  findings: readonly FindingView[];
  steps: readonly {
    link: NodeLink;
    meaning: string | null;
    result: Glyph;
    note: string | null;
    cites: readonly Cite[];
  }[];
  degradation: { blank: BlankView | null; rows: readonly DegradationRow[] };
  recovery: readonly { row: RecoveryRow }[];
  /** The whole body as HTML. */
  body: string;
  evidence: readonly EvidenceEntry[];
  ledger: Ledger;
  related: DrillRelated;
  actions: readonly ActionEntry[];
  sources: readonly SourceEntry[];
  account: AccountView;
}

/**
 * A drill as Markdown, for readers who know neither the collection nor its words: facts, both halves, findings, narrative,
 * actions, and what all of it is from.
 */
export function drillMarkdown(parts: DrillParts, linkOf: LinkOf): string {
  const print = new DocumentPrinter(parts, linkOf);
  const { account, facts, degradation, scenarioMeaning } = parts;
  const published = account.publishedOn === null ? "" : ` on ${formatDay(account.publishedOn)}`;
  return print.join(
    `# ${escapeText(parts.title)}`,
    standingOf(facts.flags, account.thirdParty),
    [
      ...print.fact(
        "Scenario",
        facts.scenario &&
          `${print.link(facts.scenario.title, facts.scenario.path)}${scenarioMeaning === null ? "" : `. *${escapeText(scenarioMeaning)}*`}`,
      ),
      ...print.fact("Held", facts.when && escapeText(facts.when)),
      ...print.fact("Result", `${escapeText(facts.verdict)}${facts.why === null ? "" : ` (${escapeText(facts.why)})`}`),
      ...print.fact("Environment", facts.environment && escapeText(facts.environment)),
      ...print.fact("Organisations", facts.organisations.map(escapeText).join(", ")),
      ...print.fact("Services", facts.services.map(({ title, path }) => print.link(title, path)).join(", ")),
      ...print.fact("Locations", facts.locations.map(escapeText).join(", ")),
      ...facts.custom.flatMap(({ title, text, href }) => print.fact(title, print.link(text, href))),
      ...facts.blanks.flatMap(({ what, blank }) => print.fact(what, print.blank(blank))),
      ...print.fact("Owner", facts.owner && escapeText(facts.owner)),
      ...print.fact("Status", `${account.status}${published}`),
      ...print.fact("Id", `\`${parts.id}\``),
    ].join("\n"),
    print.explained(
      "Both halves",
      "A drill has two halves: what machines do by themselves, and what people do by a playbook.",
      parts.halves.map((half) => halfOf(print, half)).join("\n"),
    ),
    print.section("Findings", print.list(parts.findings.map((finding) => findingOf(print, finding)))),
    print.body(print.sections),
    print.explained(
      "Response steps",
      "The steps of this collection's response plan that were exercised.",
      print.list(
        parts.steps.map(
          ({ link, meaning, result, note, cites }) =>
            `**${print.link(link.title, link.path)}** (${escapeText(result.words)})${meaning === null ? "" : `: ${escapeText(meaning)}`}${note === null ? "" : ` Here: ${escapeText(note)}`}${print.cites(cites)}`,
        ),
      ),
    ),
    print.explained(
      "Degradation",
      "How actions behaved while something that they depend on did not work.",
      degradation.blank === null ? "" : print.blank(degradation.blank),
      degradationMarkdown(print, degradation.rows, parts.classMeanings, account.thirdParty),
    ),
    print.section(
      "Recovery",
      recoveryMarkdown(
        print,
        parts.recovery.map(({ row }) => row),
      ),
    ),
    print.section("Missing evidence", ledgerMarkdown(print, parts.ledger)),
    account.thirdParty
      ? print.explained("Actions", REPORTED_ACTIONS, actionsMarkdown(print, parts.actions))
      : print.section("Actions", actionsMarkdown(print, parts.actions)),
    print.section("Related", relatedOf(print, parts.related)),
    print.sources(),
    print.section("Revisions", print.revisions(account.revisions)),
  );
}

function halfOf(print: DocumentPrinter, half: HalfView): string {
  const criterion = print.value(half.criterion, half.criterionBlank);
  return [
    `- **${half.title}** (${half.whose}): ${escapeText(half.result.words)}${half.note === null ? "" : `. ${escapeText(half.note)}`}${print.cites(half.cites)}`,
    `  - Criterion: ${criterion}`,
    ...(half.playbook === null ? [] : [`  - Playbook: ${print.link(half.playbook.text, half.playbook.href)}`]),
    ...(half.responders === null ? [] : [`  - Responders: ${half.responders}`]),
  ].join("\n");
}

function findingOf(print: DocumentPrinter, { what, half, kind, actions, cites }: FindingView): string {
  const facts = [
    ...(half === null ? [] : [escapeText(half)]),
    ...(kind === null ? [] : [print.link(kind.title, kind.path)]),
  ];
  const follows = actions.map((action) => `${escapeText(action.title)} (${escapeText(action.words)})`);
  return `${escapeText(what)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${print.cites(cites)}${follows.length > 0 ? `. What follows from it: ${follows.join("; ")}` : ""}`;
}

function relatedOf(print: DocumentPrinter, { incidents, incidentsBlank, proves, others }: DrillRelated): string {
  const lines = [...incidents, ...proves, ...others].map(
    ({ relation, title, href, day, why }) =>
      `${escapeText(relation)}: ${print.link(title, href)}${day === null ? "" : ` (${formatDay(day)})`}${why === null ? "" : `. ${escapeText(why)}`}`,
  );
  return [incidentsBlank === null ? "" : print.blank(incidentsBlank), print.list(lines)]
    .filter((part) => part !== "")
    .join("\n\n");
}
