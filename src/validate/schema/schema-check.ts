import type { ErrorObject, ValidateFunction } from "ajv";
import * as validators from "#validators";
import type { Problem, Suggestion } from "../../model/diagnostic.js";
import { CATALOG_KINDS } from "../../model/kinds.js";
import type { Place } from "../../model/place.js";
import { type FileRole, isDocument } from "../../model/raw-file.js";
import type { ParsedFile } from "../../parse/parse-file.js";
import type { YamlPlaces } from "../../parse/yaml-places.js";
import { withoutCredentials } from "../../util/credentials.js";
import { memoize } from "../../util/memoize.js";
import { placedAs } from "../placed-as.js";
import { changeTo, replacement } from "../replacement.js";
import { commaInText } from "./comma-in-text.js";
import { salvage, targetOf } from "./salvage.js";
import { type Wording, wordingOf } from "./schema-wording.js";

/** A field that the document has not, and must have once it is published or always. */
interface MissingField extends Problem {
  /** Its name; a fault of a field that is there has none. */
  field: string | undefined;
  always: boolean;
}

/** A fault of form. */
interface SchemaFault extends Problem {
  /** The name of the field, where the fault is that the schema does not know it. */
  unknownField?: string | undefined;
}

/** What a schema says of one file. */
export interface SchemaCheck {
  faults: SchemaFault[];
  missing: MissingField[];
  /** The data less what is wrong with it, so that it has the form of its schema; undefined where nothing is left. */
  data: unknown;
}

/** Checks a parsed file against the schema of its kind. */
export const checkSchema: (parsed: ParsedFile) => SchemaCheck = memoize(compare);

function compare(parsed: ParsedFile): SchemaCheck {
  const validator = validatorFor(parsed.file);
  // Against the other schema every field would be wrong, and none of them is: misplaced-file reports it.
  if (parsed.data === undefined || validator === undefined || placedAs(parsed) !== null)
    return { faults: [], missing: [], data: undefined };
  const isOfDocument = isDocument(parsed.file);
  const faults: SchemaFault[] = [];
  const missing: MissingField[] = [];
  for (const { error, problem } of run(validator, parsed.data, parsed.places)) {
    const field = missingAtRoot(error);
    if (isOfDocument && field !== undefined && field !== "schema") missing.push({ ...problem, field, always: true });
    else faults.push({ ...problem, unknownField: error.params.additionalProperty });
  }
  const isValid = (validator.errors ?? []).length === 0;
  const data = isValid ? parsed.data : salvage(validator, parsed.data, parsed.places, defaultsFor(parsed.file));
  if (isOfDocument && data !== undefined) missing.push(...demanded(parsed, data));
  return { faults, missing, data };
}

/** What the document would miss if it were published; a field that is there with an error is not missing. */
function demanded({ file, data: written, places }: ParsedFile, data: unknown): MissingField[] {
  const validator = file.role === "drill" ? validators.drill_published : validators.postmortem_published;
  return run(validator, data, places)
    .filter(({ error }) => !isWritten(error, written))
    .map(({ error, problem }) => ({ ...problem, field: missingAtRoot(error), always: false }));
}

/** Whether what an error misses in salvaged data stands in what was written. Entries of lists may have moved. */
function isWritten({ keyword, instancePath, params }: ErrorObject, written: unknown): boolean {
  if (keyword !== "required" || /\/\d+(?:\/|$)/.test(instancePath)) return false;
  const { value } = targetOf(instancePath, written);
  return typeof value === "object" && value !== null && String(params.missingProperty) in value;
}

/** The field of the file itself that an error misses. */
function missingAtRoot({ instancePath, keyword, params }: ErrorObject): string | undefined {
  return keyword === "required" && instancePath === "" ? String(params.missingProperty) : undefined;
}

function validatorFor(file: FileRole): ValidateFunction | undefined {
  switch (file.role) {
    case "config":
      return validators.inquest;
    case "catalog":
      return validators.catalogs[file.name];
    case "postmortem":
      return validators.postmortem;
    case "drill":
      return validators.drill;
    case "baseline":
      return validators.baseline;
    default:
      return undefined;
  }
}

