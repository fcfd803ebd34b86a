import { readdirSync, readFileSync } from "node:fs";
import { slug } from "github-slugger";
import { stringify } from "yaml";
import type { ColumnType } from "../render/kit/tables/table.js";
import { dataSetTables } from "../render/tables.js";

/** The schema keywords that the tables show. */
interface Schema {
  $ref?: string;
  $comment?: string;
  $defs?: Record<string, Schema>;
  const?: unknown;
  description?: string;
  else?: Schema;
  enum?: unknown[];
  examples?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  then?: Schema;
  title?: string;
  type?: string;
}

/** A schema and the name of its file, which its references are relative to. */
interface Located {
  schema: Schema;
  file: string;
}

/** Fields of most entries, explained once above the tables. */
const FIELDS_OF_MOST_ENTRIES = ["cites", "visibility", "suppress"];

/** How the tables describe value types that several files share. */
const FORMS: Readonly<Record<string, string>> = {
  moment: "time",
  time: "time or range",
  span: "duration",
  duration: "duration or range",
  time_or_blank: "time, range or blank",
  day_or_blank: "day or blank",
  event_time: "time, range, bound or blank",
  delay: "duration, range, bound or blank",
  count: "number, range or bound",
  statement_or_blank: "sentence or blank",
  share: "share",
  quantity: "number or duration",
  measured: "measured value",
  observed: "observed behaviour",
  cites: "list of ids",
  account: "account",
  status: "status",
  visibility: "visibility",
};

const FORM_OF_TYPE: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
};

/** The value types of common.schema.json, in the order of the table. */
const VALUES = [
  ...["id", "document_id", "kind_path", "reference", "statement", "url", "day", "moment", "time", "span", "duration"],
  ...["share", "quantity", "measured", "observed", "account", "status", "visibility", "blank", "list_blank"],
];

/**
 * Fills the generated parts of `schema/README.md`, which are between `<!-- generated: NAME -->` and `<!-- end -->`. In the
 * schemas, `description` says what a field holds, `$comment` why it exists, and the first of `examples` shows it.
 * @param folder where the schemas are
 * @throws Error where a field has no reason or no example, or a part has no schema
 */
export function schemaReadme(text: string, folder: URL): string {
  const names = readdirSync(folder).filter((file) => file.endsWith(".schema.json"));
  const schemas = new Map(
    names.map((file) => [
      file.replace(".schema.json", ""),
      JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Schema,
    ]),
  );
  const tables = new SchemaTables(schemas);
  return text.replace(
    /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start: string, name: string, end: string) => `${start}\n${tables.part(name)}\n${end}`,
  );
}

/** The tables of the data set with their columns. */
function dataDictionary(): string {
  return dataSetTables
    .map(({ shape: { name, description, columns, documentColumn } }) => {
      const rows = columns.map((column) => [`\`${column.name}\``, COLUMN_TYPES[column.type], column.description]);
      const year =
        documentColumn === null
          ? []
          : [["`year`", "whole number", "The year of the document's id, from the name of the folder"]];
      return `#### Table \`${name}\`\n\n${description}.\n\n${table(["column", "type", "what it holds"], [...rows, ...year])}`;
    })
    .join("\n");
}

const COLUMN_TYPES: Readonly<Record<ColumnType, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  date: "day",
  time: "instant, UTC",
};

class SchemaTables {
  constructor(private readonly schemas: ReadonlyMap<string, Schema>) {}

  part(name: string): string {
    const { $defs = {} } = this.schemas.get("common") ?? {};
    if (name === "values") return valuesTable($defs);
    if (name === "data-set") return dataDictionary();
    if (name === "entries")
      return Object.entries($defs)
        .filter(([, schema]) => isEntry(schema))
        .map(([entry, schema]) => this.section({ schema, file: "common" }, entry))
        .join("\n");
    const schema = this.schemas.get(name);
    if (schema === undefined) throw new Error(`schema/README.md names a schema that does not exist: ${name}`);
    return this.fields({ schema, file: name }, name, true);
  }

  private section(located: Located, path: string): string {
    const { description = "", examples = [] } = located.schema;
    const example = examples.length === 0 ? "" : `\`\`\`yaml\n${yaml(examples[0])}\n\`\`\`\n\n`;
    return `#### \`${path}\`\n\n${description}.\n\n${example}${this.fields(located, path, false)}`;
  }

