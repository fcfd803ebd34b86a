import type { ErrorObject } from "ajv";
import { explainSpan } from "../../model/values/duration.js";
import { explainDay, explainMoment } from "../../model/values/time.js";
import { didYouMean, guess } from "../ids/suggest.js";
import { asMinutes } from "../minutes.js";

/** How a diagnostic words an error. */
export interface Wording {
  message: string;
  hint?: string | undefined;
  /** What to write instead, where that is certain. */
  better?: string | undefined;
  /** What stands there and may be misspelt, and the allowed values most like it. */
  misspelt?: { written: string; meant: readonly string[] } | undefined;
}

const TYPES: Record<string, string> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "fields",
};
/** What people write where a list has no entry. */
const NO_ENTRY = /^(?:none|no|nothing|n\/?a|-)$/i;
const BLANK_TITLE = "blank with its reason";
const BLANK_FORMS =
  "A blank is {unknown: reason, gap: M1}, {unpublished: reason}, {not_applicable: reason} or, for a list, {none: reason}";
/** Where a blank of a value has the reason of a list. */
const NONE_OF_A_VALUE: Wording = {
  message: 'Expected another reason than "none", which is for lists',
  hint: "Write {not_applicable: reason} where there is no value, or {unknown: reason, gap: M1} where it cannot be known",
};

const CHECK_WORDING: Wording = {
  message: "Expected one check and its file",
  hint: "A check is {alert: name, file: …}, {slo: name, file: …}, {test: name, file: …}, {policy: rule, file: …} or {url: …}",
};

/** Curly quotes around a value, which YAML reads as letters of it. */
const CURLY_QUOTE = /^[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]/;
const STRAIGHT_QUOTES = "Remove the curly quotes, or write straight ones: YAML reads curly quotes as letters";

/** What to do about a missing field where its description alone does not say it. */
const ADVICE: Partial<Record<string, string>> = {
  published_on: "Add published_on: YYYY-MM-DD, the day it was published here",
  owner: "Add owner: …, who answers for this document",
  schema: "Add schema: 1",
  status: "Add status: draft, in-review, published or archived",
  closed_by: "Say what exists now: closed_by: {artifact: …, proven_by: drill:…}",
};

/**
 * Says what an ajv error means to the author.
 * @param name the field that the error is about
 * @param written the value as it is written, where that may differ from what it means
 * @param canBeBlank whether a blank can stand in place of the value
 */
