import type { Position } from "vscode-languageserver/node.js";
import { type FieldOwner, fieldsOn, schemaOfField } from "../model/custom-fields.js";
import type { FileRole } from "../model/raw-file.js";
import type { ConfigData } from "../model/schema-types.js";
import type { Source } from "../model/source.js";
import { splitFrontMatter } from "../parse/front-matter.js";
import { LIMITS } from "../parse/limits.js";
import { roleOfPath } from "../read/read-collection.js";
import type { SchemaNode, Schemas } from "../util/json-schema.js";
import type { Reference } from "../validate/ids/references.js";
import { type Declaration, declarationsOf, localDeclarationsOf } from "./declarations.js";
import { offsetAt } from "./ranges.js";
import { referencesAt } from "./references-at.js";
import type { Located } from "./workspace.js";
import { yamlAt } from "./yaml-cursor.js";
import type { YamlCursor } from "./yaml-scan.js";

/** The cursor in the YAML of a file, with what the schema and the collection say about its position. */
export class CursorContext {
  constructor(
    readonly at: Located,
    readonly role: FileRole,
    readonly source: Source,
    readonly cursor: YamlCursor,
    /** What may stand in this file. */
    readonly file: SchemaNode,
  ) {}

  /** What may stand at the path of the cursor. */
  get shape(): SchemaNode {
    return this.shapeAt(this.cursor.path);
  }

  /** What may stand at a path: within `fields`, what the collection declares. */
  shapeAt(path: YamlCursor["path"]): SchemaNode {
    const custom = this.#customPath(path);
    if (custom === undefined) return this.file.follow(path);
    const declared = fieldsOn(this.#config, custom.owner).map((field) => [field.name, schemaOfField(field)]);
    const shape = this.file.schemas.nodeOf({ properties: Object.fromEntries(declared) });
    return shape.follow(custom.within);
  }

  /** Whether the cursor is within custom fields, whose titles and options are content of the collection. */
  get isInCustomFields(): boolean {
    return this.#customPath(this.cursor.path) !== undefined;
  }

  #customPath(path: YamlCursor["path"]): { owner: FieldOwner; within: YamlCursor["path"] } | undefined {
    const { role } = this.role;
    if (role !== "postmortem" && role !== "drill") return undefined;
    if (path[0] === "fields") return { owner: role, within: path.slice(1) };
    return path[0] === "actions" && path[2] === "fields" ? { owner: "action", within: path.slice(3) } : undefined;
  }

  /** What a value here would refer to. */
  references(value: string): Reference[] {
    const { path, siblings } = this.cursor;
    // The data made up for the question has the form of the schema only where the schema expects a text.
    if (!this.shape.takesText) return [];
    return referencesAt({ role: this.role, path: [...entryPath(this.role), ...path], siblings }, value, this.#config);
  }

  /** Everything with an id that this file can refer to. */
  declarations(): Declaration[] {
    const files = this.at.session.readable();
    const own = files.filter(({ path }) => path === this.at.path);
    return [...own.flatMap(localDeclarationsOf), ...declarationsOf(files)];
  }

  /** What the references of the value under the cursor lead to. */
  declared(): Declaration[] {
    const references = this.cursor.is === "key" ? [] : this.references(this.cursor.text);
    if (references.length === 0) return [];
    const all = this.declarations();
    return references.flatMap(({ kind, id }) => all.find((one) => one.kind === kind && one.id === id) ?? []);
  }

  get #config(): ConfigData {
    return this.at.session.checked?.collection.config ?? { schema: 1, title: "" };
  }
}

/** Finds what is at a position; null outside of front matter and YAML files. */
export function contextAt(at: Located, position: Position, schemas: Schemas): CursorContext | null {
  const source = at.session.source(at.path);
  const role = roleOfPath(at.path);
  if (source === undefined || role === undefined) return null;
  const { start, end } = yamlOf(source, role);
  const offset = offsetAt(source, position);
  if (offset < start || offset > end || end - start > LIMITS.yamlBytes) return null;
  const cursor = yamlAt(source.text, start, end, offset);
  return cursor && new CursorContext(at, role, source, cursor, schemas.node(schemaOf(role)).follow(entryPath(role)));
}

/** The name of the schema of a file. */
export function schemaOf(role: FileRole): string {
  if (role.role === "catalog") return role.name;
  return role.role === "config" ? "inquest" : role.role;
}

/** Where the content of a file stands in the schema of its catalog: a file with one entry holds an item of a list. */
export function entryPath(role: FileRole): readonly (string | number)[] {
  return role.role === "catalog" && role.entry ? [role.entry.list, 0] : [];
}

/** Where the YAML of a file stands. Front matter that has no end yet goes on to the end of the file. */
function yamlOf(source: Source, { role }: FileRole): { start: number; end: number } {
  const all = source.text.length;
  if (role !== "postmortem" && role !== "drill") return { start: 0, end: all };
  const { yaml } = splitFrontMatter(source);
  // The last offset is that of the closing fence.
  if (yaml) return { start: yaml.start, end: yaml.end - 1 };
  return /^---[ \t]*$/.test(source.line(1) ?? "")
    ? { start: source.lineStart(2), end: all }
    : { start: all + 1, end: all };
}
