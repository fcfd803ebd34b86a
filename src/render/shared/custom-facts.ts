import {
  customFieldsOf,
  type FieldDeclaration,
  type FieldOwner,
  type FieldValue,
  fieldsOn,
  isShownAs,
} from "../../model/custom-fields.js";
import type { CustomFields } from "../../model/schema-types.js";
import { custom } from "../../util/shape.js";
import { thousands } from "../kit/formats/format-duration.js";
import { formatDay } from "../kit/formats/format-time.js";
import { type Column, joined } from "../kit/tables/table.js";
import { addressOf } from "./document-evidence.js";
import type { Site } from "./site-model.js";

/** What may have custom fields. */
type Holder = { fields?: CustomFields };

/** A custom field as pages show it; `href` where its value is an address. */
export interface CustomFact {
  title: string;
  text: string;
  href: string | null;
}

/** The custom fields of a postmortem, drill or action that are shown on its page, or as columns of lists. */
export function customFacts(site: Site, owner: FieldOwner, holder: Holder, as: "fact" | "column"): CustomFact[] {
  return customFieldsOf(site.graph.collection.config, owner, holder).flatMap(({ field, value }) =>
    isShownAs(field, as) ? [{ title: field.title, ...valueView(field, value) }] : [],
  );
}

/** A value as pages show it. */
export function valueView({ type }: FieldDeclaration, value: FieldValue): Omit<CustomFact, "title"> {
  if (type === "url") return addressOf(String(value)) ?? { text: String(value), href: null };
  if (typeof value === "number") return { text: thousands(value), href: null };
  const texts = [value].flat().map(String);
  return { text: (type === "date" ? texts.map(formatDay) : texts).join(", "), href: null };
}

/** The custom fields that are columns of a table. One whose name a built-in column has gets `fields.` in front. */
export function customColumns<Row>(
  site: Site,
  owner: FieldOwner,
  holderOf: (row: Row) => Holder,
  builtIn: readonly Column<Row>[],
): Column<Row>[] {
  const { config } = site.graph.collection;
  return fieldsOn(config, owner).flatMap((field): Column<Row>[] => {
    if (!isShownAs(field, "column")) return [];
    const { name, title, type } = field;
    return [
      {
        name: builtIn.some((column) => column.name === name) ? `fields.${name}` : name,
        type: type === "number" || type === "date" ? type : "string",
        description: title,
        cell: (row) => {
          const found = customFieldsOf({ fields: [field] }, owner, holderOf(row))[0]?.value ?? null;
          return typeof found === "object" && found !== null ? joined(found) : found;
        },
      },
    ];
  });
}

/** The custom fields of something as JSON, by their name. */
export const customRecordShape = custom<Readonly<Record<string, FieldValue>>>({
  type: "object",
  description: "Its custom fields, as `inquest.yaml` of the collection declares them",
  additionalProperties: { type: ["string", "number", "array"], items: { type: "string" } },
});

export function customRecord(site: Site, owner: FieldOwner, holder: Holder): Readonly<Record<string, FieldValue>> {
  const { config } = site.graph.collection;
  return Object.fromEntries(customFieldsOf(config, owner, holder).map(({ field, value }) => [field.name, value]));
}