export function wordingOf(
  error: Pick<ErrorObject, "keyword" | "params" | "parentSchema" | "data">,
  name: string,
  written?: string,
  canBeBlank = false,
): Wording {
  const schema = (error.parentSchema ?? {}) as Record<string, unknown>;
  const data: unknown = error.data;
  const found = written ?? show(data);
  switch (error.keyword) {
    case "additionalProperties": {
      const field = String(error.params.additionalProperty);
      if (schema.title === BLANK_TITLE && field === "none") return NONE_OF_A_VALUE;
      const wording = {
        message: `Unknown field ${JSON.stringify(field)}`,
        ...guessed(field, Object.keys((schema.properties ?? {}) as object), "The fields here are"),
      };
      return takesCustomFields(schema) ? { ...wording, hint: orDeclare(wording) } : wording;
    }
    case "required": {
      const field = String(error.params.missingProperty);
      const property = ((schema.properties ?? {}) as Record<string, { description?: string }>)[field];
      return {
        message: `Missing field ${JSON.stringify(field)}`,
        hint: ADVICE[field] ?? plain(property?.description ?? ""),
      };
    }
    case "type":
      if (Array.isArray(schema.enum) && written !== undefined) return enumWording(schema.enum, name, written);
      return typeWording(error, schema, data, found, canBeBlank);
    case "enum":
      return enumWording(error.params.allowedValues as (string | number)[], name, found, String(data));
    case "const":
      return {
        message: `Expected ${show(error.params.allowedValue)}, found ${found}`,
        hint:
          name === "schema" ? "This version reads files of schema: 1; inquest migrate rewrites older ones" : undefined,
      };
    case "format":
    case "pattern": {
      const wording =
        error.keyword === "format"
          ? formatWording(String(error.params.format), String(data))
          : patternWording(schema, data);
      return CURLY_QUOTE.test(String(data)) ? { message: wording.message, hint: STRAIGHT_QUOTES } : wording;
    }
    case "maxLength":
      return {
        message: `Expected at most ${error.params.limit} characters, found ${String(data).length}`,
        hint: "Shorten it; the body is the place for more",
      };
    case "minLength":
      return { message: "Expected text, found an empty value", hint: "Fill it in, or remove the field" };
    case "minItems":
      return error.params.limit === 2
        ? { message: "Expected two values, [from, to]", hint: "Write a single value where there is no range" }
        : {
            message: "Expected at least one entry, found an empty list",
            hint: "Add an entry, remove the field, or where a blank is allowed say why: {none: reason}",
          };
    case "maxItems":
      return { message: `Expected at most ${error.params.limit} values`, hint: "A range is [from, to]" };
    case "minimum":
      return { message: `Expected at least ${error.params.limit}, found ${found}` };
    case "maximum":
      return { message: `Expected at most ${error.params.limit}, found ${found}` };
    case "uniqueItems":
      return {
        message: `Duplicate entry ${show((data as unknown[])[error.params.i as number])}`,
        hint: "Keep one of the two",
      };
    case "minProperties":
      if (schema.title === "check of an invariant") return CHECK_WORDING;
      return {
        message: "Expected a field, found none",
        hint: schema.title === BLANK_TITLE ? BLANK_FORMS : undefined,
      };
    case "maxProperties":
    case "dependentRequired":
      if (schema.title === "check of an invariant") return CHECK_WORDING;
      return { message: "Expected one reason, found several", hint: BLANK_FORMS };
    default:
      return { message: `Expected another value for ${JSON.stringify(name)}` };
  }
}

/** Whether documents of this schema may have fields that `inquest.yaml` declares. */
function takesCustomFields({ properties }: Record<string, unknown>): boolean {
  const fields = (properties as Record<string, { $ref?: string }> | undefined)?.fields;
  return fields?.$ref?.endsWith("/custom_fields") === true;
}

function orDeclare({ misspelt }: Pick<Wording, "misspelt">): string {
  return misspelt === undefined
    ? "Remove it, or declare it under fields in inquest.yaml"
    : `${didYouMean(misspelt.meant)} Else remove it, or declare it under fields in inquest.yaml`;
}

function enumWording(allowed: readonly (string | number)[], name: string, found: string, text = found): Wording {
  const message = `Unknown ${name} ${found}`;
  // A number like another one is no misspelling of it.
  const words = allowed.filter((one) => typeof one === "string");
  return words.length === 0
    ? { message, hint: `Allowed: ${allowed.join(", ")}` }
    : { message, ...guessed(text, words, "Allowed:") };
}

function guessed(written: string, candidates: readonly string[], allowed: string): Omit<Wording, "message"> {
  const { meant, hint } = guess(written, candidates, allowed);
  return { hint, misspelt: meant.length === 0 ? undefined : { written, meant } };
}

