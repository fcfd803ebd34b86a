import type { Root } from "mdast";
import type { Mark } from "../model/marks.js";
import type { Action, Time } from "../model/schema-types.js";
import type { DateOrder } from "../parse/times/date-order.js";

/** A file that was written for another tool or for none, read as far as any importer needs it. */
export interface ForeignFile {
  /** From the folder that the user named, that folder's name included, with `/`. */
  path: string;
  /** The whole text, lines ended by `\n`, without byte order mark. */
  text: string;
  /** What the text says as JSON; undefined where it is none. */
  json: unknown;
  /** The fields above a Markdown text; null where there are none. */
  front: ForeignFields | null;
  /** The Markdown below the fields; empty for JSON. */
  body: string;
  /** The tree of `body`, whose positions count from its start. */
  tree: Root;
  settings: ReadSettings;
}

/** What the user knows of all files of an import. */
export interface ReadSettings {
  /** The zone of clocks whose document names none: an IANA name or an offset. */
  zone: string | null;
  /** In which order the documents write day and month in numbers. */
  dayOrder: DateOrder | null;
  /** The reaction of chat messages that belong in a timeline, without colons. */
  reaction: string;
  /** Turns pages of HTML into Markdown; null where none are to be read. */
  htmlToMarkdown: ((html: string) => string) | null;
}

export const NO_SETTINGS: ReadSettings = { zone: null, dayOrder: null, reaction: "pushpin", htmlToMarkdown: null };

/** Fields that stand above or in a Markdown text. */
export interface ForeignFields {
  format: "yaml" | "toml";
  /** As plain data; dates are text. */
  data: Readonly<Record<string, unknown>>;
  /** As they are written, without the fences. */
  text: string;
}

/** One foreign format. To add one is to add a file and a line in `index.ts`. */
export interface Importer {
  /** The name for `--from`. */
  id: string;
  /** What it reads, for the report and for `--help`. */
  title: string;
  /** How sure it is that this is its format, by content: 0 is no, 1 is beyond doubt. The surest importer reads the file. */
  recognises(file: ForeignFile): number;
  /** Reads a file that it recognises, or that the user says is of its format. Total: what cannot be read is left out and noted. */
  read(file: ForeignFile): ImportedDocument[];
}

/** What an importer found. Nothing in it is made up: what the file does not say is null or empty. */
export interface ImportedDocument {
  /** Without markup; null where the file has none, and its name is used. */
  title: string | null;
  /** The UTC day that the file states for the incident, and where it states it: `the field "Date"`. */
  day: { day: string; from: string } | null;
  kind: "incident" | "near-miss";
  /** Whose incident it is, where the format says so. */
  account: "own" | "third-party" | null;
  /** As written. A draft takes it where the collection knows it, else the report lists it. */
  severity: string | null;
  /** Of the document; as written. */
  owner: string | null;
  authors: string[];
  /** As written. */
  services: ImportedService[];
  timeline: ImportedEvent[];
  actions: ImportedAction[];
  detection: ImportedDetection | null;
  /** Where it was published, and what it refers to, by web address. */
  sources: ImportedSource[];
  /** Markdown with headings of any level, the title left out; all of the text that is not in a field above, and that too. */
  body: string;
  /** Where a file holds several documents: the part of this one, with a name for it, kept as its evidence. Else null: the file itself. */
  part: { name: string; text: string } | null;
  /** What a person should look at, as sentences without a full stop: "4 headings with dates: perhaps 4 incidents". */
  notes: string[];
  /** Lines of a timeline or of action items that could not be read; they are in the body. */
  unread: string[];
  /** The zone that the document states for all of its clocks, or that of the settings; null where neither names one. */
  zone: string | null;
  /** How many lines of the document look like rows of a timeline, read or not. */
  rowsSeen: number;
}

interface ImportedSource {
  title: string;
  url: string;
  publisher?: string;
  /** `YYYY-MM-DD`, or an instant with offset. */
  published?: string;
}

interface ImportedService {
  service: string;
  role: "origin" | "affected";
}

/** An event as a document tells it. */
export interface ImportedEvent {
  /** Null where the line has no time that can be read, see `why`: the event then stays in the body. */
  at: Time | null;
  event: string;
  /** Only where the line says so in so many words. */
  mark?: Mark;
  /** The text says "about". */
  approximate?: true;
  /** Why the time is unknown or wider than it is written. */
  why?: string;
  /** The line it was read from, as it stands in the document. */
  source: string;
}

export interface ImportedAction {
  title: string;
  /** As written. */
  owner: string | null;
  state: "done" | "committed" | "proposed" | "dropped" | null;
  /** A web address. */
  tracker: string | null;
  /** `YYYY-MM-DD` */
  due: string | null;
  /** What it is for, where the text says so. */
  type: Action["type"] | null;
}

export interface ImportedDetection {
  /** From the beginning to the detection, in ISO 8601, or `[from, to]`. */
  delay: string | [string, string] | null;
  by: "alert" | "customer" | "operator" | "drill" | "third-party" | "chance" | null;
  /** How the delay is known, where the file counts it and has no times for it. */
  basis?: string;
  /** Why it was not noticed sooner, in the words of the file. */
  why: string | null;
}

/** A document of which nothing is known yet: an importer fills in what it finds. */
export function emptyDocument(): ImportedDocument {
  return {
    title: null,
    day: null,
    kind: "incident",
    account: null,
    severity: null,
    owner: null,
    authors: [],
    services: [],
    timeline: [],
    actions: [],
    detection: null,
    sources: [],
    body: "",
    part: null,
    notes: [],
    unread: [],
    zone: null,
    rowsSeen: 0,
  };
}
