import { DOCUMENT_TYPES, type DocumentType, ENVIRONMENTS } from "../../edit/new/answers.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { readTypedTime } from "../../edit/new/typed-time.js";
import type { Collection } from "../../model/collection.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { MARKS } from "../../model/marks.js";
import { zoneOption } from "../zone-option.js";
import { askServices } from "./ask-services.js";
import { MARK_HINTS, TYPE_HINTS } from "./choice-hints.js";
import { localZone, timelineOf } from "./derive.js";
import { dayOf, type NewOptions, refuseFlagsOfOtherTypes, type TypedMark, titleOf } from "./draft-input.js";
import type { Session } from "./session.js";
import { askNeeded, askNeededOne, askOne, askSome, askText, note } from "./terminal.js";

/** Asks for the type and the title, where flags do not have them. */
export async function askWhat(session: Session, options: NewOptions): Promise<void> {
  const types = DOCUMENT_TYPES.map((id) => ({ id, title: id, description: TYPE_HINTS[id] }));
  const type = session.input.type ?? ((await askNeededOne("What do you write?", types)) as DocumentType);
  refuseFlagsOfOtherTypes(type, options);
  session.keep({ type });
  if (session.input.title !== null) return;
  session.keep({
    title: await askNeeded(
      "Title: what failed, and what that did",
      "Revoked grants stayed valid in one region",
      titleOf,
    ),
  });
}

/**
 * Asks for the time zone and the day, where flags do not have them.
 * @param today by zone, which is the default; null: do not ask, because a timeline file has the day
 */
export async function askWhen(session: Session, today: ((zone: string) => string) | null): Promise<void> {
  const { type, held, day } = session.input;
  if (type !== "drill") await askZone(session);
  if (day !== null || held !== null || today === null) return;
  const ownDay = today(session.input.zone ?? localZone());
  const question = type === "drill" ? "On which day was it held?" : "On which day was it declared or noticed?";
  const typed = await askText(`${question} Enter: ${ownDay}`, ownDay, dayOf);
  session.keep({ day: typed ?? ownDay, isToday: typed === null });
}

/** Asks whose clock times are of, where a flag does not say it. */
export async function askZone(session: Session): Promise<void> {
  if (session.input.zone !== null) return;
  const zones = [...new Set(["UTC", localZone()])].map((id) => ({ id, title: id }));
  const zone = await askNeededOne("Whose clock do you write times in?", [...zones, { id: "", title: "another" }]);
  session.keep({ zone: zone || (await askNeeded("Which zone?", "Europe/Berlin or +02:00", zoneOption)) });
}

/** Asks for the kinds of failure, services, severity and times, or for what a drill has; only where flags do not have them. */
export async function askFacts(
  session: Session,
  imported: readonly PlacedEvent[],
  collection: Collection,
): Promise<void> {
  if (session.input.type === "drill") return askDrill(session, collection);
  await askKinds(session, collection);
  await askServices(session, collection.catalogs.services, "Which services failed or suffered?");
  await askSeverity(session, collection);
  await askMarks(session, imported);
}

/**
 * Asks for an id where the title cannot be made into one.
 * @param use throws an EnvironmentFault for an id that cannot be used
 */
export async function askId(session: Session, use: (id: string | null) => unknown): Promise<void> {
  try {
    use(session.input.id);
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    note(error.message);
    session.keep({ id: await askNeeded("Which id?", "2026-03-14-stale-grants, or stale-grants", use) });
  }
}

/**
 * Asks for what a drill has.
 * @param isMissing whether the document leaves a field open
 */
export async function askDrill(
  session: Session,
  { catalogs }: Collection,
  isMissing: (field: string) => boolean = () => true,
): Promise<void> {
  const { input } = session;
  if (isMissing("scenario") && input.scenario === null && catalogs.scenarios.length > 0)
    session.keep({ scenario: await askOne("Which scenario was rehearsed?", catalogs.scenarios) });
  const places = ENVIRONMENTS.map((id) => ({ id, title: id }));
  if (isMissing("environment") && input.environment === null)
    session.keep({ environment: await askOne("Where was it held?", places) });
  if (isMissing("services")) await askServices(session, catalogs.services, "Which services took part?");
}

/** Asks for the kinds of failure, class by class, and which of several is the primary one. */
export async function askKinds(session: Session, { catalogs: { classes } }: Collection): Promise<void> {
  if (session.input.kinds.length > 0 || classes.length === 0) return;
  const chosen =
    session.input.failureClass === null
      ? await askSome("What kind of failure was it? First its class, or several", classes)
      : [session.input.failureClass];
  session.keep({ failureClass: chosen[0] ?? null });
  for (const one of classes.filter(({ id }) => chosen.includes(id))) {
    if (one.kinds.length === 0) continue;
    const kinds = await askSome(`Which kinds of it? ${one.title}`, one.kinds);
    session.keep({ kinds: [...session.input.kinds, ...kinds.map((kind) => `${one.id}/${kind}`)] });
  }
  const { kinds } = session.input;
  if (kinds.length < 2) return;
  const first = await askNeededOne(
    "Which of them is the primary one?",
    kinds.map((id) => ({ id, title: id })),
  );
  session.keep({ kinds: [first, ...kinds.filter((kind) => kind !== first)] });
}

/** Asks how severe it was, where the collection has severities. */
export async function askSeverity(session: Session, { config: { severities } }: Collection): Promise<void> {
  if (session.input.severity !== null || !severities?.length) return;
  session.keep({ severity: await askOne("How severe was it?", severities) });
}

/**
 * Asks for the times of the marks that neither flags nor the timeline have.
 * @param present events that the document has already
 */
export async function askMarks(
  session: Session,
  imported: readonly PlacedEvent[],
  present: readonly PlacedEvent[] = [],
): Promise<void> {
  const { day, zone, marks, isToday } = session.input;
  const known = new Set([
    ...[...imported, ...present].flatMap(({ event }) => event.marks ?? []),
    ...marks.map(({ mark }) => mark),
  ]);
  const open = MARKS.filter((mark) => !known.has(mark) && mark !== "relapsed");
  const choices = open.map((mark) => ({ id: mark, title: mark, description: MARK_HINTS[mark] }));
  if (choices.length === 0) return;
  const chosen = await askSome("Which of these times do you know?", choices);
  if (chosen.length > 0)
    note(
      `A time without a day is on ${day}, in the zone ${zone}; past midnight, on the next day. Text after the time says what happened`,
    );
  for (const mark of open.filter((one) => chosen.includes(one))) {
    const typed = (text: string): TypedMark => ({ place: mark, mark, text });
    const read = (text: string) => {
      const input = { ...session.input, marks: [...session.input.marks, typed(text)] };
      readTypedTime(text, { day, zone });
      return timelineOf(imported, input, day, isToday ? Date.now() : null, present);
    };
    const text = await askText(`${mark}: when, and what happened?`, "09:49 The alert fires", read);
    if (text !== null) session.keep({ marks: [...session.input.marks, typed(text)] });
  }
}
