import { DOCUMENT_TYPES, type DocumentType, ENVIRONMENTS, type ServicePart } from "../../edit/new/answers.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { readTypedTime } from "../../edit/new/typed-time.js";
import type { Collection } from "../../model/collection.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { MARKS } from "../../model/marks.js";
import { localZone, timelineOf } from "./compose.js";
import { dayOf, type Given, type NewOptions, refuseForeign, type TypedMark, titleOf, zoneOf } from "./given.js";
import { MARK_MEANINGS, TYPE_MEANINGS } from "./meanings.js";
import { askNeeded, askNeededOne, askOne, askSome, askText, type Choice, note } from "./terminal.js";

/** Asks what is to be written, where that is open. */
export async function askWhat(
  given: Given,
  options: NewOptions,
): Promise<Given & { type: DocumentType; title: string }> {
  const types = DOCUMENT_TYPES.map((id) => ({ id, title: id, description: TYPE_MEANINGS[id] }));
  const type = given.type ?? ((await askNeededOne("What do you write?", types)) as DocumentType);
  refuseForeign(type, options);
  const title =
    given.title ??
    (await askNeeded("Title: what failed, and what that did", "Revoked grants stayed valid in one region", titleOf));
  return { ...given, type, title };
}

/**
 * Asks whose clock it was and which day, where that is open.
 * @param day the day that Enter means, in a zone; null: do not ask, something else tells
 */
export async function askWhen(given: Given, day: ((zone: string) => string) | null): Promise<Given> {
  const zone = given.zone ?? (given.type === "drill" ? null : await askZone());
  if (given.day !== null || given.held !== null || day === null) return { ...given, zone };
  const likely = day(zone ?? localZone());
  const question = given.type === "drill" ? "On which day was it held?" : "On which day was it declared or noticed?";
  return { ...given, zone, day: (await askText(`${question} Enter: ${likely}`, likely, dayOf)) ?? likely };
}

async function askZone(): Promise<string> {
  const zones = [...new Set(["UTC", localZone()])].map((id) => ({ id, title: id }));
  const zone = await askNeededOne("Whose clock do you write times in?", [...zones, { id: "", title: "another" }]);
  return zone || askNeeded("Which zone?", "Europe/Berlin or +02:00", zoneOf);
}

/** Asks for what only the authors know, where it is open. */
export async function askFacts(given: Given, imported: readonly PlacedEvent[], collection: Collection): Promise<Given> {
  if (given.type === "drill") return askDrill(given, collection);
  const { catalogs, config } = collection;
  const failed = given.kinds.length > 0 ? given : await askKind(given, collection);
  const services = given.services.length > 0 ? given.services : await askServices(catalogs.services);
  const severity =
    given.severity ?? (config.severities?.length ? await askOne("How severe was it?", config.severities) : null);
  const answers = { ...failed, services, severity };
  return { ...answers, marks: await askMarks(answers, imported) };
}

/**
 * Asks for an id where the title gives none that can be used.
 * @param use throws an EnvironmentFault for an id that cannot be
 */
export async function askId(given: string | null, use: (id: string | null) => unknown): Promise<string | null> {
  try {
    use(given);
    return given;
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    note(error.message);
    return askNeeded("Which id?", "2026-03-14-stale-grants, or stale-grants", use);
  }
}

async function askDrill(given: Given, { catalogs }: Collection): Promise<Given> {
  const scenario =
    given.scenario ??
    (catalogs.scenarios.length > 0 ? await askOne("Which scenario was rehearsed?", catalogs.scenarios) : null);
  const places = ENVIRONMENTS.map((id) => ({ id, title: id }));
  const environment = given.environment ?? (await askOne("Where was it held?", places));
  const { services } = catalogs;
  if (given.services.length > 0 || services.length === 0) return { ...given, scenario, environment };
  const took = await askSome("Which services took part?", services);
  return { ...given, scenario, environment, services: took.map((service) => ({ service, role: "affected" })) };
}

async function askKind(given: Given, { catalogs: { classes } }: Collection): Promise<Given> {
  if (classes.length === 0) return given;
  const failureClass = given.failureClass ?? (await askOne("What kind of failure was it? First its class", classes));
  const kinds = classes.find(({ id }) => id === failureClass)?.kinds ?? [];
  const kind = kinds.length > 0 ? await askOne("Which kind of it?", kinds) : null;
  return { ...given, failureClass, kinds: kind === null ? [] : [`${failureClass}/${kind}`] };
}

async function askServices(services: readonly Choice[]): Promise<ServicePart[]> {
  if (services.length === 0) return [];
  const chosen = await askSome("Which services failed or suffered?", services);
  if (chosen.length === 0) return [];
  const origins = await askSome(
    "Where was the fault? The others were affected",
    services.filter(({ id }) => chosen.includes(id)),
  );
  return chosen.map((service) => ({ service, role: origins.includes(service) ? "origin" : "affected" }));
}

async function askMarks(given: Given, imported: readonly PlacedEvent[]): Promise<readonly TypedMark[]> {
  const known = new Set([
    ...imported.flatMap(({ event }) => event.marks ?? []),
    ...given.marks.map(({ mark }) => mark),
  ]);
  const open = MARKS.filter((mark) => !known.has(mark) && mark !== "relapsed");
  const choices = open.map((mark) => ({ id: mark, title: mark, description: MARK_MEANINGS[mark] }));
  const chosen = await askSome("Which of these times do you know?", choices);
  const defaults = { day: given.day, zone: given.zone };
  let marks = given.marks;
  if (chosen.length > 0)
    note(`A time alone is of ${given.day}, on the clock of ${given.zone}; words behind it say what happened`);
  for (const mark of open.filter((one) => chosen.includes(one))) {
    const typed = (text: string): TypedMark => ({ place: mark, mark, text });
    const read = (text: string) => {
      readTypedTime(text, defaults);
      return timelineOf(imported, { ...given, marks: [...marks, typed(text)] }, given.day);
    };
    const text = await askText(`${mark}: when, and what happened?`, "09:49 The alert fires", read);
    if (text !== null) marks = [...marks, typed(text)];
  }
  return marks;
}
