import type { Schema } from "../util/json-schema.js";
import { formats } from "./formats.js";
import type { ConfigData, CustomFields } from "./schema-types.js";

/** The declaration of a custom field in `inquest.yaml`. */
export type FieldDeclaration = NonNullable<ConfigData["fields"]>[number];
/** What can have custom fields. */
export type FieldOwner = FieldDeclaration["on"][number];
/** Where a custom field can be shown. */
type FieldPlace = NonNullable<FieldDeclaration["show"]>[number];
/** A value that has the form that its declaration asks for. */
export type FieldValue = string | number | readonly string[];

/** In characters. */
const MAX_TEXT_LENGTH = 4000;

/** The fields that may stand in a postmortem, a drill or an action, in the order of their declarations. */
export function fieldsOn({ fields }: Pick<ConfigData, "fields">, owner: FieldOwner): readonly FieldDeclaration[] {
  return (fields ?? []).filter(({ on }) => on.includes(owner));
}

/** Whether a field is shown somewhere. Without `show` it is a fact. */
export function isShownAs({ show }: FieldDeclaration, place: FieldPlace): boolean {
  return show === undefined ? place === "fact" : show.includes(place);
}

/** The custom fields that something has, in the order of their declarations. What a declaration refuses is left out. */
export function customFieldsOf(
  config: Pick<ConfigData, "fields">,
  owner: FieldOwner,
  { fields }: { fields?: CustomFields },
): { field: FieldDeclaration; value: FieldValue }[] {
  if (fields === undefined) return [];
  return fieldsOn(config, owner).flatMap((field) => {
    const value = fields[field.name];
    return value !== undefined && fieldFaults(field, value).length === 0 ? [{ field, value: value as FieldValue }] : [];
  });
}

/** What may stand in a custom field, as a schema. */
export function schemaOfField({ title, type, options = [] }: FieldDeclaration): Schema {
  const choice: Schema = { description: title, title: "text", type: "string", enum: options };
  switch (type) {
    case "number":
      return { description: title, type: "number" };
    case "date":
      return { description: title, title: "day", type: "string", format: "inquest-day" };
    case "url":
      return { description: title, title: "web address", type: "string", format: "inquest-url" };
    case "choice":
      return choice;
    case "choices":
      return { description: title, type: "array", items: choice };
    default:
      return { description: title, title: "text", type: "string", pattern: "\\S", maxLength: MAX_TEXT_LENGTH };
  }
}

/** What is wrong with a value: the keyword of the schema that refuses it, with what messages need, as of a validator. */
export interface FieldFault {
  keyword: string;
  params: Record<string, unknown>;
  parentSchema: Schema;
  data: unknown;
  /** Which item of a list it is about. */
  at?: number;
}

/** What is wrong with the value of a custom field; nothing where it has the form that the declaration asks for. */
export function fieldFaults(field: FieldDeclaration, value: unknown): FieldFault[] {
  const schema = schemaOfField(field);
  if (schema.items === undefined) return [faultOf(schema, value)].flatMap((one) => one ?? []);
  if (!Array.isArray(value)) return [{ keyword: "type", params: { type: "array" }, parentSchema: schema, data: value }];
  if (value.length === 0) return [{ keyword: "minItems", params: { limit: 1 }, parentSchema: schema, data: value }];
  return value.flatMap((item: unknown, at): FieldFault[] => {
    const fault = faultOf(schema.items ?? {}, item);
    if (fault) return [{ ...fault, at }];
    return value.indexOf(item) < at
      ? [{ keyword: "uniqueItems", params: { i: at }, parentSchema: schema, data: value, at }]
      : [];
  });
}

function faultOf(parentSchema: Schema, data: unknown): FieldFault | undefined {
  const { type, pattern, maxLength, format, enum: allowedValues } = parentSchema;
  const fault = (keyword: string, params: Record<string, unknown> = {}) => ({ keyword, params, parentSchema, data });
  if (typeof data !== type || (typeof data === "number" && !Number.isFinite(data))) {
    const { enum: _, ...rest } = parentSchema;
    return { ...fault("type", { type }), parentSchema: rest };
  }
  if (typeof data !== "string") return undefined;
  if (allowedValues !== undefined) return allowedValues.includes(data) ? undefined : fault("enum", { allowedValues });
  if (typeof format === "string") return formats[format]?.(data) === false ? fault("format", { format }) : undefined;
  if (pattern !== undefined && !new RegExp(pattern).test(data)) return fault("pattern");
  return data.length > Number(maxLength) ? fault("maxLength", { limit: maxLength }) : undefined;
}
