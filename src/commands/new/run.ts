import { lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addServices, type CatalogText } from "../../edit/add-to-catalog.js";
import { type Answers, DOCUMENT_TYPES, type DocumentType } from "../../edit/new/answers.js";
import { draft } from "../../edit/new/draft.js";
import { importTimeline } from "../../edit/new/import-timeline.js";
import { openDraft } from "../../edit/new/open-draft.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { dayInZone } from "../../edit/new/typed-time.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { isDocument } from "../../model/raw-file.js";
import { type Checked, type CheckOptions, check, mostSimilar } from "../../pipeline.js";
import { readNewTemplate } from "../../read/read-scaffold.js";
import { parseMemo } from "../../session/parse-memo.js";
import { visible } from "../../util/characters.js";
import { either, nearest } from "../../validate/ids/suggest.js";
import { writeNew } from "../../write/write-new.js";
import { writeSource } from "../../write/write-source.js";
import { openCache } from "../cache-options.js";
import { callFor } from "../call-for.js";
import { collectionRoot, shown, today } from "../context.js";
import { type GivenFile, readGiven } from "../read-given.js";
import { dayOfTimeline, idFor, localZone, readHeld, timelineOf } from "./derive.js";
import { type DraftInput, type NewOptions, readFlags } from "./draft-input.js";
import { editorOf, openEditor } from "./open-editor.js";
import { findingsOf, refuseErrors, reportNew, timesRead } from "./report-new.js";

type TypedInput = DraftInput & { type: DocumentType; title: string };

/** The folder of a type of document. */
const folderOf = (type: DocumentType) => (type === "drill" ? "drills" : "incidents");

/**
 * Writes a draft from flags and answers.
 * @param typed the type as it was typed
 * @returns the exit code: 130 where the questions were interrupted
 */
export async function runNew(
  typed: string | undefined,
  words: readonly string[],
  options: NewOptions,
): Promise<number> {
  const editor = options.edit && !options.dryRun ? editorOf(process.env) : null;
  const root = collectionRoot(options);
  const cache = await openCache(root);
  const request: CheckOptions = {
    now: null,
    today: today(),
    // The collection is checked without and with the draft.
    parse: parseMemo(),
    cache,
  };
  const before = await check(root, request);
  const flags = readFlags(typeOf(typed), words.length > 0 ? words.join(" ") : null, options, before.collection);
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  const asks = isTerminal && !options.yes;
  const timelineFile = options.from === undefined ? null : await readGiven(options.from);
  const collected = asks
    ? await ask(flags, timelineFile, before, options)
    : { ...collectFromFlags(flags, timelineFile, before, isTerminal), isInterrupted: false };
  if (collected === null) return 130;

  const { input, imported, isInterrupted } = collected;
  const { answers, timeline } = completeAnswers(input, imported, before, options);
  const path = `${folderOf(answers.type)}/${answers.id}.md`;
  const services = addServices(before.parsed, input.newServices);
  const text = options.open ? openDraft(answers) : draft(answers, readNewTemplate(answers.type), before.collection);
  const overlay = new Map([
    [path, Buffer.from(text)],
    ...services.map((one) => [one.path, Buffer.from(one.text)] as const),
  ]);
  const drafted = findingsOf(await check(root, { ...request, overlay }), path);
  // Typed answers are kept even when the draft has errors.
  if (!asks) refuseErrors(drafted, text, timeline);
  process.stderr.write(timesRead(answers, input.zone) + leftOut(input) + (await similarityNote(root, before, answers)));
  if (options.dryRun) {
    process.stdout.write(text);
    return isInterrupted ? 130 : 0;
  }
  const file = join(root, path);
  write(file, text, options.force === true);
  writeServices(root, services, before.parsed);
  process.stdout.write(`${shown(file)}\n`);
  if (isInterrupted) {
    process.stderr.write(`\nTo go on:\n  ${callFor(root)} new --resume ${answers.id}\n`);
    return 130;
  }
  if (editor !== null) await openEditor(editor, file);
  const found = editor === null ? drafted : findingsOf(await check(root, request), path);
  return reportNew(root, found, answers, file, options);
}

/** Says which document the new one looks like; empty for none. */
async function similarityNote(
  root: string,
  { collection }: Checked,
  { type, title, services, kinds }: Answers,
): Promise<string> {
  const found = await mostSimilar(collection, { title, kinds, services: services.map(({ service }) => service) });
  if (found === null) return "";
  const field = type === "drill" ? "related" : "recurrence_of or related";
  return `looks like ${visible(JSON.stringify(found.data.title))}: read ${visible(shown(join(root, found.source.path)))}, and name it in ${field} if it belongs to this\n`;
}

function typeOf(text: string | undefined): DocumentType | null {
  if (text === undefined) return null;
  const type = DOCUMENT_TYPES.find((one) => one === text);
  if (type !== undefined) return type;
  const near = nearest(text, DOCUMENT_TYPES);
  throw new EnvironmentFault(
    `Unknown type ${JSON.stringify(text)}: ${near.length > 0 ? `did you mean ${either(near)}?` : `write one of ${DOCUMENT_TYPES.join(", ")}`}`,
  );
}

interface CollectedInput {
  input: TypedInput;
  imported: PlacedEvent[];
}

function collectFromFlags(
  flags: DraftInput,
  timelineFile: GivenFile | null,
  before: Checked,
  isTerminal: boolean,
): CollectedInput {
  const { type, title } = flags;
  if (type === null || title === null)
    throw new EnvironmentFault(
      `Missing ${type === null ? "type and title" : "title"}: ${isTerminal ? "--yes asks nothing" : "stdin is not a terminal"}, so pass it as an argument: inquest new ${type ?? DOCUMENT_TYPES.join("|")} TITLE`,
    );
  return { input: { ...flags, type, title }, imported: importedEvents(flags, timelineFile, before) };
}

