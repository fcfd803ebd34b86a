import type { Mark } from "../../../model/marks.js";
import { dayOf, parseMoment } from "../../../model/values/time.js";
import type { ForeignFields, ImportedEvent } from "../../importer.js";
import type { FieldsOfFormat } from "../read-markdown.js";
import { fieldOf, fieldTime, namesOfField, textOfField } from "./field-values.js";

const TIMES: readonly { mark: Mark; names: readonly string[]; says: string }[] = [
  {
    mark: "began",
    names: ["start_time", "started_at", "incident_start", "began_at", "started"],
    says: "The incident begins",
  },
  { mark: "detected", names: ["detected_at", "detection_time", "detected"], says: "The incident is detected" },
  { mark: "declared", names: ["declared_at", "declared"], says: "The incident is declared" },
  { mark: "mitigated", names: ["mitigated_at", "mitigated"], says: "The incident is mitigated" },
  {
    mark: "resolved",
    names: ["end_time", "resolved_at", "ended_at", "incident_end", "resolved_when"],
    says: "The incident ends",
  },
];
const DAYS = ["incident_date", "date_of_incident", "incident_day", ...(TIMES[0]?.names ?? [])];

/**
 * What the fields of a post on an incident usually say.
 * @param isUtc whether times without an offset are UTC
 */
export function postFields({ data }: ForeignFields, isUtc: boolean): FieldsOfFormat {
  const day = dayOfField(data, DAYS, isUtc);
  const published = dayOfField(data, ["date", "published_at", "published", "pub_date"], isUtc);
  const fields: FieldsOfFormat = {
    timeline: TIMES.flatMap(({ mark, names, says }) => eventOf(data, mark, names, says, isUtc)),
    summary: textOfField(data, ["summary"]),
    ...(day ? { day } : {}),
    ...(published ? { published } : {}),
  };
  const severity = textOfField(data, ["severity", "sev", "priority"]);
  const owner = textOfField(data, ["owner"]);
  const authors = namesOfField(data, ["authors", "author"]);
  const services = namesOfField(data, [
    "services",
    "affected_services",
    "affected_systems",
    "affected",
    "components",
    "systems",
    "service",
  ]);
  if (severity !== null) fields.severity = severity;
  if (owner !== null) fields.owner = owner;
  if (authors.length > 0) fields.authors = authors;
  if (services.length > 0) fields.services = services.map((service) => ({ service, role: "affected" }));
  return fields;
}

/** The UTC day that a field gives. */
export function dayOfField(
  data: ForeignFields["data"],
  names: readonly string[],
  isUtc: boolean,
): NonNullable<FieldsOfFormat["day"]> | null {
  const field = fieldOf(data, names);
  const range = parseMoment(fieldTime(field?.value, isUtc) ?? "");
  return field && range ? { day: dayOf(range.from), from: `the field "${field.name}"` } : null;
}

function eventOf(
  data: ForeignFields["data"],
  mark: Mark,
  names: readonly string[],
  says: string,
  isUtc: boolean,
): ImportedEvent[] {
  const field = fieldOf(data, names);
  const at = fieldTime(field?.value, isUtc);
  if (!field || at === null) return [];
  return [{ at, event: `${says}, by the field "${field.name}"`, mark, source: `${field.name}: ${field.value}` }];
}