  /** The table of an object's fields, followed by sections for the objects that only it contains. */
  private fields({ schema, file }: Located, path: string, isDocument: boolean): string {
    const whenPublished = schema.$defs?.published?.required ?? [];
    const sections: string[] = [];
    const also: string[] = [];
    const rows: string[][] = [];
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (!isDocument && FIELDS_OF_MOST_ENTRIES.includes(name)) {
        also.push(`\`${name}\``);
        continue;
      }
      const located = { schema: property, file };
      const target = this.resolve(located);
      const object = this.objectIn(located);
      const entry = object?.file === "common" ? nameOf(object.schema, this.schemas.get("common")) : null;
      const inner =
        entry ?? `${path}.${name}${property.properties === undefined && target.schema.type !== "object" ? "[]" : ""}`;
      if (object !== null && entry === null) sections.push(this.section(object, inner));
      const mark = schema.required?.includes(name) ? " \\*" : whenPublished.includes(name) ? " †" : "";
      rows.push([
        `\`${name}\`${mark}`,
        this.form(located),
        this.meaning(located, name),
        object === null ? `\`${this.example(located, name)}\`` : `see [\`${inner}\`](#${slug(inner)})`,
      ]);
    }
    const rest = also.length === 0 ? "" : `\nAlso ${also.join(", ")}.\n`;
    return [table(["field", "form", "what it holds, and why", "example"], rows) + rest, ...sections].join("\n");
  }

  /** What a field holds and why it exists, by default from the definition that it refers to. */
  private meaning(located: Located, name: string): string {
    const { schema, file } = located;
    const source = schema.description === undefined ? this.resolve(located).schema : schema;
    const reason = schema.$comment ?? source.$comment;
    if (reason === undefined)
      throw new Error(`schema/${file}.schema.json: the field "${name}" has no reason ($comment)`);
    return sentences(source.description, reason);
  }

  private example({ schema, file }: Located, name: string): string {
    const target = this.resolve({ schema, file }).schema;
    const value =
      schema.const ?? [schema.examples, target.examples, schema.enum, target.enum].find((some) => some)?.[0];
    if (value === undefined) throw new Error(`schema/${file}.schema.json: the field "${name}" has no example`);
    return yaml({ [name]: value }).replace(/^\{ ?| ?\}$/g, "");
  }

  private form({ schema, file }: Located): string {
    const name = schema.$ref?.split("/").at(-1) ?? "";
    if (FORMS[name] !== undefined) return FORMS[name];
    if (schema.enum !== undefined) return schema.enum.map((one) => `\`${one}\``).join(", ");
    if (schema.else !== undefined) return `${this.form({ schema: schema.else, file })} or blank`;
    if (schema.items !== undefined) {
      const isList = this.objectIn({ schema: schema.items, file }) !== null;
      return isList ? "list of entries" : `list of ${plural(this.form({ schema: schema.items, file }))}`;
    }
    if (schema.$ref !== undefined) {
      const target = this.resolve({ schema, file });
      return target.schema.title ?? this.form(target);
    }
    return FORM_OF_TYPE[schema.type ?? ""] ?? (schema.const === undefined ? "fields" : `\`${schema.const}\``);
  }

  /** The object that a field holds, alone or in a list; null for other values. */
  private objectIn({ schema, file }: Located): Located | null {
    const item = schema.items ?? schema.else?.items;
    if (item !== undefined) return this.objectIn({ schema: item, file });
    const form = [schema.else, schema.then?.else].find((one) => one?.$ref !== undefined) ?? schema;
    const target = this.resolve({ schema: form, file });
    return isEntry(target.schema) ? target : null;
  }

  private resolve({ schema, file }: Located): Located {
    if (schema.$ref === undefined) return { schema, file };
    const [, other = file, name = ""] = /^(?:urn:inquest:schema:1:([a-z-]+))?#\/\$defs\/(\w+)$/.exec(schema.$ref) ?? [];
    const target = this.schemas.get(other)?.$defs?.[name];
    if (target === undefined) throw new Error(`schema/${file}.schema.json: there is no ${schema.$ref}`);
    return this.resolve({ schema: target, file: other });
  }
}

/** Whether the schema is an object with named fields, and not one form of a value. */
function isEntry({ properties, title, description }: Schema): boolean {
  return properties !== undefined && title !== "blank with its reason" && !description?.startsWith("A bound");
}

function nameOf(schema: Schema, common: Schema | undefined): string | null {
  return Object.entries(common?.$defs ?? {}).find(([, one]) => one === schema)?.[0] ?? null;
}

function valuesTable($defs: Record<string, Schema>): string {
  const rows = VALUES.map((name) => {
    const { title = name, description, $comment, examples, enum: values } = $defs[name] ?? {};
    const shown = (examples ?? values ?? []).slice(0, 4).map((one) => `\`${yaml(one)}\``);
    return [FORMS[name] ?? title, sentences(description, $comment), shown.join(" · ")];
  });
  return table(["value", "what it is, and why", "examples"], rows);
}

function sentences(description: string | undefined, reason: string | undefined): string {
  const what = (description ?? "").replace(/\.$/, "");
  return [what === "" ? "" : `${what}.`, reason === undefined ? "" : `*Why:* ${reason}`].filter(Boolean).join(" ");
}

function plural(form: string): string {
  if (form.startsWith("`")) return form;
  return form.replace(/^id\b/, "ids").replace(/^(text|sentence|typed reference)$/, "$1s");
}

/** A value as one line of YAML. */
function yaml(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trim();
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const cells = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(cells).join("");
}
