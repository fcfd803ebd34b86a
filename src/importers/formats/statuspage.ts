import {
  emptyDocument,
  type ForeignFile,
  type ImportedDocument,
  type ImportedEvent,
  type Importer,
} from "../importer.js";
import { fieldTime } from "../reading/fields/field-values.js";
import { dayOfFirst, eventAt } from "../reading/json/events.js";
import { type Exported, incidentsIn, partOf, withOwnParts } from "../reading/json/exported.js";
import { bullets, plain, printFields, section } from "../reading/json/print.js";
import { addressAt, type Data, listOf, textAt } from "../reading/json/values.js";
import { markdownFile } from "../reading/read-foreign.js";
import { readMarkdown } from "../reading/read-markdown.js";

/** States of planned work, which is no incident. */
const MAINTENANCE = /^(?:scheduled|in_progress|verifying|completed)$/;
/** Fields that the draft shows elsewhere, or that readers do not need. */
const SHOWN = ["id", "page_id", "name", "shortlink", "incident_updates", "components", "postmortem_body"];

/**
 * Incidents of Atlassian Statuspage, as `/api/v2/incidents.json` of a status page and the manage API print them (developer.statuspage.io:
 * incident_updates with status, body and display_at; postmortem_body in Markdown). "Investigating" is when the team published it.
 * "Identified" and "monitoring" give no mark: the problem is known, which is not its cause, and a fix is being watched.
 */
export const statuspage: Importer = {
  id: "statuspage",
  title: "Incidents of Statuspage (incidents.json)",
  recognises: (file) => (incidentsIn(file, isIncident).length > 0 ? 0.95 : 0),
  read: (file) =>
    withOwnParts(
      incidentsIn(file, isIncident)
        .filter(({ incident }) => !isMaintenance(incident))
        .map((exported) => documentOf(exported, file)),
    ),
};

function isIncident(data: Data): boolean {
  return Array.isArray(data.incident_updates) && "impact" in data && typeof data.name === "string";
}

function isMaintenance(incident: Data): boolean {
  return incident.impact === "maintenance" || MAINTENANCE.test(textAt(incident, "status") ?? "");
}

function documentOf(exported: Exported, file: ForeignFile): ImportedDocument {
  const { incident } = exported;
  const postmortem = textAt(incident, "postmortem_body");
  const read = postmortem === null ? emptyDocument() : readMarkdown(markdownFile(file, postmortem));
  const impact = textAt(incident, "impact");
  const address = addressAt(incident, "shortlink");
  const updates = updatesOf(incident);
  return {
    ...read,
    title: textAt(incident, "name"),
    day: dayOfFirst([
      ["started_at", incident.started_at],
      ["created_at", incident.created_at],
    ]),
    severity: impact === "none" ? null : impact,
    services: listOf(incident.components).flatMap((component) => {
      const service = textAt(component, "name");
      return service === null ? [] : [{ service, role: "affected" as const }];
    }),
    timeline: [...eventsOf(updates), ...read.timeline],
    sources:
      address === null ? [] : [{ title: "The incident on the status page", url: address, publisher: "Statuspage" }],
    body: [
      ...(postmortem === null ? [] : [read.body.trim()]),
      ...section("Status updates", bullets(updates.map(({ at, text }) => `${at ?? "?"}: ${plain(text)}`))),
      ...section("Fields of the export", printFields(incident, SHOWN)),
    ].join("\n\n"),
    part: partOf(exported, textAt(incident, "id"), []),
    rowsSeen: updates.length + read.rowsSeen,
  };
}

interface Update {
  at: string | null;
  status: string;
  text: string;
}

/** The updates, the first one first: a page lists the newest first. */
function updatesOf(incident: Data): Update[] {
  return listOf(incident.incident_updates)
    .flatMap((update): Update[] => {
      const text = textAt(update, "body");
      const status = textAt(update, "status") ?? "update";
      const at = fieldTime(update.display_at ?? update.created_at, false);
      return text === null || status === "postmortem" ? [] : [{ at, status, text: `${titled(status)}: ${text}` }];
    })
    .sort((a, b) => Date.parse(a.at ?? "") - Date.parse(b.at ?? "") || 0);
}

function eventsOf(updates: readonly Update[]): ImportedEvent[] {
  const marks = { investigating: "declared", resolved: "resolved" } as const;
  return updates.flatMap(({ at, status, text }) => {
    const first = updates.find((one) => one.status === status && one.at !== null);
    const mark = status in marks && first?.at === at ? marks[status as keyof typeof marks] : undefined;
    return eventAt(at, text, mark);
  });
}

function titled(status: string): string {
  const words = status.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
