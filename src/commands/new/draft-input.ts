import { type DocumentType, type Facts, type NewService, TO_WRITE } from "../../edit/new/answers.js";
import { isZone, readTypedTime, readWholeTime } from "../../edit/new/typed-time.js";
import { inlineYaml } from "../../edit/yaml-text.js";
import { type Collection, dayOfId } from "../../model/collection.js";
import { asciiSlug } from "../../model/document-id.js";
import {
  EnvironmentFault,
  EnvironmentFaults,
  faultsOf,
  faultWithHint,
  readAll,
} from "../../model/environment-fault.js";
import { MARKS, type Mark } from "../../model/marks.js";
import type { Account, Service } from "../../model/schema-types.js";
import { explainDay, parseMoment, precisionOf } from "../../model/values/time.js";
import { type GlobalOptions, today } from "../context.js";
import { knownId } from "../known-id.js";
import { zoneOption } from "../zone-option.js";
import { type AnswerOptions, fourAnswersOf } from "./answer-flags.js";
import { commonestOrganisation, kindsOf, servicesOf } from "./catalog-flags.js";

/** The flags of `inquest new`. */
export interface NewOptions extends GlobalOptions, AnswerOptions {
  date?: string;
  zone?: string;
  id?: string;
  account?: Account;
  severity?: string;
  owner?: string;
  author?: string[];
  service?: string[];
  class?: string;
  kind?: string[];
  mark?: string[];
  from?: string;
  scenario?: string;
  held?: string;
  environment?: string;
  location?: string[];
  open?: boolean;
  resume?: string;
  suspect?: string[];
  edit?: boolean;
  yes?: boolean;
  force?: boolean;
  dryRun?: boolean;
}

/** A marked moment as it was typed: `09:49 The alert fires`. */
export interface TypedMark {
  place: string;
  mark: Mark;
  text: string;
}

/** What flags and answers say, before times are read. What is still open is null, or an empty list. */
export interface DraftInput extends Facts {
  type: DocumentType | null;
  title: string | null;
  /** `YYYY-MM-DD`. */
  day: string | null;
  id: string | null;
  marks: readonly TypedMark[];
  held: string | null;
  /** The day was not given: today. */
  isToday: boolean;
  /** Services that go into the catalog with the document. */
  newServices: readonly NewService[];
}

/** The flags that only one type of document takes. */
const INCIDENT_FLAGS = [
  "severity",
  "class",
  "kind",
  "mark",
  "from",
  "open",
  "suspect",
  "invariant",
  "detection",
  "contract",
  "missing",
] as const;
const DRILL_FLAGS = ["scenario", "held", "environment", "location"] as const;

/**
 * Reads the flags.
 * @throws EnvironmentFaults for every one that cannot be read, names what the collection does not know, or belongs to another
 * type
 */
export function readFlags(
  type: DocumentType | null,
  title: string | null,
  options: NewOptions,
  collection: Collection,
): DraftInput {
  try {
    return readKnown(type, title, options, collection);
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    // Times are read later, by the day and by each other. One that is none on any day is told now.
    const times = unreadableTimes(options);
    throw times.length === 0 ? error : new EnvironmentFaults([...faultsOf(error), ...times]);
  }
}

function readKnown(
  type: DocumentType | null,
  title: string | null,
  options: NewOptions,
  { catalogs, config }: Collection,
): DraftInput {
  const [readTitle, day, services, kinds, marks, four] = readAll(
    () => (title === null ? null : titleOf(title)),
    () => (options.date === undefined ? dayOfId(options.id ?? "") : dayOf(options.date)),
    () => knownServices(options.service ?? [], type, catalogs.services),
    () => kindsOf(options.kind ?? [], options.class, catalogs.classes),
    () => readAll(...(options.mark ?? []).map((text) => () => markOf(text))),
    () => fourAnswersOf(options, catalogs),
    () => (type === null ? null : refuseFlagsOfOtherTypes(type, options)),
    () => refuseSuspicion(options),
    () => (options.zone === undefined ? null : zoneOption(options.zone)),
    () => (config.severities ? knownId(options.severity, "severity", config.severities) : null),
    () => (config.owners ? knownId(options.owner, "owner", config.owners) : null),
    () => knownId(options.class, "class", catalogs.classes),
    () => knownId(options.scenario, "scenario", catalogs.scenarios),
  );
  return {
    type,
    title: readTitle,
    day,
    zone: options.zone ?? null,
    id: options.id ?? null,
    account: options.account ?? null,
    severity: options.severity ?? null,
    owner: options.owner ?? null,
    authors: [...new Set(options.author ?? [])],
    services,
    failureClass: options.class ?? null,
    ...kinds,
    marks,
    scenario: options.scenario ?? null,
    held: options.held ?? null,
    environment: options.environment ?? null,
    locations: [...new Set(options.location ?? [])],
    suspects: [...new Set(options.suspect ?? [])],
    unlistedServices: [],
    newServices: [],
    four,
    isToday: false,
  };
}

