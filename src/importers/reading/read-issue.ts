import { emptyDocument, type ForeignFile, type ImportedDocument, type ImportedEvent } from "../importer.js";
import { fieldTime } from "./fields/field-values.js";
import { dayOfFirst } from "./json/events.js";
import { type Exported, partOf } from "./json/exported.js";
import { plain, section } from "./json/print.js";
import { markdownFile } from "./read-foreign.js";
import { readMarkdown } from "./read-markdown.js";

/** An issue of a tracker, by the names of its fields there. */
interface Issue {
  publisher: string;
  number: string;
  url: string | null;
  /** Markdown. */
  text: string;
  author: string | null;
  labels: readonly string[];
  opened: unknown;
  timeline: ImportedEvent[];
  comments: readonly { at: unknown; author: string | null; text: string }[];
}

/** What GitHub and GitLab call severities in labels: `sev2`, `severity::2`, `S1`, `priority/P1`. */
const SEVERITY = /^(?:severity|sev|priority)?\W{0,2}((?:sev(?:erity)?\W?|s|p)?\d)$/i;

/**
 * An issue that is about an incident: its text is read as any Markdown, its comments stay in the body. When it was opened and closed
 * says nothing of the incident: its day is taken only where the text gives none, and with a note.
 */
export function readIssue(exported: Exported, file: ForeignFile, issue: Issue): ImportedDocument {
  const title = typeof exported.incident.title === "string" ? exported.incident.title.trim() : "";
  const published = dayOfFirst([["opened", issue.opened]]);
  const read = readMarkdown(markdownFile(file, `# ${plain(title)}\n\n${issue.text}`), published ? { published } : {});
  const level = issue.labels.find((label) => /sev|prio/i.test(label) && SEVERITY.test(label));
  const url = issue.url !== null && /^https?:\/\/[^\s<>"]+$/.test(issue.url) ? issue.url : null;
  return {
    ...emptyDocument(),
    ...read,
    severity: read.severity ?? level?.replace(/^.*\W(?=[a-z]+\W?\d$)/i, "") ?? null,
    authors: read.authors.length > 0 || issue.author === null ? read.authors : [issue.author],
    timeline: [...issue.timeline, ...read.timeline],
    sources:
      url === null ? [] : [{ title: `${issue.publisher} issue ${issue.number}`, url, publisher: issue.publisher }],
    body: [read.body.trim(), ...section("Comments", commentsOf(issue))].filter((part) => part !== "").join("\n\n"),
    part: partOf(exported, `issue-${issue.number.replace(/\D/g, "")}`, ["Notes", "notes"]),
    rowsSeen: read.rowsSeen + issue.timeline.length,
  };
}

/** Each comment as a quote below its author and time, so that its headings stay out of the document. */
function commentsOf({ comments }: Issue): string {
  return comments
    .filter(({ text }) => text.trim() !== "")
    .map(({ at, author, text }) => {
      const head = [author === null ? null : plain(author), fieldTime(at, false)].filter((part) => part !== null);
      return `${head.join(", ")}:\n\n${text.trim().replace(/^/gm, "> ")}`;
    })
    .join("\n\n");
}
