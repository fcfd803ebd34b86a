import type { FileRole } from "../model/raw-file.js";
import type { YamlPath } from "./yaml-frames.js";

/** The parts of a JSON schema that are of use to somebody who types. */
interface Schema {
  $ref?: string;
  description?: string;
  type?: string;
  enum?: readonly unknown[];
  const?: unknown;
  examples?: readonly unknown[];
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  [keyword: string]: unknown;
}

/** A schema, and the name of the file that its references start from. */
interface Placed {
  schema: Schema;
  file: string;
}

/** What may stand in a map under one key. */
export interface Field {
  name: string;
  required: boolean;
  value: Shape;
}

/** Where a schema offers several forms the branch is not known yet: what one of them allows may stand. */
const BRANCHES = ["then", "else"] as const;
const ALTERNATIVES = ["allOf", "anyOf", "oneOf"] as const;

/** What may stand at a place of a file: all schemas that may apply there, those nearest to the place first. */
export class Shape {
  constructor(
    readonly parts: readonly Placed[],
    readonly files: ReadonlyMap<string, unknown>,
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

  get fields(): Field[] {
    const required = new Set(this.parts.flatMap(({ schema }) => schema.required ?? []));
    const names = new Set(this.parts.flatMap(({ schema }) => Object.keys(schema.properties ?? {})));
    return [...names].map((name) => ({ name, required: required.has(name), value: this.at(name) }));
  }

  /** What may stand under a key or index. */
  at(key: string | number): Shape {
    const inner = this.parts.flatMap(({ schema, file }) => {
      const own = typeof key === "number" ? schema.items : ownProperty(schema.properties, key);
      const other =
        typeof key === "string" && schema.properties === undefined ? schema.additionalProperties : undefined;
      const found = own ?? (typeof other === "object" ? other : undefined);
      return found ? [...expand({ schema: found, file }, this.files)] : [];
    });
    return new Shape(inner, this.files);
  }

  follow(path: YamlPath): Shape {
    return path.reduce<Shape>((shape, key) => shape.at(key), this);
  }
}

/**
 * What the schema says of a kind of file.
 * @param files the schemas by name
 */
export function shapeOf(role: FileRole, files: ReadonlyMap<string, unknown>): Shape {
  const name = role.role === "catalog" ? role.name : role.role === "config" ? "inquest" : role.role;
  const schema = files.get(name) as Schema | undefined;
  return new Shape(schema ? [...expand({ schema, file: name }, files)] : [], files);
}

/** A schema, what it refers to, and what it demands in one case or another. */
function* expand(placed: Placed, files: ReadonlyMap<string, unknown>): Iterable<Placed> {
  const { schema, file } = placed;
  yield placed;
  const target = schema.$ref === undefined ? undefined : resolve(schema.$ref, file, files);
  if (target) yield* expand(target, files);
  for (const keyword of BRANCHES)
    if (schema[keyword]) yield* expand({ schema: schema[keyword] as Schema, file }, files);
  for (const keyword of ALTERNATIVES)
    for (const one of (schema[keyword] ?? []) as Schema[]) yield* expand({ schema: one, file }, files);
}

/** Follows `urn:inquest:schema:1:common#/$defs/id`, or `#/$defs/event` in the same file. */
function resolve(ref: string, from: string, files: ReadonlyMap<string, unknown>): Placed | undefined {
  const [id = "", pointer = ""] = ref.split("#");
  const file = id === "" ? from : (id.split(":").at(-1) ?? "");
  let schema = files.get(file);
  for (const part of pointer.split("/").slice(1)) schema = (schema as Record<string, unknown> | undefined)?.[part];
  return schema ? { schema: schema as Schema, file } : undefined;
}

function ownProperty(properties: Schema["properties"], key: string): Schema | undefined {
  return properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
}
