/** A JSON schema, as far as the dictionary reads it. */
interface Schema {
  $id?: string;
  $ref?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  $defs?: Record<string, Schema>;
}

/** A field with what it holds. */
export interface Field {
  /** From the top of the file; `[]` stands for each record of a list. */
  path: string;
  type: string;
  text: string;
}

/** A field at the top of a file, with all that is in it. */
export interface FieldGroup extends Field {
  fields: Field[];
}

/** Reads schemas as a dictionary: what a field is comes from the schema that machines check it with, so the two cannot differ. */
export class Dictionary {
  readonly #byId = new Map<string, Schema>();
  readonly #byName = new Map<string, Schema>();

  /** @param texts the schemas by their name */
  constructor(texts: ReadonlyMap<string, string>) {
    for (const [name, text] of texts) {
      const schema = JSON.parse(text) as Schema;
      this.#byName.set(name, schema);
      if (schema.$id !== undefined) this.#byId.set(schema.$id, schema);
    }
  }

  /** What a file is. */
  description(name: string): string {
    return this.#byName.get(name)?.description ?? "";
  }

  /** The fields of a file but for those in `without`. */
  groups(name: string, without: ReadonlySet<string> = new Set()): FieldGroup[] {
    const schema = this.#byName.get(name);
    return Object.entries(schema?.properties ?? {})
      .filter(([key]) => !without.has(key))
      .map(([key, field]) => ({
        ...this.#field(key, field, schema),
        fields: [...this.#within(key, field, schema)],
      }));
  }

  #field(path: string, given: Schema, root: Schema | undefined): Field {
    const { schema } = this.#resolve(given, root);
    return { path, type: typeOf(schema), text: given.description ?? schema.description ?? "" };
  }

  *#within(path: string, given: Schema, root: Schema | undefined): Iterable<Field> {
    // Only definitions of the same file are taken apart: another file has its own part of the dictionary.
    if (given.$ref !== undefined && !given.$ref.startsWith("#")) return;
    const { schema } = this.#resolve(given, root);
    if (schema.items !== undefined) yield* this.#within(`${path}[]`, schema.items, root);
    for (const [key, field] of Object.entries(schema.properties ?? {})) {
      yield this.#field(`${path}.${key}`, field, root);
      yield* this.#within(`${path}.${key}`, field, root);
    }
  }

  /** Follows references to where something is defined. */
  #resolve(given: Schema, root: Schema | undefined): { schema: Schema } {
    let [schema, file] = [given, root];
    while (schema.$ref !== undefined) {
      const [id = "", pointer = ""] = schema.$ref.split("#");
      file = id === "" ? file : this.#byId.get(id);
      schema = walk(file, pointer) ?? {};
    }
    return { schema };
  }
}

function walk(schema: Schema | undefined, pointer: string): Schema | undefined {
  let at: unknown = schema;
  for (const part of pointer.split("/").slice(1)) {
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[part] : undefined;
  }
  return at as Schema | undefined;
}

const WORDS: Readonly<Record<string, string>> = {
  string: "text",
  integer: "count",
  number: "number",
  boolean: "true or false",
  array: "list",
  object: "record",
};

function typeOf({ type, enum: values, const: only, properties }: Schema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values !== undefined) return values.map((value) => (value === null ? "null" : String(value))).join(" | ");
  const types = [type ?? (properties ? "object" : [])].flat();
  return types.map((one) => WORDS[one] ?? one).join(" | ");
}
