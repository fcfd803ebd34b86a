import {
  type AnyDocument,
  type Catalogs,
  type Collection,
  type Drill,
  dayOfId,
  emptyCatalogs,
  type Postmortem,
} from "../model/collection.js";
import { compareDiagnostics, compareText, type Diagnostic, type Severity } from "../model/diagnostic.js";
import type { ConfigData } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { buildIndex } from "./build-index.js";
import type { CheckedFile, RuleContext } from "./rule.js";
import { rules } from "./rules/index.js";
import { checkSchema } from "./schema-check.js";

export interface ValidateOptions {
  /** Today, `YYYY-MM-DD`; null: `as_of` of the collection. */
  now: string | null;
  /** The day to fall back on where neither says; null: the newest day that the content names. */
  today: string | null;
  /** Check drafts as if they were published. */
  asPublished: boolean;
}

export interface Validated {
  collection: Collection;
  /** Sorted by file, line, column and rule. `file` is relative to the collection's folder. */
  diagnostics: Diagnostic[];
  now: string;
}

/** Runs every rule over the parsed files. What is valid comes back as a collection, whatever else is wrong. */
export function validate(parsed: readonly ParsedFile[], options: ValidateOptions): Validated {
  const files = parsed.map((file) => ({ parsed: file, schema: checkSchema(file) }));
  const collection = collect(files);
  const now = options.now ?? collection.config.as_of ?? options.today ?? newestDay(collection);
  const context: RuleContext = {
    files,
    collection,
    index: buildIndex(files),
    ruleIds: rules.map((rule) => rule.id),
    now,
    asPublished: options.asPublished,
  };
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const configured = rule.locked ? undefined : collection.config.rules?.[rule.id];
    if (configured === "off") continue;
    for (const { file, place, message, hint, related, severity } of rule.check(context)) {
      diagnostics.push({
        rule: rule.id,
        severity: configured ?? (severity as Severity | undefined) ?? rule.severity,
        file,
        ...place,
        message,
        ...(hint ? { hint } : {}),
        ...urlOf(rule.id, collection.config),
        ...(related ? { related } : {}),
      });
    }
  }
  return { collection, diagnostics: diagnostics.sort(compareDiagnostics), now };
}

function urlOf(rule: string, config: ConfigData): { url?: string } {
  return config.base_url ? { url: `${config.base_url.replace(/\/?$/, "/")}rules/${rule}/` } : {};
}

/** Puts together what has passed its schema. Documents are sorted by id. */
function collect(files: readonly CheckedFile[]): Collection {
  let config: ConfigData = { schema: 1, title: "Untitled" };
  const catalogs = emptyCatalogs();
  const documents: AnyDocument[] = [];
  for (const { parsed, schema } of files) {
    if (schema.data === undefined) continue;
    const { file } = parsed;
    if (file.role === "config") config = schema.data as ConfigData;
    else if (file.role === "catalog") addCatalog(catalogs, file.name, schema.data as Record<string, never[]>);
    else if (file.role !== "stray" && parsed.body)
      documents.push({
        type: file.role,
        id: file.id,
        data: schema.data,
        body: parsed.body,
        source: parsed.source,
        places: parsed.places,
      } as unknown as AnyDocument);
  }
  documents.sort((a, b) => compareText(a.id, b.id) || compareText(a.source.path, b.source.path));
  return {
    config,
    catalogs,
    postmortems: documents.filter((document): document is Postmortem => document.type === "postmortem"),
    drills: documents.filter((document): document is Drill => document.type === "drill"),
  };
}

function addCatalog(catalogs: Catalogs, name: string, data: Record<string, never[]>): void {
  if (name === "taxonomy") catalogs.classes = data.classes ?? [];
  else if (name === "degradation") {
    catalogs.degradationClasses = data.classes ?? [];
    catalogs.policies = data.policies ?? [];
  } else if (name === "choreography") catalogs.steps = data.steps ?? [];
  else catalogs[name as "objectives" | "invariants" | "contracts" | "scenarios" | "services"] = data[name] ?? [];
}

/** The newest day that the content names, of ids and of publication; the epoch where it names none. */
function newestDay(collection: Collection): string {
  const days = [...collection.postmortems, ...collection.drills]
    .flatMap((document) => [dayOfId(document.id), document.data.published_on])
    .filter((day) => typeof day === "string");
  return days.sort(compareText).at(-1) ?? "1970-01-01";
}
