import { join } from "node:path";
import { field_order } from "#validators";
import { addServices } from "../../edit/add-to-catalog.js";
import { type DocumentType, TO_WRITE } from "../../edit/new/answers.js";
import { draft } from "../../edit/new/draft.js";
import { isOpen } from "../../edit/new/front-matter-text.js";
import { resumeDocument } from "../../edit/new/resume.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { isZone } from "../../edit/new/typed-time.js";
import { dayOfId } from "../../model/collection.js";
import type { Diagnostic } from "../../model/diagnostic.js";
import { EnvironmentFault, EnvironmentFaults } from "../../model/environment-fault.js";
import type { Event } from "../../model/schema-types.js";
import { usualHeadings } from "../../model/sections.js";
import { isBlank } from "../../model/values/blank.js";
import { type Checked, type CheckOptions, check } from "../../pipeline.js";
import { readNewTemplate } from "../../read/read-scaffold.js";
import { parseMemo } from "../../session/parse-memo.js";
import { visible } from "../../util/characters.js";
import { shellWord } from "../../util/shell-word.js";
import { writeSource } from "../../write/write-source.js";
import { callFor } from "../call-for.js";
import { collectionRoot, shown, today } from "../context.js";
import { type FoundDocument, findDocument } from "../find-document.js";
import { readGiven } from "../read-given.js";
import { readHeld, timelineOf } from "./derive.js";
import { type DraftInput, type NewOptions, readFlags } from "./draft-input.js";
import { editorOf, openEditor } from "./open-editor.js";
import { findingsOf, timesRead } from "./report-new.js";
import { importedEvents, leftOut, writeServices } from "./run.js";

type Fields = Readonly<Record<string, unknown>>;

/** The flags that only a new document takes. */
const NEW_FLAGS = ["id", "open", "account"] as const;

/**
 * Adds to a document that exists what it leaves open: from questions on a terminal, else from flags.
 * @param name the document, by its id or its file
 * @param words what stands beside the options
 * @returns the exit code: 130 where the questions were interrupted
 */
export async function runResume(name: string, words: readonly string[], options: NewOptions): Promise<number> {
  if (words.length > 0)
    throw new EnvironmentFault(
      `--resume ${name} goes on with a document that has a title: leave out ${words.join(" ")}`,
    );
  const flag = NEW_FLAGS.find((one) => options[one] !== undefined);
  if (flag !== undefined) throw new EnvironmentFault(`--${flag} is for a new document: leave it out`);
  const editor = options.edit && !options.dryRun ? editorOf(process.env) : null;
  const root = collectionRoot(options);
  const request: CheckOptions = {
    now: null,
    today: today(),
    parse: parseMemo(),
  };
  const before = await check(root, request);
  const document = findDocument(name, before.parsed, root);
  const { id, parsed } = document;
  const file = join(root, parsed.path);
  if (parsed.problems.length > 0 || typeof parsed.data !== "object" || parsed.data === null)
    throw new EnvironmentFault(`Cannot add to ${shown(file)}: its front matter has errors that inquest check lists`);
  const data = parsed.data as Fields;
  const type = typeOfDocument(document);
  const given = readFlags(type, null, options, before.collection);
  const flags = { ...given, day: given.day ?? dayOfId(id), zone: given.zone ?? zoneOfDocument(data) };
  const timelineFile = options.from === undefined ? null : await readGiven(options.from);
  const timeline = eventsOf(data);
  const additions = (input: DraftInput, imported: readonly PlacedEvent[]) => ({
    ...input,
    type,
    held: input.type === "drill" && input.held !== null ? readHeld(input).held : null,
    events: timelineOf(imported, input, input.day, null, timeline).map(({ event }) => event),
  });
  const resume = (input: DraftInput, imported: readonly PlacedEvent[], force: boolean) =>
    resumeDocument(parsed, additions(input, imported), field_order[document.role], sectionsOf(type, before), force);
  const imported = importedEvents(flags, timelineFile, before);
  // What flags contradict is refused before anything is asked.
  refuseAnswered(resume(flags, imported, options.force === true), file);
  const asks = process.stdin.isTTY && process.stderr.isTTY && !options.yes;
  const { input, isInterrupted } = asks
    ? await askRest(flags, data, timeline, imported, before)
    : { input: flags, isInterrupted: false };
  const { text, written } = refuseAnswered(resume(input, imported, options.force === true), file);

  const services = addServices(before.parsed, input.newServices);
  const overlay = new Map([
    [parsed.path, Buffer.from(text)],
    ...services.map((one) => [one.path, Buffer.from(one.text)] as const),
  ]);
  const checked = { ...request, overlay };
  const found = findingsOf(await check(root, checked), parsed.path);
  if (!asks) refuseNewErrors(found, findingsOf(before, parsed.path));
  const { events, held } = additions(input, imported);
  process.stderr.write(timesRead({ timeline: events, held }, input.zone) + leftOut(input));
  if (options.dryRun) {
    process.stdout.write(text);
    return isInterrupted ? 130 : 0;
  }
  if (text !== parsed.source.text) writeSource(file, parsed.source.text, text);
  writeServices(root, services, before.parsed);
  process.stdout.write(`${shown(file)}\n`);
  process.stderr.write(written.length === 0 ? "Nothing was added\n" : `Added ${visible(written.join(", "))}\n`);
  if (isInterrupted) {
    process.stderr.write(`\nTo go on:\n  ${callFor(root)} new --resume ${id}\n`);
    return 130;
  }
  if (editor !== null) await openEditor(editor, file);
  const asPublished = await check(root, { ...request, asPublished: true });
  process.stderr.write(stillMissing(findingsOf(asPublished, parsed.path).diagnostics, callFor(root), shown(file)));
  return found.diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
}

