/** The parts of a JSON schema that describe what may stand somewhere. */
export interface Schema {
  $id?: string;
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  pattern?: string;
  examples?: readonly unknown[];
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  [keyword: string]: unknown;
}

/** Which of these apply depends on the data, so that what any of them allows may stand. */
const BRANCHES = ["then", "else"] as const;
const ALTERNATIVES = ["allOf", "anyOf", "oneOf"] as const;

/** Schemas that refer to each other by `$id`. */
export class Schemas {
  readonly #byName: ReadonlyMap<string, Schema>;
  readonly #byId: ReadonlyMap<string, Schema>;

  /** @param schemas by name, each parsed from its file */
  constructor(schemas: ReadonlyMap<string, unknown>) {
    this.#byName = schemas as ReadonlyMap<string, Schema>;
    this.#byId = new Map([...this.#byName.values()].map((schema) => [schema.$id ?? "", schema]));
  }

  /** The top of a schema; a node without parts where there is none of that name. */
  node(name: string): SchemaNode {
    const schema = this.#byName.get(name);
    return schema ? this.nodeOf(schema) : new SchemaNode([], this);
  }

  /** The same for a schema that is in no file. */
  nodeOf(schema: Schema): SchemaNode {
    return new SchemaNode([...this.expand({ schema, file: schema, isBranch: false })], this);
  }

  /** A schema, what it refers to, and its branches. */
  *expand(part: Part): Iterable<Part> {
    const { schema, file, isBranch } = part;
    yield part;
    const target = schema.$ref === undefined ? undefined : this.#resolve(schema.$ref, file);
    if (target) yield* this.expand({ ...target, isBranch });
    for (const keyword of BRANCHES) {
      const branch = schema[keyword];
      if (typeof branch === "object") yield* this.expand({ schema: branch as Schema, file, isBranch: true });
    }
    for (const keyword of ALTERNATIVES)
      for (const one of (schema[keyword] ?? []) as Schema[]) yield* this.expand({ schema: one, file, isBranch: true });
  }

  /** Follows `urn:inquest:schema:1:common#/$defs/id`, or `#/$defs/event` in the same file. */
  #resolve(ref: string, from: Schema): Omit<Part, "isBranch"> | undefined {
    const [id = "", pointer = ""] = ref.split("#");
    const file = id === "" ? from : this.#byId.get(id);
    let schema: unknown = file;
    for (const part of pointer.split("/").slice(1)) schema = (schema as Record<string, unknown> | undefined)?.[part];
    return file && schema ? { schema: schema as Schema, file } : undefined;
  }
}

interface Part {
  schema: Schema;
  /** The file that its references start from. */
  file: Schema;
  /** Whether it applies to some data only. */
  isBranch: boolean;
}

/** A field of a map. */
export interface SchemaField {
  name: string;
  required: boolean;
  value: SchemaNode;
}

/** What may stand at a place of some data: all schemas that may apply there, the schema of the place itself first. */
export class SchemaNode {
  constructor(
    readonly parts: readonly Part[],
    readonly schemas: Schemas,
  ) {}

  get exists(): boolean {
    return this.parts.length > 0;
  }

  /** Whether text may stand here, such as an id. */
  get takesText(): boolean {
    return this.parts.some(({ schema }) => schema.type === "string");
  }

  get description(): string | undefined {
    return this.parts.find(({ schema }) => schema.description !== undefined)?.schema.description;
  }

  /** The values, where only some are allowed. */
  get values(): string[] {
    const all = this.parts.flatMap(({ schema }) => {
      if (schema.type === "boolean") return [true, false];
      return [...(schema.enum ?? []), ...("const" in schema ? [schema.const] : [])];
    });
    return [...new Set(all.map(String))];
  }

  get example(): unknown {
    return this.parts.find(({ schema }) => schema.examples !== undefined)?.schema.examples?.[0];
  }

  get fields(): SchemaField[] {
    const required = new Set(this.parts.flatMap(({ schema }) => schema.required ?? []));
    const names = new Set(this.parts.flatMap(({ schema }) => Object.keys(schema.properties ?? {})));
    return [...names].map((name) => ({ name, required: required.has(name), value: this.at(name) }));
  }

  /** What may stand under a key; under an index, the items of a list. */
  at(key: string | number): SchemaNode {
    return this.#inner(({ properties, additionalProperties, items }) => {
      if (typeof key === "number") return items;
      if (properties && Object.hasOwn(properties, key)) return properties[key];
      return properties === undefined && typeof additionalProperties === "object" ? additionalProperties : undefined;
    });
  }

  follow(path: readonly (string | number)[]): SchemaNode {
    return path.reduce<SchemaNode>((node, key) => node.at(key), this);
  }

  /** Every value that may stand below, with its path: `timeline[].marks[]`, and `rules{}` for the keys of a map. */
  *walk(path = ""): Iterable<readonly [path: string, node: SchemaNode]> {
    yield [path, this];
    const items = this.at(0);
    if (items.exists) yield* items.walk(`${path}[]`);
    const names = this.#inner(({ propertyNames }) => propertyNames);
    if (names.exists) yield* names.walk(`${path}{}`);
    for (const { name, value } of this.fields) yield* value.walk(path === "" ? name : `${path}.${name}`);
  }

  #inner(choose: (schema: Schema) => Schema | undefined): SchemaNode {
    const parts = this.parts.flatMap(({ schema, file }) => {
      const found = choose(schema);
      return found ? [...this.schemas.expand({ schema: found, file, isBranch: false })] : [];
    });
    return new SchemaNode(parts, this.schemas);
  }
}
