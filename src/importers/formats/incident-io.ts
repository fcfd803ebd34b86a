import type { Mark } from "../../model/marks.js";
import { emptyDocument, type ImportedAction, type ImportedDocument, type Importer } from "../importer.js";
import { fieldTime } from "../reading/fields/field-values.js";
import { dayOfFirst, eventAt } from "../reading/json/events.js";
import { type Exported, incidentsIn, listedWith, partOf, withOwnParts } from "../reading/json/exported.js";
import { bullets, plain, printFields, section } from "../reading/json/print.js";
import { addressAt, type Data, listOf, textAt, valueAt } from "../reading/json/values.js";

/**
 * What the default timestamps mean, by the names that incident.io gives them (help.incident.io, "Incident lifecycle"): an incident is
 * declared when it is reported, and "Fixed at" is when it changed to monitoring. "Closed at" and "Identified at" mark nothing:
 * the response is over, and the problem is known, which is not its cause.
 */
const MARKS: readonly (readonly [Mark, RegExp])[] = [
  ["began", /^impact start(?:ed|s)?(?: at)?$/i],
  ["detected", /^detected(?: at)?$/i],
  ["declared", /^declared(?: at)?$/i],
  ["mitigated", /^(?:fixed|mitigated)(?: at)?$/i],
  ["resolved", /^(?:resolved|impact end(?:ed|s)?)(?: at)?$/i],
];
const LISTS = ["follow_ups", "incident_updates", "actions"];
const STATES: Readonly<Record<string, ImportedAction["state"]>> = {
  outstanding: "proposed",
  completed: "done",
  not_doing: "dropped",
};
/** Fields that the draft shows elsewhere, or that readers do not need. */
const SHOWN_ELSEWHERE = [
  "id",
  "name",
  "summary",
  "severity",
  "permalink",
  "postmortem_document_url",
  "incident_timestamp_values",
];

/** Incidents from the API of incident.io, version 2 (docs.incident.io/api-reference/incidents-v2), with follow-ups and updates. */
export const incidentIo: Importer = {
  id: "incident-io",
  title: "Incidents of incident.io (API v2)",
  recognises: (file) => (incidentsIn(file, isIncident).length > 0 ? 0.95 : 0),
  read: (file) => withOwnParts(incidentsIn(file, isIncident).map(documentOf)),
};

function isIncident(data: Data): boolean {
  const has = (key: string) => data[key] !== undefined;
  const details = ["incident_timestamp_values", "incident_role_assignments", "custom_field_entries"];
  return has("incident_status") && has("reference") && details.some(has);
}

function documentOf(exported: Exported): ImportedDocument {
  const { incident } = exported;
  const stamps = listOf(incident.incident_timestamp_values).map((one) => ({
    name: textAt(one, "incident_timestamp", "name"),
    value: valueAt(one, "value", "value"),
  }));
  const updates = listedWith(exported, "incident_updates");
  const mode = textAt(incident, "mode");
  const names = stamps.filter(({ value }) => value !== undefined).map(({ name }) => name);
  const named = (mark: Mark) => stamps.find(({ name }) => markOf(name, names) === mark);
  return {
    ...emptyDocument(),
    title: textAt(incident, "name"),
    day: dayOfFirst([
      ...(["declared", "detected", "began"] as const).map(
        (mark) => [named(mark)?.name ?? "", named(mark)?.value] as const,
      ),
      // A retrospective incident is created after it happened.
      ...(mode === "retrospective" ? [] : [["created_at", incident.created_at] as const]),
    ]),
    severity: textAt(incident, "severity", "name"),
    timeline: [
      ...stamps.flatMap(({ name, value }) => eventAt(value, name, markOf(name, names))),
      ...updates.flatMap((update) => eventAt(update.created_at, messageOf(update))),
    ],
    actions: listedWith(exported, "follow_ups").flatMap(actionOf),
    sources: [
      sourceOf(incident, "permalink", "The incident at incident.io"),
      sourceOf(incident, "postmortem_document_url", "Postmortem"),
    ].flat(),
    body: bodyOf(exported, updates),
    part: partOf(exported, textAt(incident, "reference"), LISTS),
    notes:
      mode === "test" || mode === "tutorial"
        ? [`incident.io says that this is no real incident: its mode is ${mode}`]
        : [],
  };
}

/** The mark of a timestamp. "Reported" also means declared, unless another timestamp says when that was. */
function markOf(name: string | null, names: readonly (string | null)[]): Mark | undefined {
  const mark = (one: string | null) => MARKS.find(([, form]) => form.test(one ?? ""))?.[0];
  if (/^reported(?: at)?$/i.test(name ?? ""))
    return names.some((one) => mark(one) === "declared") ? undefined : "declared";
  return mark(name);
}

function messageOf(update: Data): string | null {
  const status = textAt(update, "new_incident_status", "name");
  const message = textAt(update, "message");
  return status === null ? message : [`Status: ${status}`, message].filter((part) => part !== null).join(". ");
}

function actionOf(followUp: Data): ImportedAction[] {
  const title = textAt(followUp, "title");
  const status = textAt(followUp, "status");
  if (title === null || status === "deleted") return [];
  const priority = textAt(followUp, "priority", "name");
  return [
    {
      title: priority === null ? title : `${title} (Priority: ${priority})`,
      owner: textAt(followUp, "assignee", "name") ?? textAt(followUp, "assignee_team", "name"),
      state: STATES[status ?? ""] ?? null,
      tracker: addressAt(followUp, "external_issue_reference", "issue_permalink"),
      due: null,
      type: null,
    },
  ];
}

function sourceOf(incident: Data, key: string, title: string) {
  const url = addressAt(incident, key);
  return url === null ? [] : [{ title, url }];
}

function bodyOf(exported: Exported, updates: readonly Data[]): string {
  const { incident } = exported;
  const timed = updates.flatMap((update) => {
    const message = messageOf(update);
    return message === null ? [] : [`${fieldTime(update.created_at, false) ?? "?"}: ${plain(message)}`];
  });
  const followUps = listedWith(exported, "follow_ups").flatMap((followUp) => {
    const description = textAt(followUp, "description");
    return description === null ? [] : [`${plain(textAt(followUp, "title") ?? "?")}: ${plain(description)}`];
  });
  const done = listedWith(exported, "actions").flatMap((action) => {
    const message = textAt(action, "description");
    return message === null
      ? []
      : [
          plain(
            [message, textAt(action, "assignee", "name"), textAt(action, "status")].filter((part) => part).join(" — "),
          ),
        ];
  });
  return [
    ...section("Summary", textAt(incident, "summary")),
    ...section("Updates", bullets(timed)),
    ...section("Follow-ups in detail", bullets(followUps)),
    ...section("Actions during the incident", bullets(done)),
    ...section("Fields of the export", printFields(incident, [...SHOWN_ELSEWHERE, ...LISTS])),
  ].join("\n\n");
}