function typeOfDocument({ role, parsed }: FoundDocument): DocumentType {
  if (role === "drill") return "drill";
  return (parsed.data as Fields).kind === "near-miss" ? "near-miss" : "incident";
}

function zoneOfDocument({ zone }: Fields): string | null {
  return typeof zone === "string" && isZone(zone) ? zone : null;
}

/** The events that a document has, whatever else is right or wrong with it. */
function eventsOf({ timeline }: Fields): PlacedEvent[] {
  if (!Array.isArray(timeline)) return [];
  return timeline
    .filter((one): one is Event => typeof one === "object" && one !== null && "at" in one && !isBlank(one.at))
    .map((event) => ({ place: "the document", event }));
}

/** The sections of such a document, with the help that a new one has. */
function sectionsOf(type: DocumentType, { collection }: Checked): { heading: string; text: string }[] {
  const empty = {
    type,
    title: TO_WRITE,
    id: "",
    timeline: [],
    held: null,
    account: null,
    severity: null,
    zone: null,
    owner: null,
    authors: [],
    services: [],
    unlistedServices: [],
    failureClass: null,
    kinds: [],
    reasons: {},
    scenario: null,
    environment: null,
    locations: [],
    suspects: [],
    four: { invariants: [], detection: { by: null, why: null }, contracts: [], missing: [] },
  };
  const text = draft(empty, readNewTemplate(type), collection);
  const body = text.slice(text.indexOf("\n---\n") + 5);
  const headings = usualHeadings(type === "drill" ? "drill" : "postmortem", collection.config);
  return body.split(/^(?=## )/m).flatMap((part) => {
    const heading = headings.find((one) => part.startsWith(`## ${one}\n`));
    return heading === undefined ? [] : [{ heading, text: part }];
  });
}

function refuseAnswered(resumed: ReturnType<typeof resumeDocument>, file: string) {
  if (resumed.state === "refused") throw new EnvironmentFault(`Cannot add to ${shown(file)}: ${resumed.reason}`);
  if (resumed.state === "answered")
    throw new EnvironmentFaults(resumed.faults.map((fault) => `${shown(file)}: ${fault}; --force replaces it`));
  return resumed;
}

/** @throws EnvironmentFault for the first error that the document did not have before */
function refuseNewErrors(found: Checked, before: Checked): void {
  const known = new Set(before.diagnostics.map(({ rule, message }) => `${rule} ${message}`));
  const error = found.diagnostics.find(
    ({ rule, severity, message }) => severity === "error" && !known.has(`${rule} ${message}`),
  );
  if (error) throw new EnvironmentFault(`${error.message} (nothing was written)${error.hint ? `: ${error.hint}` : ""}`);
}

async function askRest(
  flags: DraftInput,
  data: Fields,
  timeline: readonly PlacedEvent[],
  imported: readonly PlacedEvent[],
  { collection }: Checked,
): Promise<{ input: DraftInput; isInterrupted: boolean }> {
  const { begin, finish, interrupted, Interrupted } = await import("./terminal.js");
  const { Session } = await import("./session.js");
  const { askDrill, askKinds, askMarks, askSeverity, askZone } = await import("./ask.js");
  const { askServices } = await import("./ask-services.js");
  const { askFour, askOwner, askReasons } = await import("./ask-rest.js");
  const session = new Session(flags);
  const { type } = flags;
  const isMissing = (name: string) => isOpen(data[name]);
  try {
    begin("What the document leaves open. What you do not know yet can wait: Enter skips it");
    if (type === "drill") {
      await askDrill(session, collection, isMissing);
    } else {
      if (isMissing("failure_kinds")) await askKinds(session, collection);
      await askReasons(session, data);
      if (isMissing("services"))
        await askServices(session, collection.catalogs.services, "Which services failed or suffered?");
      if (isMissing("severity")) await askSeverity(session, collection);
      await askZone(session);
      await askMarks(session, imported, timeline);
      await askFour(session, collection, data);
    }
    if (isMissing("owner")) await askOwner(session, collection);
    finish("The rest is for your editor");
    return { input: session.input, isInterrupted: false };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    interrupted("What you have answered is kept");
    return { input: session.input, isInterrupted: true };
  }
}

/** How many of the missing fields are listed. */
const MAX_LISTED = 30;

/** What publication still needs, a line each, and the next steps. */
function stillMissing(diagnostics: readonly Diagnostic[], call: string, file: string): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const lines = errors.slice(0, MAX_LISTED).map(({ line, message }) => `  line ${line}: ${visible(message)}\n`);
  const more = errors.length > MAX_LISTED ? `  and ${errors.length - MAX_LISTED} more\n` : "";
  const next = `${call} check --status published ${shellWord(file)}`;
  return errors.length === 0
    ? `\nNothing is missing to publish it: set status: published\n`
    : `\nStill missing to publish it:\n${lines.join("")}${more}\nNext: fill in ${file}, then\n  ${next}\n`;
}