/** What is wrong with times, whatever the day. */
function unreadableTimes({ mark = [], held, date, zone }: NewOptions): string[] {
  const defaults = {
    day: date !== undefined && parseMoment(date) !== undefined && precisionOf(date) === "day" ? date : today(),
    zone: zone === undefined || isZone(zone) ? (zone ?? null) : "UTC",
  };
  const texts = [...mark.map((text) => /^([^=]+)=(.*)$/s.exec(text)), held === undefined ? null : ["", "held", held]];
  return texts.flatMap((parts) => {
    if (parts === null) return [];
    const [, name = "", text = ""] = parts;
    const [place, read] = name === "held" ? ["--held", readWholeTime] : ([`--mark ${name}`, readTypedTime] as const);
    try {
      read(text, defaults);
      return [];
    } catch (error) {
      if (!(error instanceof EnvironmentFault)) throw error;
      return [`${place}: ${error.message}`];
    }
  });
}

function knownServices(
  texts: readonly string[],
  type: DocumentType | null,
  entries: readonly Service[],
): Facts["services"] {
  const services = servicesOf(texts, type);
  readAll(
    ...services.map(
      ({ service }) =>
        () =>
          knownId(service, "service", entries, wayToAdd(service, entries)),
    ),
  );
  return services;
}

function wayToAdd(service: string, entries: readonly Service[]): string {
  const organisation = commonestOrganisation(entries) ?? TO_WRITE;
  const entry = { id: asciiSlug(service) ?? TO_WRITE, title: service, description: TO_WRITE, organisation };
  return `add it to catalog/services.yaml as ${inlineYaml(entry)}, or leave it out for now`;
}

function refuseSuspicion({ suspect, open, resume }: NewOptions): void {
  if (suspect !== undefined && !open && resume === undefined)
    throw new EnvironmentFault("--suspect is for --open and --resume: leave it out");
}

/** Reads a title. @throws EnvironmentFault where it cannot be one */
export function titleOf(text: string): string {
  const title = text.trim();
  if (title === "") throw new EnvironmentFault("Expected a title: what failed and what that did");
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(title))
    throw new EnvironmentFault(`Expected a title on one line, found ${JSON.stringify(title)}`);
  if ([...title].length > 200)
    throw new EnvironmentFault(`Expected a title of at most 200 characters, found ${[...title].length}`);
  return title;
}

/** Reads a day, `YYYY-MM-DD`. @throws EnvironmentFault where it is none */
export function dayOf(text: string): string {
  if (precisionOf(text) !== "day")
    throw new EnvironmentFault(`Expected a day such as 2026-03-14, found ${JSON.stringify(text)}`);
  if (parseMoment(text) !== undefined) return text;
  const { message, hint } = explainDay(text);
  throw faultWithHint(message, hint);
}

/** @throws EnvironmentFault where a flag belongs to another type of document */
export function refuseFlagsOfOtherTypes(type: DocumentType, options: NewOptions): void {
  const others = (type === "drill" ? INCIDENT_FLAGS : DRILL_FLAGS).filter((one) => options[one] !== undefined);
  const owner = type === "drill" ? "incidents and near-misses" : "drills";
  if (others.length > 0) throw new EnvironmentFaults(others.map((flag) => `--${flag} is for ${owner}: leave it out`));
}

function markOf(text: string): TypedMark {
  const [, mark = "", moment = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (mark === "") throw new EnvironmentFault(`--mark ${text}: expected NAME=TIME, such as detected=2026-03-14T09:49Z`);
  knownId(
    mark,
    "mark",
    MARKS.map((id) => ({ id })),
  );
  return { place: `--mark ${mark}`, mark: mark as Mark, text: moment };
}
