import type { Mark } from "../../model/marks.js";
import type { ForeignFile, ImportedDocument, ImportedEvent, Importer } from "../importer.js";
import { eventAt } from "../reading/json/events.js";
import { type Exported, incidentsIn, listedWith, withOwnParts } from "../reading/json/exported.js";
import { type Data, listOf, textAt, textsOf, valueAt } from "../reading/json/values.js";
import { readIssue } from "../reading/read-issue.js";

/** The tags that GitLab gives events of an incident's timeline (docs.gitlab.com, "Timeline events"). */
const MARKS: Readonly<Record<string, Mark>> = {
  "start time": "began",
  "impact detected": "detected",
  "response initiated": "declared",
  "cause identified": "diagnosed",
  "impact mitigated": "mitigated",
  "end time": "resolved",
};

/**
 * Issues and incidents of GitLab as `glab issue list --output json` and `glab issue view --comments --output json` print them (the
 * fields of its REST API, with comments under `Notes`), and timeline events as its GraphQL API names them.
 */
export const gitlabIssues: Importer = {
  id: "gitlab-issues",
  title: "Issues and incidents of GitLab (glab … --output json)",
  recognises: (file) => (incidentsIn(file, isIssue).length > 0 ? 0.9 : 0),
  read: (file) => withOwnParts(incidentsIn(file, isIssue).map((exported) => documentOf(exported, file))),
};

function isIssue(data: Data): boolean {
  return typeof data.iid === "number" && typeof data.title === "string" && "description" in data && "web_url" in data;
}

function documentOf(exported: Exported, file: ForeignFile): ImportedDocument {
  const { incident: issue } = exported;
  const events = ["timeline_events", "timelineEvents"].flatMap((key) => nodesOf(issue[key] ?? exported.beside[key]));
  const notes = ["Notes", "notes"].flatMap((key) => listedWith(exported, key));
  const severity = textAt(issue, "severity");
  const document = readIssue(exported, file, {
    publisher: "GitLab",
    number: `#${textAt(issue, "iid")}`,
    url: textAt(issue, "web_url"),
    text: textAt(issue, "description") ?? "",
    author: textAt(issue, "author", "username"),
    labels: textsOf(issue.labels),
    opened: issue.created_at,
    timeline: [
      ...eventAt(issue.created_at, "The issue is opened"),
      ...events.flatMap(eventOf),
      ...eventAt(issue.closed_at, "The issue is closed"),
    ],
    comments: notes
      .filter(({ system }) => system !== true)
      .map((note) => ({
        at: note.created_at,
        author: textAt(note, "author", "username"),
        text: textAt(note, "body") ?? "",
      })),
  });
  return severity === null || /^unknown$/i.test(severity) ? document : { ...document, severity };
}

function eventOf(event: Data): ImportedEvent[] {
  const tags = [
    ...textsOf(event.timeline_event_tags ?? event.timelineEventTags),
    ...nodesOf(event.timeline_event_tags ?? event.timelineEventTags).flatMap((tag) => textAt(tag, "name") ?? []),
  ];
  const mark = tags.map((tag) => MARKS[tag.toLowerCase()]).find((one) => one !== undefined);
  return eventAt(event.occurred_at ?? event.occurredAt, textAt(event, "note"), mark);
}

/** A list, also where GraphQL puts it under `nodes`. */
function nodesOf(value: unknown): Data[] {
  return listOf(valueAt(value, "nodes") ?? value);
}
