import { isSlug } from "../../../model/document-id.js";
import { formats } from "../../../model/formats.js";
import type { Blank, Evidence, Time } from "../../../model/schema-types.js";
import type { ImportedDocument, ImportedEvent } from "../../importer.js";
import { type CollectionNames, idOf, type MissingNames, severityLevel } from "./collection-names.js";
import { draftAction } from "./draft-action.js";
import { type DraftEvent, markedEvents } from "./marks.js";
import { statement } from "./statement.js";

/** A file that goes into the folder of evidence. */
export interface DraftEvidence {
  /** Its name there. */
  file: string;
  title: string;
  kind: Evidence["kind"];
  sha256: string;
}

/** The front matter of a draft: its fields in the order of the schema, and what was noticed on the way. */
export interface Front {
  data: Record<string, unknown>;
  /** Comments with what the document states and no field can hold. */
  offers: string[];
  notes: string[];
  missing: MissingNames;
}

const NOT_RECORDED: Blank = { unknown: "imported, not recorded" };
/** In characters, as the schema allows. */
const MAX_TITLE_LENGTH = 200;

/**
 * @param title the title of the document, or the name of its file
 * @param evidence what is kept, the imported file first
 * @param hasDetection whether the text has a section on the detection
 */
export function draftFront(
  document: ImportedDocument,
  title: string,
  evidence: readonly DraftEvidence[],
  hasDetection: boolean,
  names: CollectionNames,
  isArchived: boolean,
): Front {
  const { config } = names;
  const account = document.account ?? config.account ?? "own";
  const offers: string[] = [];
  const missing: MissingNames = { owners: [], services: [], severities: [] };
  const severity = take(
    severityOf(document, config.severities),
    config.severities,
    "severity",
    missing.severities,
    offers,
  );
  const owner = take(document.owner, config.owners, "owner", missing.owners, offers);
  const services = servicesOf(document, names, missing, offers);
  const { events, notes } = timelineOf(document);
  const actions = document.actions.map((action, index) =>
    draftAction(action, `A${index + 1}`, account, names, missing, offers),
  );
  if (document.actions.some(({ type }) => type === null))
    offers.push("The document does not say what each action is for: the types are concluded from their words");
  const short = statement(title, MAX_TITLE_LENGTH);
  if (short?.whole === false) offers.push(`The whole title: ${title}`);
  const { by } = document.detection ?? {};
  const data = {
    schema: 1,
    title: short?.text ?? "Untitled",
    account: account === (config.account ?? "own") ? undefined : account,
    kind: document.kind,
    // Only a draft can be undated.
    status: isArchived && document.day !== null ? "archived" : "draft",
    severity,
    owner,
    authors: some(document.authors.map((name) => statement(name, 120)?.text).filter((name) => name !== undefined)),
    services: some(services),
    timeline: some(events.map((event) => ({ ...event, cites: ["E1"] }))),
    caught_by: document.kind === "near-miss" ? (by ?? undefined) : undefined,
    violated_invariants: NOT_RECORDED,
    detection: detectionOf(document, hasDetection),
    unclear_contracts: NOT_RECORDED,
    missing_evidence: NOT_RECORDED,
    evidence: evidence.map(({ file, title: shows, kind, sha256 }, index) => ({
      id: `E${index + 1}`,
      title: shows,
      kind,
      file,
      sha256,
    })),
    actions: some(actions),
    sources: some(sourcesOf(document)),
  };
  const present = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
  return { data: present, offers, notes, missing };
}

function some<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** The id of what is named, if the collection knows it; else it is offered. */
function take(
  name: string | null,
  entries: Parameters<typeof idOf>[1],
  what: string,
  missing: string[],
  offers: string[],
): string | undefined {
  if (name === null || name.trim() === "") return undefined;
  const id = idOf(name, entries);
  if (id !== undefined && (entries !== undefined || isSlug(id))) return id;
  missing.push(name);
  offers.push(`The ${what} in the document: ${name}`);
  return undefined;
}

/** The severity of a document: its level where only that is an id of the collection. */
function severityOf({ severity }: ImportedDocument, entries: Parameters<typeof idOf>[1]): string | null {
  if (severity === null || entries === undefined || idOf(severity, entries) !== undefined) return severity;
  const level = severityLevel(severity);
  return idOf(level, entries) === undefined ? severity : level;
}

function servicesOf({ services }: ImportedDocument, names: CollectionNames, missing: MissingNames, offers: string[]) {
  const taken = services.flatMap(({ service, role }) => {
    const id = idOf(service, names.services);
    if (id === undefined) missing.services.push(service);
    return id === undefined ? [] : [{ service: id, role }];
  });
  if (missing.services.length > 0) offers.push(`Services in the document: ${missing.services.join(", ")}`);
  return taken.filter((one, index) => taken.findIndex(({ service }) => service === one.service) === index);
}

function timelineOf({ timeline, detection }: ImportedDocument): { events: DraftEvent[]; notes: string[] } {
  let shortened = 0;
  const timed = timeline.flatMap((event): (ImportedEvent & { at: Time })[] => {
    const text = statement(event.event);
    if (event.at === null || text === null) return [];
    if (!text.whole) shortened++;
    return [{ ...event, at: event.at, event: text.text }];
  });
  const { events, dropped } = markedEvents(timed, detection);
  const notes = [
    ...(shortened > 0
      ? [
          `${shortened === 1 ? "1 event is" : `${shortened} events are`} longer than a statement: the timeline has the beginning, the body the whole`,
        ]
      : []),
    ...(dropped.length > 0
      ? [`left out ${dropped.map((mark) => `"${mark}"`).join(", ")}: the times of the marks contradict each other`]
      : []),
  ];
  return { events, notes };
}

function detectionOf({ detection }: ImportedDocument, hasSection: boolean) {
  const unknown = hasSection ? "imported; the text has a section on the detection" : NOT_RECORDED.unknown;
  const why = statement(detection?.why ?? "");
  if (!detection || (detection.delay === null && detection.by === null && why === null)) return { unknown };
  return {
    ...(detection.delay === null ? { delay: NOT_RECORDED } : { delay: detection.delay, delay_basis: detection.basis }),
    by: detection.by ?? NOT_RECORDED,
    why_delayed: why?.text ?? { unknown },
    cites: ["E1"],
  };
}

function sourcesOf({ sources }: ImportedDocument) {
  return sources
    .filter(({ url }) => formats["inquest-url"]?.(url))
    .map(({ title, url, publisher, published }, index) => ({
      id: `S${index + 1}`,
      title: statement(title)?.text ?? url,
      ...(publisher === undefined ? {} : { publisher: statement(publisher, 120)?.text }),
      url,
      ...(published === undefined ? {} : { published }),
    }));
}
