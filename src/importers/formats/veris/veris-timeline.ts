import type { Mark } from "../../../model/marks.js";
import type { Time } from "../../../model/schema-types.js";
import type { Range } from "../../../model/values/range.js";
import { dayOf, parseMoment, parseTime } from "../../../model/values/time.js";
import type { ImportedDetection, ImportedEvent } from "../../importer.js";
import { type Data, dataOf, textsOf, valueAt } from "../../reading/json/values.js";
import { isoSpan, spanText, verisSpan } from "./veris-spans.js";

const ALERTS = /^(?:antivirus|data loss prevention|hids|nids|infrastructure monitoring|security alarm)$/i;

/** A date of VERIS as a day, a month, or the months of a year. Its clock has no zone: it is left to the fields. */
export function dateOf(date: Data | null): Time | null {
  const [year, month, day] = ["year", "month", "day"].map((key) => valueAt(date, key));
  const two = (n: unknown) => String(n).padStart(2, "0");
  if (typeof year !== "number") return null;
  const text = [year, month === undefined ? [] : two(month), month === undefined || day === undefined ? [] : two(day)]
    .flat()
    .join("-");
  if (month === undefined) return parseMoment(`${year}-01`) ? [`${year}-01`, `${year}-12`] : null;
  if (parseMoment(text)) return text;
  return parseMoment(text.slice(0, 7)) ? text.slice(0, 7) : null;
}

/** The incident and the later events; VERIS gives delays instead of times, so these are days. */
export function timelineOf(incident: Data, began: Time): ImportedEvent[] {
  const at = (key: string) => valueAt(incident, "timeline", key);
  const compromise = verisSpan(at("compromise"));
  const start = parseTime(began);
  if (!start) return [];
  const source = `timeline.incident: ${[began].flat().join(" to ")}`;
  const first: ImportedEvent = {
    at: began,
    event: "The incident initially occurred",
    ...(compromise ? {} : { mark: "began" as const }),
    source,
  };
  const compromised = compromise ? plus(start, compromise) : start;
  const discovery = verisSpan(at("discovery"));
  const discovered = discovery && plus(compromised, discovery);
  const containment = verisSpan(at("containment"));
  return [
    first,
    ...step(
      compromise && compromised,
      "compromise",
      `First compromise, ${spanText(at("compromise"))} after the first action`,
      "began",
    ),
    ...step(
      spanAfter(compromised, verisSpan(at("exfiltration"))),
      "exfiltration",
      `First known exfiltration of data, ${spanText(at("exfiltration"))} after the compromise`,
    ),
    ...step(discovered, "discovery", `Discovered, ${spanText(at("discovery"))} after the compromise`, "detected"),
    ...step(
      discovered && spanAfter(discovered, containment),
      "containment",
      `Contained, ${spanText(at("containment"))} after the discovery`,
      "mitigated",
    ),
  ];
}

function spanAfter(start: Range, span: Range | undefined): Range | undefined {
  return span && plus(start, span);
}

function plus(start: Range, span: Range): Range {
  return { from: start.from + span.from, to: start.to + span.to };
}

function step(range: Range | undefined, key: string, event: string, mark?: Mark): ImportedEvent[] {
  if (!range) return [];
  const [from, to] = [dayOf(range.from), dayOf(range.to)];
  const at: Time = from === to ? from : [from, to];
  return [{ at, event, ...(mark ? { mark } : {}), source: `timeline.${key}: ${event}` }];
}

export function detectionOf(incident: Data): ImportedDetection | null {
  const span = verisSpan(valueAt(incident, "timeline", "discovery"));
  const by = discoverer(dataOf(incident.discovery_method) ?? {});
  if (!span) return by ? { delay: null, by, why: null } : null;
  return { delay: isoSpan(span), basis: "VERIS records the length of time, not the days", by, why: null };
}

/** Who found it, if all varieties of the discovery method agree. */
function discoverer(method: Data): ImportedDetection["by"] {
  const varieties = (key: string) =>
    textsOf(valueAt(method, key, "variety")).filter((one) => !/^(?:unknown|other)$/i.test(one));
  const found = new Set<ImportedDetection["by"]>([
    ...varieties("internal").map((one) => (ALERTS.test(one) ? ("alert" as const) : ("operator" as const))),
    ...varieties("external").map((one) => (/^customer$/i.test(one) ? ("customer" as const) : ("third-party" as const))),
    ...(method.partner === undefined ? [] : ["third-party" as const]),
  ]);
  const [only] = found;
  return found.size === 1 ? (only ?? null) : null;
}
