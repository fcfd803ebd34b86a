import { DOCUMENT_TYPES, type DocumentType, ENVIRONMENTS, type ServicePart } from "../../edit/new/answers.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { readTypedTime } from "../../edit/new/typed-time.js";
import type { Collection } from "../../model/collection.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { MARKS } from "../../model/marks.js";
import { zoneOption } from "../context.js";
import { MARK_HINTS, TYPE_HINTS } from "./choice-hints.js";
import { localZone, timelineOf } from "./derive.js";
import {
  type DraftInput,
  dayOf,
  type NewOptions,
  refuseFlagsOfOtherTypes,
  type TypedMark,
  titleOf,
} from "./draft-input.js";
import { askNeeded, askNeededOne, askOne, askSome, askText, type Choice, note } from "./terminal.js";

/** Asks for the type and the title, where flags do not have them. */
export async function askWhat(
  input: DraftInput,
  options: NewOptions,
): Promise<DraftInput & { type: DocumentType; title: string }> {
  const types = DOCUMENT_TYPES.map((id) => ({ id, title: id, description: TYPE_HINTS[id] }));
  const type = input.type ?? ((await askNeededOne("What do you write?", types)) as DocumentType);
  refuseFlagsOfOtherTypes(type, options);
  const title =
    input.title ??
    (await askNeeded("Title: what failed, and what that did", "Revoked grants stayed valid in one region", titleOf));
  return { ...input, type, title };
}

/**
 * Asks for the time zone and the day, where flags do not have them.
 * @param day the default day, by zone; null: do not ask, because a timeline file has the day
 */
export async function askWhen(input: DraftInput, day: ((zone: string) => string) | null): Promise<DraftInput> {
  const zone = input.zone ?? (input.type === "drill" ? null : await askZone());
  if (input.day !== null || input.held !== null || day === null) return { ...input, zone };
  const defaultDay = day(zone ?? localZone());
  const question = input.type === "drill" ? "On which day was it held?" : "On which day was it declared or noticed?";
  return { ...input, zone, day: (await askText(`${question} Enter: ${defaultDay}`, defaultDay, dayOf)) ?? defaultDay };
}

async function askZone(): Promise<string> {
  const zones = [...new Set(["UTC", localZone()])].map((id) => ({ id, title: id }));
  const zone = await askNeededOne("Whose clock do you write times in?", [...zones, { id: "", title: "another" }]);
  return zone || askNeeded("Which zone?", "Europe/Berlin or +02:00", zoneOption);
}

/** Asks for the kind of failure, services, severity and times, or for what a drill has; only where flags do not have them. */
export async function askFacts(
  input: DraftInput,
  imported: readonly PlacedEvent[],
  collection: Collection,
): Promise<DraftInput> {
  if (input.type === "drill") return askDrill(input, collection);
  const { catalogs, config } = collection;
  const failed = input.kinds.length > 0 ? input : await askKind(input, collection);
  const services = input.services.length > 0 ? input.services : await askServices(catalogs.services);
  const severity =
    input.severity ?? (config.severities?.length ? await askOne("How severe was it?", config.severities) : null);
  const answers = { ...failed, services, severity };
  return { ...answers, marks: await askMarks(answers, imported) };
}

/**
 * Asks for an id where the title cannot be made into one.
 * @param use throws an EnvironmentFault for an id that cannot be used
 */
export async function askId(typed: string | null, use: (id: string | null) => unknown): Promise<string | null> {
  try {
    use(typed);
    return typed;
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    note(error.message);
    return askNeeded("Which id?", "2026-03-14-stale-grants, or stale-grants", use);
  }
}

async function askDrill(input: DraftInput, { catalogs }: Collection): Promise<DraftInput> {
  const scenario =
    input.scenario ??
    (catalogs.scenarios.length > 0 ? await askOne("Which scenario was rehearsed?", catalogs.scenarios) : null);
  const places = ENVIRONMENTS.map((id) => ({ id, title: id }));
  const environment = input.environment ?? (await askOne("Where was it held?", places));
  const { services } = catalogs;
  if (input.services.length > 0 || services.length === 0) return { ...input, scenario, environment };
  const chosen = await askSome("Which services took part?", services);
  return { ...input, scenario, environment, services: chosen.map((service) => ({ service, role: "affected" })) };
}

async function askKind(input: DraftInput, { catalogs: { classes } }: Collection): Promise<DraftInput> {
  if (classes.length === 0) return input;
  const failureClass = input.failureClass ?? (await askOne("What kind of failure was it? First its class", classes));
  const kinds = classes.find(({ id }) => id === failureClass)?.kinds ?? [];
  const kind = kinds.length > 0 ? await askOne("Which kind of it?", kinds) : null;
  return { ...input, failureClass, kinds: kind === null ? [] : [`${failureClass}/${kind}`] };
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

async function askMarks(input: DraftInput, imported: readonly PlacedEvent[]): Promise<readonly TypedMark[]> {
  const alreadyKnown = new Set([
    ...imported.flatMap(({ event }) => event.marks ?? []),
    ...input.marks.map(({ mark }) => mark),
  ]);
  const open = MARKS.filter((mark) => !alreadyKnown.has(mark) && mark !== "relapsed");
  const choices = open.map((mark) => ({ id: mark, title: mark, description: MARK_HINTS[mark] }));
  const chosen = await askSome("Which of these times do you know?", choices);
  const defaults = { day: input.day, zone: input.zone };
  let marks = input.marks;
  if (chosen.length > 0)
    note(`A time without a day is on ${input.day}, in the zone ${input.zone}. Text after the time says what happened`);
  for (const mark of open.filter((one) => chosen.includes(one))) {
    const typed = (text: string): TypedMark => ({ place: mark, mark, text });
    const read = (text: string) => {
      readTypedTime(text, defaults);
      return timelineOf(imported, { ...input, marks: [...marks, typed(text)] }, input.day);
    };
    const text = await askText(`${mark}: when, and what happened?`, "09:49 The alert fires", read);
    if (text !== null) marks = [...marks, typed(text)];
  }
  return marks;
}
