import { type Schema, type SchemaNode, Schemas } from "../../../util/json-schema.js";

/** A field with what it holds. */
interface Field {
  /** From the top of the file; `[]` stands for each record of a list. */
  path: string;
  type: string;
  text: string;
}

/** A field at the top of a file, with all that is in it. */
export interface FieldGroup extends Field {
  fields: Field[];
}

/** A data dictionary, read from the schemas that the data is checked with. */
export class Dictionary {
  readonly #schemas: Schemas;

  /** @param texts the schemas by their name */
  constructor(texts: ReadonlyMap<string, string>) {
    this.#schemas = new Schemas(new Map([...texts].map(([name, text]) => [name, JSON.parse(text)])));
  }

  /** What a file is. */
  description(name: string): string {
    return this.#schemas.node(name).description ?? "";
  }

  /** The fields of a file but for those in `without`. */
  groups(name: string, without: ReadonlySet<string> = new Set()): FieldGroup[] {
    return this.#schemas
      .node(name)
      .fields.filter((field) => !without.has(field.name))
      .map(({ name: path, value }) => ({ ...fieldOf(path, value), fields: [...fieldsWithin(path, value)] }));
  }
}

function* fieldsWithin(path: string, node: SchemaNode): Iterable<Field> {
  // What another file defines is explained in that file's part of the dictionary.
  const ref = node.parts[0]?.schema.$ref;
  if (ref !== undefined && !ref.startsWith("#")) return;
  const items = node.at(0);
  if (items.exists) yield* fieldsWithin(`${path}[]`, items);
  for (const { name, value } of node.fields) {
    yield fieldOf(`${path}.${name}`, value);
    yield* fieldsWithin(`${path}.${name}`, value);
  }
}

function fieldOf(path: string, node: SchemaNode): Field {
  return { path, type: typeOf(node), text: node.description ?? "" };
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "count",
  number: "number",
  boolean: "true or false",
  array: "list",
  object: "record",
};

function typeOf({ parts }: SchemaNode): string {
  const says = ({ const: only, enum: values, type, properties }: Schema) =>
    [only, values, type, properties].some((one) => one !== undefined);
  const {
    const: only,
    enum: values,
    type,
    properties,
  } = parts.find(({ schema, isBranch }) => !isBranch && says(schema))?.schema ?? {};
  if (only !== undefined) return JSON.stringify(only);
  if (values !== undefined) return values.map((value) => (value === null ? "null" : String(value))).join(" | ");
  const types = [type ?? (properties ? "object" : [])].flat();
  return types.map((one) => WORDS[one] ?? one).join(" | ");
}
