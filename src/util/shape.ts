/**
 * Shapes: one declaration of a public output gives its JSON Schema and its TypeScript type, so that neither can differ
 * from the other. `npm run generate` writes the schemas.
 */

/** A JSON Schema, in which a shared definition may stand for a part. */
export interface JsonSchema {
  readonly [key: string]: unknown;
  /** Written once among the file's `$defs` and referred to wherever it stands. */
  readonly define?: { readonly name: string; readonly schema: JsonSchema };
  /** Stands for the fields of an input schema: see `inputFields`. */
  readonly inputFields?: { readonly of: string; readonly without: readonly string[] };
}

/** The shape of values of the type `T`. */
export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Never there: it carries the type alone. */
  readonly type?: T;
}

/** The type of the values that have a shape. */
export type TypeOf<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type TypeOfFields<F extends Fields> = { readonly [K in keyof F]: TypeOf<F[K]> };

export function text(description: string): Shape<string> {
  return { schema: { type: "string", description } };
}

/** A day, `YYYY-MM-DD`. */
export function day(description: string): Shape<string> {
  return { schema: { type: "string", format: "date", description } };
}

/** A whole number, by default from 0 on. */
export function count(description: string, minimum = 0): Shape<number> {
  return { schema: { type: "integer", minimum, description } };
}

/** Any number. */
export function number(description: string): Shape<number> {
  return { schema: { type: "number", description } };
}

export function flag(description: string): Shape<boolean> {
  return { schema: { type: "boolean", description } };
}

export function constant<const T extends string | number>(value: T, description: string): Shape<T> {
  return { schema: { const: value, description } };
}

export function oneOf<const T extends string | null>(values: readonly T[], description: string): Shape<T> {
  return { schema: { enum: values, description } };
}

export function list<T>(item: Shape<T>, description: string): Shape<readonly T[]> {
  return { schema: { type: "array", description, items: item.schema } };
}

/** An object with exactly these fields; the optional ones may be absent. */
export function record<F extends Fields>(description: string, fields: F): Shape<TypeOfFields<F>>;
export function record<F extends Fields, O extends Fields>(
  description: string,
  fields: F,
  optional: O,
): Shape<TypeOfFields<F> & Partial<TypeOfFields<O>>>;
export function record(description: string, fields: Fields, optional?: Fields): Shape<unknown> {
  return { schema: { type: "object", description, ...fieldsSchema(fields, optional) } };
}

/** Fields that outputs share: see `extendedOutput`. Each of them may have fields of its own beside these. */
export function sharedFields<F extends Fields>(description: string, fields: F): Shape<TypeOfFields<F>> {
  const { additionalProperties: _, ...open } = fieldsSchema(fields);
  return { schema: { type: "object", description, ...open } };
}

/** The same values, or null. For what is neither an enumeration nor a definition. */
export function orNull<T>({ schema }: Shape<T>): Shape<T | null> {
  return { schema: { ...schema, type: [schema.type, "null"] } };
}

/** The same shape with its own description where it stands. */
export function described<T>({ schema }: Shape<T>, description: string): Shape<T> {
  return { schema: { ...schema, description } };
}

/** A shape that is written once in each file, under a name of its own. */
export function defined<T>(name: string, { schema }: Shape<T>): Shape<T> {
  return { schema: { define: { name, schema } } };
}

/** A shape that another output defines under this name. */
export function definedIn<T>(id: string, name: string, _shape: Shape<T>): Shape<T> {
  return { schema: { $ref: `${id}#/$defs/${name}` } };
}

/** A shape that JSON Schema writes in a way of its own. */
export function custom<T>(schema: JsonSchema): Shape<T> {
  return { schema };
}

/**
 * What an author wrote: the fields of an input schema, each by a reference to it.
 *
 * @param of the name of the input schema: `postmortem`, `drill`
 * @param required the fields that are always there; a public file may leave out any other
 */
export function inputFields<T>(
  of: string,
  description: string,
  required: readonly (keyof T & string)[],
  without: readonly string[],
): Shape<T> {
  return {
    schema: { type: "object", description, additionalProperties: false, required, inputFields: { of, without } },
  };
}

function fieldsSchema(fields: Fields, optional: Fields = {}): JsonSchema {
  const all = Object.entries({ ...fields, ...optional });
  return {
    additionalProperties: false,
    required: Object.keys(fields),
    properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
  };
}

/** A public output as a whole, and where its schema is written. */
export interface Output<T> extends Shape<T> {
  /** From `schema/`, without the ending: `data/measures`. */
  readonly path: string;
  readonly id: string;
}

/** What a schema says of an output as a whole. */
interface About<T> {
  path: string;
  /** The schema's `$id`. */
  id: string;
  title: string;
  description: string;
  examples?: readonly T[];
}

/** Declares a public output. */
export function output<F extends Fields>(about: About<TypeOfFields<F>>, fields: F): Output<TypeOfFields<F>> {
  return outputOf(about, { type: "object", ...fieldsSchema(fields) });
}

/** Declares a public output with fields of its own and fields that it shares with another output. */
export function extendedOutput<F extends Fields, S>(
  about: About<TypeOfFields<F> & S>,
  fields: F,
  shared: Shape<S>,
): Output<TypeOfFields<F> & S> {
  const { additionalProperties: _, ...own } = fieldsSchema(fields);
  return outputOf(about, { type: "object", ...own, allOf: [shared.schema], unevaluatedProperties: false });
}

function outputOf<T>({ path, id, title, description, examples }: About<T>, form: JsonSchema): Output<T> {
  const head = { $schema: "https://json-schema.org/draft/2020-12/schema", $id: id, title, description };
  return { path, id, schema: { ...head, ...form, ...(examples ? { examples } : {}) } };
}
