import { CsvError, parse } from "csv-parse/sync";
import type { TrackerIssue } from "../../../edit/sync-actions.js";
import { EnvironmentFault } from "../../../model/environment-fault.js";
import { dayOf, parseMoment, precisionOf } from "../../../model/values/time.js";
import { MONTHS } from "../../../parse/times/calendar-names.js";
import { addressAt, dataOf, textAt } from "../json/values.js";

const EXPECTED =
  "expected the output of gh issue list --json number,url,state,stateReason,closedAt,title, of glab issue list --output json, or Jira's CSV";

/** GitHub's and GitLab's words for how an issue or a change stands. */
const OPEN = /^(?:open|opened|reopened)$/i;
const CLOSED = /^(?:closed|merged)$/i;
/** Words for issues whose work was not done: GitHub's reasons, Jira's statuses and resolutions. */
const DROPPED =
  /^(?:not[ _]planned|duplicate|won['’]?t (?:do|fix)|(?:will )?not (?:do|fix)|cannot reproduce|declined|rejected|cancell?ed|abandoned|obsolete|invalid)$/i;
/** Jira's statuses that end an issue, for exports without a status category. */
const ENDED = /^(?:done|closed|resolved|complete|completed)$/i;

/**
 * Reads what a tracker exports of its issues: JSON of GitHub or GitLab, or Jira's CSV.
 * @param name the name of the file in messages
 * @throws EnvironmentFault where it is neither, is cut off, or does not say which issue is which
 */
export function readTrackerExport(text: string, name: string): TrackerIssue[] {
  const plain = text.replace(/^\uFEFF/, "");
  if (plain.trim() === "") throw new EnvironmentFault(`${name}: it is empty: ${EXPECTED}`);
  const issues = /^\s*[[{]/.test(plain) ? fromJson(plain, name) : fromCsv(plain, name);
  if (issues.length === 0) throw new EnvironmentFault(`${name}: no issues in it: ${EXPECTED}`);
  return issues;
}

function fromJson(text: string, name: string): TrackerIssue[] {
  const data = parseJson(text, name);
  if (!Array.isArray(data)) throw new EnvironmentFault(`${name}:1:1: found no list: ${EXPECTED}`);
  return data.map((entry: unknown, index) => {
    const place = `${name}: entry ${index + 1}`;
    const issue = dataOf(entry);
    // In the answers of GitHub's interface, `url` is the address of the answer.
    const url = addressAt(issue, "html_url") ?? addressAt(issue, "web_url") ?? addressAt(issue, "url");
    if (url === null) throw new EnvironmentFault(`${place}: it has no url and no web_url: ${EXPECTED}`);
    const state = textAt(issue, "state");
    const isClosed = state !== null && CLOSED.test(state);
    if (!isClosed && !(state !== null && OPEN.test(state)))
      throw new EnvironmentFault(
        `${place}: ${state === null ? "it has no state" : `unknown state ${JSON.stringify(state)}`}: ${EXPECTED}`,
      );
    if (!isClosed) return { url, key: null, closed: null };
    const reason = textAt(issue, "stateReason") ?? textAt(issue, "state_reason");
    const as = reason === null ? (/^merged$/i.test(state) ? "done" : null) : DROPPED.test(reason) ? "dropped" : "done";
    const moments = ["closedAt", "closed_at", "mergedAt", "merged_at"].map((key) => textAt(issue, key));
    return { url, key: null, closed: { as, on: dayIn(moments.find((one) => one !== null) ?? "") } };
  });
}

/** @throws EnvironmentFault with the line and the column where it stops being JSON, as far as the parser tells */
function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    const at = /at position (\d+)/.exec(message)?.[1];
    const end = text.trimEnd().length;
    const isCut = /end of JSON|Unterminated/.test(message) || Number(at) >= end;
    const before = text.slice(0, isCut || at === undefined ? end : Number(at)).split("\n");
    const place = isCut || at !== undefined ? `:${before.length}:${(before.at(-1)?.length ?? 0) + 1}` : "";
    throw new EnvironmentFault(
      isCut
        ? `${name}${place}: the file ends in the middle of an issue: export it again`
        : `${name}${place}: not JSON: ${message.replace(/ in JSON at position.*/, "")}: ${EXPECTED}`,
    );
  }
}

function fromCsv(text: string, name: string): TrackerIssue[] {
  const { headings, rows } = csvRows(text, name);
  const column = (...names: string[]) => headings.find((heading) => names.includes(heading));
  const key = column("issue key", "key");
  const url = column("url", "issue url", "link", "issue link");
  const status = column("status");
  const category = column("status category");
  const resolution = column("resolution");
  const resolved = column("resolved", "resolution date");
  if (key === undefined && url === undefined)
    throw new EnvironmentFault(`${name}:1:1: it has no column "Issue key" and none "URL": ${EXPECTED}`);
  if (status === undefined && category === undefined)
    throw new EnvironmentFault(`${name}:1:1: it has no column "Status" and none "Status Category": ${EXPECTED}`);
  return rows.map(({ record, line }) => {
    const cell = (heading: string | undefined) => (heading === undefined ? null : textAt(record, heading));
    const issue = { url: url === undefined ? null : addressAt(record, url), key: cell(key) };
    if (issue.url === null && issue.key === null)
      throw new EnvironmentFault(`${name}:${line}: it has neither an issue key nor an address: ${EXPECTED}`);
    const words = [cell(status), cell(resolution)].filter((word) => word !== null);
    const isDropped = words.some((word) => DROPPED.test(word));
    const isClosed =
      category === undefined
        ? isDropped || words.some((word) => ENDED.test(word))
        : /^done$/i.test(cell(category) ?? "");
    const on = dayIn(cell(resolved) ?? "");
    return { ...issue, closed: isClosed ? { as: isDropped ? ("dropped" as const) : ("done" as const), on } : null };
  });
}

/** The headings in lower case, and the rows below them, each with the line that it ends in. */
function csvRows(
  text: string,
  name: string,
): { headings: string[]; rows: { record: Record<string, string>; line: number }[] } {
  let headings: string[] = [];
  const separator = /^[^\n]*;/.test(text) && !/^[^\n]*,/.test(text) ? ";" : ",";
  try {
    const records = parse(text, {
      columns: (header: string[]) => {
        headings = header.map((title) => title.trim().toLowerCase());
        return headings;
      },
      delimiter: separator,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    return { headings, rows: records.map(({ record, info }) => ({ record, line: info.lines })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? `:${error.lines}` : "";
    throw new EnvironmentFault(`${name}${line}: neither JSON nor whole CSV: ${error.message}: ${EXPECTED}`);
  }
}

/** The day of a moment as trackers write it: an instant in UTC, `2026-07-10 09:01`, or Jira's `10/Jul/26 9:01 AM`. */
function dayIn(written: string): string | null {
  const instant = precisionOf(written) === "instant" ? parseMoment(written) : undefined;
  if (instant) return dayOf(instant.from);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(written) ?? named(written);
  const text = `${year}-${month}-${day}`;
  return precisionOf(text) === "day" && parseMoment(text) !== undefined ? text : null;
}

/** `10/Jul/26` as year, month and day behind what was read. */
function named(written: string): readonly (string | undefined)[] {
  const [all, day = "", name = "", year = ""] =
    /^(\d{1,2})[/ .-]+(\p{L}{3,})\.?[/ -]+(\d{4}|\d{2})(?!\d)/u.exec(written) ?? [];
  const month = MONTHS.get(name.toLowerCase());
  if (month === undefined) return [];
  return [all, year.padStart(4, "20"), String(month).padStart(2, "0"), day.padStart(2, "0")];
}
