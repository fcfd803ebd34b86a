import type { Mark } from "../../model/marks.js";
import {
  emptyDocument,
  type ImportedAction,
  type ImportedDocument,
  type ImportedEvent,
  type Importer,
} from "../importer.js";
import { fieldTime } from "../reading/fields/field-values.js";
import { dayOfFirst, eventAt } from "../reading/json/events.js";
import { type Exported, incidentsIn, listedWith, partOf, withOwnParts } from "../reading/json/exported.js";
import { bullets, plain, printFields, section } from "../reading/json/print.js";
import { addressAt, type Data, listOf, textAt, valueAt } from "../reading/json/values.js";

/**
 * The default milestones as FireHydrant defines them (docs.firehydrant.com, "Incident Milestones"): started is when the system began having
 * problems, detected when a monitor or a human noticed. Acknowledged, investigating and identified mark nothing.
 */
const MARKS: Readonly<Record<string, Mark>> = {
  started: "began",
  detected: "detected",
  mitigated: "mitigated",
  resolved: "resolved",
};
const OPENING_MS = 5000;
const STATES: Readonly<Record<string, ImportedAction["state"]>> = {
  open: "proposed",
  in_progress: "committed",
  done: "done",
  cancelled: "dropped",
};
const LISTS = ["events", "incident_tickets", "tasks", "retrospectives"];
/** Fields that the draft shows elsewhere, or that readers do not need. */
const SHOWN_ELSEWHERE = [
  "id",
  "name",
  "summary",
  "description",
  "customer_impact_summary",
  "severity",
  "severity_color",
  "incident_url",
  "services",
  "milestones",
];

/**
 * Incidents from FireHydrant's API, version 1 (the models of github.com/firehydrant/firehydrant-typescript-sdk), with events, tickets and
 * retrospectives.
 */
export const fireHydrant: Importer = {
  id: "firehydrant",
  title: "Incidents of FireHydrant (API v1)",
  recognises: (file) => (incidentsIn(file, isIncident).length > 0 ? 0.95 : 0),
  read: (file) => withOwnParts(incidentsIn(file, isIncident).map(documentOf)),
};

function isIncident(data: Data): boolean {
  return (
    Array.isArray(data.milestones) &&
    "current_milestone" in data &&
    ("incident_url" in data || "customer_impact_summary" in data)
  );
}

function documentOf(exported: Exported): ImportedDocument {
  const { incident } = exported;
  const opened = incident.created_at;
  const started = listOf(incident.milestones).find(({ type }) => type === "started");
  const isDefault = started !== undefined && isSetByOpening(started.occurred_at, opened);
  const number = textAt(incident, "number");
  const address = addressAt(incident, "incident_url");
  return {
    ...emptyDocument(),
    title: textAt(incident, "name"),
    day: dayOfFirst([
      ["created_at", incident.created_at],
      ["started_at", incident.started_at],
    ]),
    severity: textAt(incident, "severity"),
    services: listOf(incident.services).flatMap((one) => {
      const service = textAt(one, "name");
      return service === null ? [] : [{ service, role: "affected" as const }];
    }),
    timeline: [
      ...eventAt(incident.created_at, "The incident is opened in FireHydrant", "declared"),
      ...listOf(incident.milestones).flatMap((milestone) => milestoneOf(milestone, opened)),
      ...listedWith(exported, "events").flatMap((event) => eventAt(event.occurred_at, eventText(event))),
    ],
    actions: listedWith(exported, "incident_tickets").flatMap(actionOf),
    sources:
      address === null
        ? []
        : [{ title: `FireHydrant incident ${number ?? ""}`.trim(), url: address, publisher: "FireHydrant" }],
    body: bodyOf(exported),
    part: partOf(exported, number === null ? null : `incident-${number}`, LISTS),
    notes: isDefault
      ? ['"Started" is when the incident was opened, as FireHydrant sets it: when it began is not recorded']
      : [],
  };
}

/** A milestone, without the start and detection times that FireHydrant filled in automatically. */
function milestoneOf(milestone: Data, opened: unknown): ImportedEvent[] {
  const type = textAt(milestone, "type") ?? "";
  const isStart = type === "started" || type === "detected";
  const mark = isStart && isSetByOpening(milestone.occurred_at, opened) ? undefined : MARKS[type];
  return eventAt(milestone.occurred_at, type === "" ? null : `Milestone: ${type.replaceAll("_", " ")}`, mark);
}

/** Whether opening the incident set the milestone, which FireHydrant does within moments. */
function isSetByOpening(at: unknown, opened: unknown): boolean {
  const [a, b] = [at, opened].map((time) => Date.parse(String(time)));
  return a !== undefined && b !== undefined && Math.abs(a - b) <= OPENING_MS;
}

/** The text of a note or chat message; other events have no documented text. */
function eventText(event: Data): string | null {
  const message = textAt(event, "data", "body") ?? textAt(event, "data", "summary");
  const who = textAt(event, "author", "name");
  return message === null ? null : who === null ? message : `${message} (${who})`;
}

function actionOf(ticket: Data): ImportedAction[] {
  const title = textAt(ticket, "summary");
  if (title === null || textAt(ticket, "type") !== "follow_up") return [];
  const priority = textAt(ticket, "priority", "name");
  return [
    {
      title: priority === null ? title : `${title} (Priority: ${priority})`,
      owner: textAt(listOf(ticket.assignees)[0], "name"),
      state: STATES[textAt(ticket, "state") ?? ""] ?? null,
      tracker: addressAt(ticket, "link", "href_url"),
      due: fieldTime(ticket.due_at, false)?.slice(0, 10) ?? null,
      type: null,
    },
  ];
}

function bodyOf(exported: Exported): string {
  const { incident } = exported;
  const timed = listedWith(exported, "events").flatMap((event) => {
    const message = eventText(event);
    return message === null ? [] : [`${fieldTime(event.occurred_at, false) ?? "?"}: ${plain(message)}`];
  });
  const others = listedWith(exported, "incident_tickets").filter((ticket) => actionOf(ticket).length === 0);
  const answers = listedWith(exported, "retrospectives").flatMap((one) =>
    listOf(one.fields).flatMap((field) => {
      const value = valueAt(field, "value");
      return textAt(field, "label") === null || typeof value !== "string"
        ? []
        : section(textAt(field, "label") ?? "", value);
    }),
  );
  return [
    ...section("Summary", textAt(incident, "summary") ?? textAt(incident, "description")),
    ...(textAt(incident, "summary") === null ? [] : section("Description", textAt(incident, "description"))),
    ...section("Impact", textAt(incident, "customer_impact_summary")),
    ...answers,
    ...section("Notes and messages", bullets(timed)),
    ...section("Tasks and tickets", others.map((ticket) => printFields(ticket, ["id"])).join("\n")),
    ...section("Fields of the export", printFields(incident, [...SHOWN_ELSEWHERE, ...LISTS])),
  ].join("\n\n");
}