/** What stands in for required fields that are missing or wrong, so that the rest of the file can still be looked at. */
function defaultsFor(file: FileRole): Record<string, unknown> {
  switch (file.role) {
    case "postmortem":
      return { schema: 1, title: file.id, kind: "incident", status: "draft" };
    case "drill":
      return { schema: 1, title: file.id, status: "draft" };
    case "config":
      return { schema: 1, title: "Untitled" };
    case "catalog":
      return {
        schema: 1,
        ...Object.fromEntries(
          CATALOG_KINDS.flatMap(({ catalog, list }) => (catalog === file.name ? [[list, []]] : [])),
        ),
      };
    case "baseline":
      return { version: 2, findings: [] };
    default:
      return {};
  }
}

function run(
  validator: ValidateFunction,
  data: unknown,
  places: YamlPlaces,
): { error: ErrorObject; problem: Problem }[] {
  if (validator(data)) return [];
  const seen = new Set<string>();
  const results: { error: ErrorObject; problem: Problem }[] = [];
  // A list or a blank is a condition of the schema.
  const conditions = new Set(
    (validator.errors ?? []).flatMap(({ keyword, instancePath }) => (keyword === "if" ? [instancePath] : [])),
  );
  for (const error of validator.errors ?? []) {
    if (error.keyword === "if" || error.keyword === "propertyNames") continue;
    // One diagnostic for one value: text can be both too long and of the wrong form.
    const key = `${error.instancePath} ${JSON.stringify(error.params.missingProperty ?? error.params.additionalProperty ?? error.propertyName ?? "")}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const cut = error.keyword === "additionalProperties" ? textCutAtComma(error, data, places) : undefined;
    if (cut !== undefined) {
      const { field, problem } = cut;
      const cutKey = `${error.instancePath} comma ${field}`;
      if (!seen.has(cutKey)) results.push({ error, problem });
      seen.add(cutKey);
      continue;
    }
    const place = placeOf(error, data, places);
    const wording = wordingOf(
      error,
      nameOf(error.instancePath),
      writtenAt(place, error, places),
      conditions.has(error.instancePath),
    );
    const { hint } = wording;
    const message = withoutCredentials(wording.message);
    const missing = error.keyword === "required" ? String(error.params.missingProperty) : undefined;
    results.push({
      error,
      problem: { place, message, hint, missing, suggestions: suggestionsOf(wording, place, places) },
    });
  }
  return results;
}

/** The text between braces that an unknown field is the rest of. */
function textCutAtComma({ instancePath, params }: ErrorObject, data: unknown, places: YamlPlaces) {
  const { value } = targetOf(instancePath, data);
  return commaInText(value as Record<string, unknown>, String(params.additionalProperty), places);
}

function suggestionsOf({ better, misspelt }: Wording, place: Place, { source }: YamlPlaces): Suggestion[] {
  if (better !== undefined)
    return [{ title: changeTo(better), appliedBy: "--fix", edits: [source.replace(place, better)] }];
  return misspelt ? replacement(source, place, misspelt.written, misspelt.meant) : [];
}

/** The field that a pointer leads to; for an item of a list in the singular. */
function nameOf(pointer: string): string {
  const names = pointer.split("/").filter((part) => part !== "" && !/^\d+$/.test(part));
  const name = names.at(-1) ?? "value";
  return /\/\d+$/.test(pointer) ? name.replace(/s$/, "") : name;
}

/** Longer numbers are not quoted as they are written. */
const MAX_QUOTED_CHARS = 80;

/** A number, true or false as it is written: of `1.10` the value alone says 1.1. */
function writtenAt(place: Place, { data, instancePath }: ErrorObject, { source }: YamlPlaces): string | undefined {
  if (instancePath === "" || (typeof data !== "number" && typeof data !== "boolean")) return undefined;
  const text = source.textAt(place);
  return text.length <= MAX_QUOTED_CHARS ? text : undefined;
}

/** The key for an unknown field, the parent for a missing one, else the value itself. */
function placeOf(error: ErrorObject, data: unknown, places: YamlPlaces): Place {
  const { container, key, value } = targetOf(error.instancePath, data);
  const here = typeof value === "object" && value !== null ? value : undefined;
  if (error.propertyName !== undefined && here) return places.key(here, error.propertyName);
  if (error.keyword === "additionalProperties" && here)
    return places.key(here, String(error.params.additionalProperty));
  if (error.keyword === "uniqueItems" && here) return places.value(here, error.params.i as number);
  if (here) return places.of(here);
  return container === undefined || key === undefined ? places.of({}) : places.value(container, key);
}
