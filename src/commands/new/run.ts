import { lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Answers, DOCUMENT_TYPES, type DocumentType } from "../../edit/new/answers.js";
import { draft } from "../../edit/new/draft.js";
import { importTimeline } from "../../edit/new/import-timeline.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { dayInZone } from "../../edit/new/typed-time.js";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { type Checked, type CheckOptions, check } from "../../pipeline.js";
import { readNewTemplate } from "../../read/read-scaffold.js";
import { parseMemo } from "../../session/parse-memo.js";
import { closest } from "../../validate/ids/suggest.js";
import { writeNew } from "../../write/write-new.js";
import { writeSource } from "../../write/write-source.js";
import { collectionRoot, shown, today } from "../context.js";
import { dayOfTimeline, type Exported, idFor, localZone, readExported, readHeld, timelineOf } from "./compose.js";
import { type Given, type NewOptions, readFlags } from "./given.js";
import { editorOf, openEditor } from "./open-editor.js";
import { findingsOf, refuseErrors, reportNew, timesRead } from "./report-new.js";

type Known = Given & { type: DocumentType; title: string };

/** Where a document goes, by what it is. */
const folderOf = (type: DocumentType) => (type === "drill" ? "drills" : "incidents");

/**
 * Writes a draft of what flags and answers say.
 * @param typed the type as it was typed
 * @returns the exit code: 130 where somebody broke off the questions
 */
export async function runNew(
  typed: string | undefined,
  words: readonly string[],
  options: NewOptions,
): Promise<number> {
  const editor = options.edit && !options.dryRun ? editorOf(process.env) : null;
  const root = collectionRoot(options);
  const request: CheckOptions = {
    now: null,
    today: today(),
    asPublished: false,
    baseline: null,
    changedSince: null,
    // The collection is checked without and with the draft.
    parse: parseMemo(),
  };
  const before = await check(root, request);
  const flags = readFlags(typeOf(typed), words.length > 0 ? words.join(" ") : null, options, before.collection);
  const asks = process.stdin.isTTY && process.stderr.isTTY && !options.yes;
  const exported = options.from === undefined ? null : await readExported(options.from);
  const told = asks ? await ask(flags, exported, before, options) : tellWithoutAsking(flags, exported, before);
  if (told === null) return 130;

  const { answers, timeline } = compose(told.known, told.imported, before, options);
  const path = `${folderOf(answers.type)}/${answers.id}.md`;
  const text = draft(answers, readNewTemplate(answers.type), before.collection);
  const drafted = findingsOf(await check(root, { ...request, overlay: new Map([[path, Buffer.from(text)]]) }), path);
  // What somebody has typed in answer to questions is not thrown away.
  if (!asks) refuseErrors(drafted, text, timeline);
  process.stderr.write(timesRead(answers, told.known.zone));
  if (options.dryRun) {
    process.stdout.write(text);
    return 0;
  }
  const file = join(root, path);
  write(file, text, options.force === true);
  process.stdout.write(`${shown(file)}\n`);
  if (editor !== null) await openEditor(editor, file);
  const found = editor === null ? drafted : findingsOf(await check(root, request), path);
  return reportNew(root, found, answers, file, options);
}

function typeOf(text: string | undefined): DocumentType | null {
  if (text === undefined) return null;
  const type = DOCUMENT_TYPES.find((one) => one === text);
  if (type !== undefined) return type;
  const near = closest(text, DOCUMENT_TYPES);
  throw new EnvironmentFault(
    `Unknown type ${JSON.stringify(text)}: ${near ? `did you mean ${near}?` : `write one of ${DOCUMENT_TYPES.join(", ")}`}`,
  );
}

interface Told {
  known: Known;
  imported: PlacedEvent[];
}

function tellWithoutAsking(flags: Given, exported: Exported | null, before: Checked): Told {
  const { type, title } = flags;
  if (type === null || title === null)
    throw new EnvironmentFault(
      `Missing ${type === null ? "type and title" : "title"}: nobody can be asked here, so write inquest new ${type ?? DOCUMENT_TYPES.join("|")} TITLE`,
    );
  return { known: { ...flags, type, title }, imported: importedBy(flags, exported, before) };
}

/** Asks for what flags leave open; null where somebody breaks off. The terminal's part is loaded when it is needed. */
async function ask(
  flags: Given,
  exported: Exported | null,
  before: Checked,
  options: NewOptions,
): Promise<Told | null> {
  const { begin, finish, interrupted, Interrupted } = await import("./terminal.js");
  const { askFacts, askId, askWhat, askWhen } = await import("./ask.js");
  try {
    begin("What you do not know yet can wait: Enter skips it");
    const what = await askWhat(flags, options);
    const when = await askWhen(what, exported === null ? (zone) => dayInZone(Date.now(), zone) : null);
    const imported = importedBy(when, exported, before);
    const day = when.day ?? dayOfTimeline(timelineOf(imported, when, null));
    // A fault in a flag is told before anybody answers more.
    timelineOf(imported, when, day);
    const facts = await askFacts({ ...when, day }, imported, before.collection);
    const known = { ...facts, type: what.type, title: what.title };
    const id = await askId(known.id, (text) => compose({ ...known, id: text }, imported, before, options));
    finish();
    return { known: { ...known, id }, imported };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    interrupted();
    return null;
  }
}

function importedBy({ zone }: Given, exported: Exported | null, { collection }: Checked): PlacedEvent[] {
  if (exported === null) return [];
  const steps = collection.catalogs.steps.map(({ id }) => id);
  const { events, ignored } = importTimeline(exported.text, exported.name, zone, steps);
  if (ignored.length > 0)
    process.stderr.write(
      `inquest: ${exported.name}: ignored ${ignored.map((field) => JSON.stringify(field)).join(", ")}\n`,
    );
  return events;
}

/** Puts together what is known, and refuses what cannot be. */
function compose(
  known: Known,
  imported: readonly PlacedEvent[],
  { parsed }: Checked,
  { force }: NewOptions,
): { answers: Answers; timeline: PlacedEvent[] } {
  const { held, day: heldOn } = known.type === "drill" ? readHeld(known) : { held: null, day: known.day };
  const now = dayInZone(Date.now(), known.zone ?? localZone());
  // Who brings a timeline from elsewhere need not write on the day itself.
  const timeline = timelineOf(imported, known, known.day ?? (imported.length === 0 ? now : null));
  const day = heldOn ?? dayOfTimeline(timeline) ?? now;
  const taken = new Map(
    parsed.flatMap(({ file, path }) =>
      file.role === "postmortem" || file.role === "drill"
        ? [[file.id.normalize("NFC").toLowerCase(), path] as const]
        : [],
    ),
  );
  const id = idFor(known, day, taken, (wanted) => (force ? `${folderOf(known.type)}/${wanted}.md` : null));
  return { answers: { ...known, id, held, timeline: timeline.map(({ event }) => event) }, timeline };
}

function write(file: string, text: string, force: boolean): void {
  const folder = lstatSync(dirname(file), { throwIfNoEntry: false });
  if (folder !== undefined && !folder.isDirectory())
    throw new EnvironmentFault(`Cannot write ${shown(file)}: ${shown(dirname(file))} is not a folder`);
  if (writeNew(file, text)) return;
  if (!force)
    throw new EnvironmentFault(
      `${shown(file)} is there already: choose another id with --id, or replace it with --force`,
    );
  writeSource(file, readFileSync(file, "utf8").replace(/^\uFEFF/, ""), text);
}