function typeWording(
  error: Pick<ErrorObject, "params">,
  schema: Record<string, unknown>,
  data: unknown,
  found: string,
  canBeBlank: boolean,
): Wording {
  const type = String(error.params.type);
  const expected =
    typeof schema.title === "string" && type !== "object" ? withArticle(schema.title) : (TYPES[type] ?? type);
  if (data === null) return { message: `Expected ${expected}, found nothing`, hint: "Fill it in, or remove the field" };
  const message = `Expected ${expected}, found ${found}`;
  if (type === "array") {
    if (!NO_ENTRY.test(String(data))) return { message, hint: "Write a list: one line with a dash for each entry" };
    return {
      message,
      hint: canBeBlank ? "Say why there is none: {none: reason}" : "Remove the field where there is none",
    };
  }
  if (type === "object" && typeof data === "string") return { message, hint: hintForEntry(schema, data) };
  const reference = schema.title === "typed reference" ? referenceOf(data) : undefined;
  if (reference !== undefined)
    return { message, hint: `Write "${reference}" in quotes, without a space after the colon` };
  const inList = type === "string" && Array.isArray(data) && data.length === 1 ? data[0] : data;
  if (type === "string" && /^missing:/.test(referenceOf(inList) ?? ""))
    return { message, hint: "Write a sentence; what cannot be known for want of evidence is {unknown: why, gap: M1}" };
  if (type === "number" && typeof data === "string" && /\d/.test(data))
    return { message, hint: "Write the digits alone, without quotes, separators or a unit, such as 1240" };
  if (type !== "string" || (typeof data !== "number" && typeof data !== "boolean")) return { message };
  // In quotes it would be no better.
  if (typeof schema.format === "string") return { message, hint: hintForNumber(schema.format, data, found) };
  return { message, hint: `Put it in quotes if it is meant as text: "${found}"` };
}

interface FirstField {
  $ref?: string;
  enum?: readonly string[];
  else?: { $ref?: string };
}

/** The form of an entry in place of a text, with the text as its first field where it can be that. */
function hintForEntry(schema: Record<string, unknown>, text: string): string | undefined {
  const [first, ...rest] = (schema.required ?? []) as string[];
  if (first === undefined) return undefined;
  const { $ref, enum: words, else: orElse } = (schema.properties as Record<string, FirstField>)[first] ?? {};
  const takesId = /\/(?:entry_id|kind_path|id)$/.test($ref ?? orElse?.$ref ?? "");
  const isFirst = words?.includes(text) === true || (takesId && /^[\w/-]+$/.test(text));
  return `Write {${[`${first}: ${isFirst ? text : "…"}`, ...rest.map((field) => `${field}: …`)].join(", ")}}`;
}

/** What was meant by `missing: M1`, which the space makes a map. */
function referenceOf(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const [field, ...others] = Object.entries(data);
  return field !== undefined && others.length === 0 && typeof field[1] === "string" ? field.join(":") : undefined;
}

function hintForNumber(format: string, data: number | boolean, written: string): string | undefined {
  if (format === "inquest-duration" && typeof data === "number") return `Write ${asMinutes(data)} if these are minutes`;
  return formatWording(format, written).hint;
}

function formatWording(format: string, text: string): Wording {
  switch (format) {
    case "inquest-time":
      return explainMoment(text);
    case "inquest-day":
      return explainDay(text);
    case "inquest-duration":
      return explainSpan(text);
    case "inquest-zone":
      return {
        message: `Expected the IANA name of a time zone, found ${show(text)}`,
        hint: "Such as Europe/Berlin or America/New_York",
      };
    default:
      return {
        message: `Expected a web address, found ${show(text)}`,
        hint: "Write it in full, starting with https://",
      };
  }
}

function patternWording(schema: Record<string, unknown>, data: unknown): Wording {
  if (schema.pattern === "\\S")
    return { message: "Expected text, found an empty value", hint: "Fill it in, or remove the field" };
  const expected = typeof schema.title === "string" ? withArticle(schema.title) : "a value of another form";
  const lower = String(data)
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const [example] = (schema.examples ?? []) as unknown[];
  const form =
    typeof schema.description === "string" ? plain(schema.description) : `It matches ${String(schema.pattern)}`;
  const message = `Expected ${expected}, found ${show(data)}`;
  if (new RegExp(String(schema.pattern), "u").test(lower))
    return { message, hint: `${didYouMean([lower])} ${form}`, misspelt: { written: String(data), meant: [lower] } };
  return {
    message,
    hint: typeof example === "string" ? `${form}; such as ${example}` : form,
  };
}

/** A description without its marks for code: a hint is read as plain text. */
function plain(description: string): string {
  return description.replaceAll("`", "");
}

function withArticle(noun: string): string {
  if (noun === "text") return noun;
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

function show(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "fields";
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
