import {
  type ForeignFile,
  type ImportedDocument,
  type Importer,
  NO_SETTINGS,
  type ReadSettings,
} from "../../importer.js";
import { importers } from "../../index.js";
import { isTitledPostmortem } from "../../reading/outline/likeness.js";
import { readForeign } from "../../reading/read-foreign.js";
import {
  convertibleReason,
  type FolderFile,
  isAboutFolder,
  isCandidate,
  MAX_FOREIGN_BYTES,
  nameOf,
} from "./folder-file.js";

/** Less sure than this, and a file is no postmortem. */
const SURE_ENOUGH = 0.3;
/** What a file that is named like a README must show to be one all the same. */
const VERY_SURE = 0.7;

/** What a file turned out to be. */
export type Recognised = { file: FolderFile } & (
  | { is: "documents"; importer: Importer; documents: ImportedDocument[]; bytes: Uint8Array; sha256: string }
  /** `aside`: about the folder, so that a link to it is not worth a copy. */
  | { is: "skipped"; reason: string; aside: boolean }
  | { is: "failed"; reason: string }
  /** Neither text nor wanted: a picture, a program. */
  | { is: "beside" }
);

/**
 * Reads one file.
 * @param from the id of the importer to use; null: the surest one
 */
export function recognise(file: FolderFile, from: string | null, settings: ReadSettings = NO_SETTINGS): Recognised {
  const convertible = convertibleReason(file.path);
  if (convertible !== undefined) return { file, is: "skipped", reason: convertible, aside: false };
  if (/\.ya?ml$/i.test(file.path)) return recogniseYaml(file);
  if (!isCandidate(file)) return { file, is: "beside" };
  if (file.unreadSize !== undefined) return { file, is: "failed", reason: tooLarge(file.unreadSize) };
  const content = file.read();
  if (content === null) return { file, is: "failed", reason: "it cannot be read" };
  const foreign = readForeign(file.path, content.bytes, settings);
  if (typeof foreign === "string") {
    // A file without ending may be anything; who names it wants to know.
    const isUnclear = !file.named && !nameOf(file.path).includes(".");
    return isUnclear ? { file, is: "beside" } : { file, is: "failed", reason: foreign };
  }
  if (foreign.text.trim() === "") return { file, is: "skipped", reason: "as it is empty", aside: false };
  const { importer, sure } = choose(foreign, from);
  const wanted = from !== null && file.named;
  if (!wanted && isAboutFolder(file.path) && sure < VERY_SURE && !isTitledPostmortem(foreign))
    return { file, is: "skipped", reason: "as it is about the folder (README, licence, index)", aside: true };
  if (importer === undefined)
    return {
      file,
      is: "skipped",
      reason: unlike(foreign),
      aside: false,
    };
  const documents = importer.read(foreign);
  if (!wanted && isTemplate(foreign, documents))
    return { file, is: "skipped", reason: "as it is a template", aside: true };
  if (documents.length === 0)
    return { file, is: "skipped", reason: `as it holds no incident (${importer.title})`, aside: false };
  return { file, is: "documents", importer, documents, ...content };
}

function tooLarge(size: number): string {
  const [found, most] = [size, MAX_FOREIGN_BYTES].map((bytes) => Math.ceil(bytes / 1024 / 1024));
  return `it has ${found} MiB, and at most ${most} MiB are read; split it, or cut out what is about an incident`;
}

function choose(file: ForeignFile, from: string | null): { importer: Importer | undefined; sure: number } {
  const rated = importers.map((importer) => ({ importer, sure: importer.recognises(file) }));
  const best = rated.reduce((a, b) => (b.sure > a.sure ? b : a));
  if (from !== null) return { importer: importers.find(({ id }) => id === from), sure: best.sure };
  return { importer: best.sure >= SURE_ENOUGH ? best.importer : undefined, sure: best.sure };
}