/** Asks for what flags leave open. @returns null where the questions were broken off before there was a title */
async function ask(
  flags: DraftInput,
  timelineFile: GivenFile | null,
  before: Checked,
  options: NewOptions,
): Promise<(CollectedInput & { isInterrupted: boolean }) | null> {
  const { begin, finish, interrupted, Interrupted } = await import("./terminal.js");
  const { Session } = await import("./session.js");
  const { askFacts, askId, askWhat, askWhen } = await import("./ask.js");
  const session = new Session(flags);
  let imported: PlacedEvent[] = [];
  try {
    begin("What you do not know yet can wait: Enter skips it");
    await askWhat(session, options);
    await askWhen(session, timelineFile === null ? (zone) => dayInZone(Date.now(), zone) : null);
    imported = importedEvents(session.input, timelineFile, before);
    session.keep({ day: session.input.day ?? dayOfTimeline(timelineOf(imported, session.input, null)) });
    // Report wrong flags before asking more questions.
    timelineOf(imported, session.input, session.input.day);
    if (!options.open) await askFacts(session, imported, before.collection);
    await askId(session, (id) => completeAnswers(typedInput({ ...session.input, id }), imported, before, options));
    finish("The rest is for your editor");
    return { input: typedInput(session.input), imported, isInterrupted: false };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    if (session.input.type === null || session.input.title === null) {
      interrupted("Nothing was written");
      return null;
    }
    interrupted("What you have answered is kept");
    const input = typedInput(session.input);
    return { input: { ...input, id: idOrFallback(input, imported, before, options) }, imported, isInterrupted: true };
  }
}

function typedInput(input: DraftInput): TypedInput {
  const { type, title } = input;
  if (type === null || title === null) throw new EnvironmentFault("Missing type and title");
  return { ...input, type, title };
}

/** An id for answers that are kept, also where the title gives none or another document has it. */
function idOrFallback(
  input: TypedInput,
  imported: readonly PlacedEvent[],
  before: Checked,
  options: NewOptions,
): string | null {
  for (let count = 1; ; count++) {
    const id = count === 1 ? input.id : `${input.type}-${count}`;
    try {
      completeAnswers({ ...input, id }, imported, before, { ...options, force: false });
      return id;
    } catch (error) {
      if (!(error instanceof EnvironmentFault) || count > MAX_FALLBACK_IDS) throw error;
    }
  }
}

/** How many ids are tried for answers that are kept. */
const MAX_FALLBACK_IDS = 100;

export function importedEvents(
  { day, zone }: Pick<DraftInput, "day" | "zone">,
  timelineFile: GivenFile | null,
  { collection }: Checked,
): PlacedEvent[] {
  if (timelineFile === null) return [];
  const steps = collection.catalogs.steps.map(({ id }) => id);
  const { events, ignored } = importTimeline(timelineFile.text, timelineFile.name, { day, zone }, steps);
  if (ignored.length > 0)
    process.stderr.write(
      `inquest: ${timelineFile.name}: ignored ${ignored.map((field) => JSON.stringify(field)).join(", ")}\n`,
    );
  return events;
}

/** Derives id, day and timeline from the input. @throws EnvironmentFault where they contradict each other */
function completeAnswers(
  input: TypedInput,
  imported: readonly PlacedEvent[],
  { parsed }: Checked,
  { force }: NewOptions,
): { answers: Answers; timeline: PlacedEvent[] } {
  const { held, day: heldOn } = input.type === "drill" ? readHeld(input) : { held: null, day: input.day };
  const now = dayInZone(Date.now(), input.zone ?? localZone());
  // A timeline file may be of any day, so today is no default for its times.
  const day = input.day ?? (imported.length === 0 ? now : null);
  const isToday = input.isToday || input.day === null;
  const timeline = timelineOf(imported, input, day, isToday ? Date.now() : null);
  const ownDay = heldOn ?? dayOfTimeline(timeline) ?? now;
  const taken = new Map(
    parsed.flatMap(({ file, path }) =>
      isDocument(file) ? [[file.id.normalize("NFC").toLowerCase(), path] as const] : [],
    ),
  );
  const id = idFor(input, ownDay, taken, (wanted) => (force ? `${folderOf(input.type)}/${wanted}.md` : null));
  return { answers: { ...input, id, held, timeline: timeline.map(({ event }) => event) }, timeline };
}

function write(file: string, text: string, force: boolean): void {
  const folder = lstatSync(dirname(file), { throwIfNoEntry: false });
  if (folder !== undefined && !folder.isDirectory())
    throw new EnvironmentFault(`Cannot write ${shown(file)}: ${shown(dirname(file))} is not a folder: rename it`);
  if (writeNew(file, text)) return;
  if (!force)
    throw new EnvironmentFault(
      `${shown(file)} is there already: choose another id with --id, or replace it with --force`,
    );
  writeSource(file, readFileSync(file, "utf8").replace(/^\uFEFF/, ""), text);
}

/** Writes the catalog files that new services change or add. */
export function writeServices(root: string, services: readonly CatalogText[], files: Checked["parsed"]): void {
  for (const { path, text, isNew } of services) {
    const target = join(root, path);
    if (isNew) writeNew(target, text);
    else writeSource(target, files.find((one) => one.path === path)?.source.text ?? "", text);
    process.stderr.write(`inquest: added to ${shown(target)}\n`);
  }
}

/** Says which services are only a comment; empty where none is. */
export function leftOut({ unlistedServices }: Pick<DraftInput, "unlistedServices">): string {
  return unlistedServices
    .map((name) => `${visible(name)} is not in the catalog of services: a comment in the document names it\n`)
    .join("");
}
