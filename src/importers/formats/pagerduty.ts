import type { Mark } from "../../model/marks.js";
import { emptyDocument, type ImportedDocument, type Importer } from "../importer.js";
import { fieldTime } from "../reading/fields/field-values.js";
import { dayOfFirst, eventAt } from "../reading/json/events.js";
import { type Exported, incidentsIn, listedWith, partOf, withOwnParts } from "../reading/json/exported.js";
import { bullets, plain, printFields, section } from "../reading/json/print.js";
import { addressAt, type Data, textAt } from "../reading/json/values.js";

const LISTS = ["log_entries", "notes", "status_updates"];
/**
 * Log entries that become events. A trigger is the detection. Pages and assignments are left to the evidence.
 * An acknowledgement gets no mark, because the problem was detected before.
 */
const ENTRIES: Readonly<Record<string, Mark | null>> = {
  trigger_log_entry: "detected",
  acknowledge_log_entry: null,
  unacknowledge_log_entry: null,
  annotate_log_entry: null,
  escalate_log_entry: null,
  delegate_log_entry: null,
  urgency_change_log_entry: null,
  resolve_log_entry: "resolved",
};
/** Fields that the draft shows elsewhere, or that readers do not need. */
const SHOWN_ELSEWHERE = [
  "id",
  "type",
  "self",
  "summary",
  "title",
  "html_url",
  "body",
  "first_trigger_log_entry",
  "is_mergeable",
];

/**
 * Incidents from PagerDuty's REST API, version 2 (github.com/PagerDuty/api-schema), with their log entries, notes, status updates and the
 * postmortem of a status page.
 */
export const pagerDuty: Importer = {
  id: "pagerduty",
  title: "Incidents of PagerDuty (REST API v2)",
  recognises: (file) => (incidentsIn(file, isIncident).length > 0 ? 0.95 : 0),
  read: (file) => withOwnParts(incidentsIn(file, isIncident).map(documentOf)),
};

function isIncident(data: Data): boolean {
  return data.type === "incident" && data.incident_number !== undefined && data.created_at !== undefined;
}

function documentOf(exported: Exported): ImportedDocument {
  const { incident } = exported;
  const log = listedWith(exported, "log_entries");
  const shown = log.filter((entry) => (textAt(entry, "type") ?? "") in ENTRIES);
  const has = (type: string) => log.some((entry) => entry.type === type);
  const service = textAt(incident, "service", "summary") ?? textAt(incident, "service", "name");
  const number = textAt(incident, "incident_number");
  const address = addressAt(incident, "html_url");
  const rest = log.length - shown.length;
  return {
    ...emptyDocument(),
    title: textAt(incident, "title") ?? textAt(incident, "summary"),
    day: dayOfFirst([["created_at", incident.created_at]]),
    severity: textAt(incident, "priority", "summary") ?? textAt(incident, "priority", "name"),
    services: service === null ? [] : [{ service, role: "affected" }],
    timeline: [
      ...(has("trigger_log_entry") ? [] : eventAt(incident.created_at, "Triggered", "detected")),
      ...shown.flatMap((entry) =>
        eventAt(entry.created_at, entryText(entry), ENTRIES[textAt(entry, "type") ?? ""] ?? undefined),
      ),
      ...listedWith(exported, "notes").flatMap((note) => eventAt(note.created_at, textAt(note, "content"))),
      ...listedWith(exported, "status_updates").flatMap((update) =>
        eventAt(update.created_at, textAt(update, "message")),
      ),
      ...(has("resolve_log_entry") ? [] : eventAt(incident.resolved_at, "Resolved", "resolved")),
    ],
    sources:
      address === null
        ? []
        : [{ title: `PagerDuty incident ${number ?? ""}`.trim(), url: address, publisher: "PagerDuty" }],
    body: bodyOf(exported),
    part: partOf(exported, number === null ? null : `incident-${number}`, LISTS),
    notes:
      rest === 0
        ? []
        : [
            `${rest} log ${rest === 1 ? "entry" : "entries"} about paging and assignment ${rest === 1 ? "is" : "are"} only in the evidence`,
          ],
  };
}

function entryText(entry: Data): string | null {
  const message =
    textAt(entry, "summary") ?? (textAt(entry, "type") ?? "").replace(/_log_entry$/, "").replaceAll("_", " ");
  const note = textAt(entry, "note") ?? textAt(entry, "channel", "summary");
  return note === null || note === message ? message : `${message}: ${note}`;
}

function bodyOf(exported: Exported): string {
  const { incident, beside } = exported;
  const lines = (list: string, key: string, by: string) =>
    bullets(
      listedWith(exported, list).flatMap((one) => {
        const message = textAt(one, key);
        const who = textAt(one, by, "summary");
        return message === null
          ? []
          : [`${fieldTime(one.created_at, false) ?? "?"}${who === null ? "" : ` ${plain(who)}`}: ${plain(message)}`];
      }),
    );
  // The postmortem of a status page is HTML.
  const postmortem = textAt(incident, "postmortem", "message") ?? textAt(beside, "postmortem", "message");
  return [
    ...section("Summary", plainOf(textAt(incident, "body", "details") ?? textAt(incident, "description"))),
    ...section("Postmortem", plainOf(postmortem?.replace(/<[^<>]{0,500}>/g, " ") ?? null)),
    ...section("Notes", lines("notes", "content", "user")),
    ...section("Status updates", lines("status_updates", "message", "sender")),
    ...section(
      "Fields of the export",
      printFields(incident, [...SHOWN_ELSEWHERE, ...LISTS, "postmortem", "description"]),
    ),
  ].join("\n\n");
}

function plainOf(text: string | null): string | null {
  return text === null ? null : plain(text);
}