function unlike({ json }: ForeignFile): string {
  const [first] = Array.isArray(json) ? (json as unknown[]) : [json];
  if (typeof first !== "object" || first === null)
    return "as nothing in it is like a postmortem (name it with --from to read it all the same)";
  return unknownFields("JSON", Object.keys(first));
}

/** Fields that incidents have, whoever writes them down. */
const INCIDENT_FIELDS =
  /^(?:title|name|summary|description|impact|severity|cause|root_?cause|timeline|status|resolution|services?|affected\w*|(?:start|end|detect|resolv|creat|occur|begin|began|declar)\w*|date|when|owner|duration)$/i;

/** A file of YAML, which no importer reads: what it seems to hold is shown. */
function recogniseYaml(file: FolderFile): Recognised {
  const content = file.read();
  const text = content === null ? "" : new TextDecoder().decode(content.bytes.subarray(0, MAX_YAML_LOOK));
  // The fields of an item in a list are indented.
  const field = /^- /m.test(text) ? /^(?:- | {2})?([A-Za-z][\w-]*):/gm : /^([A-Za-z][\w-]*):/gm;
  const keys = [...text.matchAll(field)].map(([, key]) => key ?? "");
  const fields = [...new Set(keys)];
  if (fields.filter((key) => INCIDENT_FIELDS.test(key)).length < MIN_INCIDENT_FIELDS) return { file, is: "beside" };
  return { file, is: "skipped", reason: unknownFields("YAML", fields), aside: false };
}

/** In bytes: the fields of an incident stand at the start of its file. */
const MAX_YAML_LOOK = 16_384;
const MIN_INCIDENT_FIELDS = 3;
const MAX_FIELDS_SHOWN = 8;

function unknownFields(format: string, keys: readonly string[]): string {
  const shown = keys.slice(0, MAX_FIELDS_SHOWN).map((key) => key.replace(/[^\w -]/g, "?").slice(0, 40));
  const more = keys.length > MAX_FIELDS_SHOWN ? ", …" : "";
  return `as it is ${format} that no importer knows, with the fields ${shown.join(", ")}${more}; turn each incident into Markdown, or write an importer`;
}

const GAPS =
  /\by{4}[-/ ]?m{2}\b|\bhh:mm\b|\bX{2,}:X{2,}\b|<[^<>\n/!]{0,60}\b(?:title|name|date|description|summary|incident|link)\b[^<>\n]{0,60}>|\[(?:insert|date|title|name|short|description|descriptive|brief|link to|owner|your|add|e\.g)[^\]\n]{0,80}\](?!\()|\[[^[\]\n]{1,60} (?:goes )?here\](?!\()|<<[^<>\n]{1,60}>>|\{[A-Z][A-Z_]{2,}\}|\bPM-?[xyn]{3,}/gi;

/** Fields whose whole value is an expression of a template: "Date: {{ date }}". In code and in sentences such expressions are quoted. */
const EMPTY_FIELDS = /^(?:[^\n`{}]{0,60}[:|])?[ \t*_|]{0,6}\{\{[^}\n]{0,60}\}\}[ \t*_|]{0,6}$/gm;

/** What a template with an example of a day in it says of itself. */
const IS_TEMPLATE = /\bthis (?:document |file |page )?is an? (?:[\w-]+ ){0,3}template\b/i;

/** A form to be filled in: it is called so, or full of gaps, and names no day on which something happened. */
function isTemplate({ path, text }: ForeignFile, documents: readonly ImportedDocument[]): boolean {
  const plain = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
  const gaps = (plain.match(GAPS)?.length ?? 0) + (plain.match(EMPTY_FIELDS)?.length ?? 0);
  const [document] = documents;
  const isCalledSo = /template|boilerplate/i.test(nameOf(path));
  if (documents.length !== 1 || document === undefined) return false;
  if (isCalledSo) return document.day === null || gaps > 1 || IS_TEMPLATE.test(plain);
  return document.day === null && gaps > 2;
}
