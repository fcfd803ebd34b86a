import type { Drill } from "../../../model/collection.js";
import { escapeText } from "../../kit/markdown-text/escape-text.js";
import type { BlankView } from "../../shared/blank-view.js";
import type { AccountView } from "../../shared/document-account.js";
import type { ActionEntry } from "../../shared/document-actions.js";
import type { DegradationRow } from "../../shared/document-degradation.js";
import type { EvidenceEntry, Ledger } from "../../shared/document-evidence.js";
import { DocumentPrinter, type LinkOf, standingOf } from "../../shared/document-markdown.js";
import type { RecoveryRow } from "../../shared/document-recovery.js";
import type { SourceEntry } from "../../shared/document-sources.js";
import type { Glyph } from "../../shared/glyph.js";
import type { NodeLink } from "../../shared/site-model.js";
import { statusOf } from "../../shared/words.js";
import type { DrillFacts } from "./facts.js";
import type { FindingView } from "./findings.js";
import type { HalfView } from "./halves.js";
import type { DrillRelated } from "./related.js";

/** What the page of a drill shows, as far as it is text. */
interface DrillParts {
  page: string;
  facts: DrillFacts;
  halves: readonly HalfView[];
  findings: readonly FindingView[];
  steps: readonly { link: NodeLink; result: Glyph; note: string | null }[];
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

/** A drill as Markdown: facts, both halves, findings, narrative, actions, and what it is linked to. */
export function drillMarkdown(drill: Drill, parts: DrillParts, linkOf: LinkOf): string {
  const print = new DocumentPrinter(parts.page, linkOf);
  const { account, facts, degradation } = parts;
  return print.join(
    `# ${escapeText(drill.data.title)}`,
    standingOf(facts.flags, account.thirdParty),
    [
      ...print.fact("Id", `\`${drill.id}\``),
      ...print.fact("Drill", facts.scenario && print.link(facts.scenario.title, facts.scenario.path)),
      ...print.fact("Held", facts.when && escapeText(facts.when)),
      ...print.fact("Result", `${escapeText(facts.verdict)}${facts.why === null ? "" : ` (${escapeText(facts.why)})`}`),
      ...print.fact("Status", `${statusOf(drill)}${account.publishedOn === null ? "" : ` ${account.publishedOn}`}`),
      ...print.fact("Environment", facts.environment && escapeText(facts.environment)),
      ...print.fact("Organisations", facts.organisations.map(escapeText).join(", ")),
      ...print.fact("Services", facts.services.map(({ title, path }) => print.link(title, path)).join(", ")),
      ...print.fact("Locations", facts.locations.map(escapeText).join(", ")),
      ...print.fact("Owner", facts.owner && escapeText(facts.owner)),
      ...facts.custom.flatMap(({ title, text, href }) => print.fact(title, print.link(text, href))),
      ...facts.blanks.flatMap(({ what, blank }) => print.fact(what, print.blank(blank))),
    ].join("\n"),
    print.section("Both halves", ...parts.halves.map((half) => halfOf(print, half))),
    print.section("Findings", print.list(parts.findings.map((finding) => findingOf(print, finding)))),
    print.body(parts.body),
    print.section(
      "Response steps",
      print.list(
        parts.steps.map(
          ({ link, result, note }) =>
            `${print.link(link.title, link.path)}: ${escapeText(result.words)}${note === null ? "" : `. ${escapeText(note)}`}`,
        ),
      ),
    ),
    print.section(
      "Degradation",
      degradation.blank === null ? "" : print.blank(degradation.blank),
      print.degradation(degradation.rows, account.thirdParty),
    ),
    print.section("Recovery", print.recovery(parts.recovery.map(({ row }) => row))),
    print.section("Missing evidence", print.ledger(parts.ledger)),
    print.section("Evidence", print.evidence(parts.evidence)),
    print.section("Actions", print.actions(parts.actions)),
    print.section("Related", relatedOf(print, parts.related)),
    print.section("Sources", print.sources(parts.sources)),
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

function findingOf(print: DocumentPrinter, { id, what, half, kind, actions, cites }: FindingView): string {
  const facts = [
    ...(half === null ? [] : [escapeText(half)]),
    ...(kind === null ? [] : [print.link(kind.title, kind.path)]),
  ];
  const follows = actions.map((action) => `${escapeText(action.title)} (${escapeText(action.words)})`);
  return `**${escapeText(id)}** ${escapeText(what)}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}${print.cites(cites)}${follows.length > 0 ? `. Follows: ${follows.join("; ")}` : ""}`;
}

function relatedOf(print: DocumentPrinter, { incidents, incidentsBlank, proves, others }: DrillRelated): string {
  const lines = [...incidents, ...proves, ...others].map(
    ({ relation, title, href, day, why }) =>
      `${escapeText(relation)}: ${print.link(title, href)}${day === null ? "" : ` (${day})`}${why === null ? "" : `. ${escapeText(why)}`}`,
  );
  return [incidentsBlank === null ? "" : print.blank(incidentsBlank), print.list(lines)]
    .filter((part) => part !== "")
    .join("\n\n");
}
