import type { RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { parseTime } from "../../../model/values/time.js";
import type { DateOrders } from "../../../parse/times/date-order.js";
import type { ForeignFile, ImportedDocument } from "../../importer.js";
import { textOfField } from "../fields/field-values.js";
import { dateIn, datesIn } from "./dates-in.js";
import type { Label } from "./labels.js";
import type { Part } from "./outline.js";

export type FoundDay = NonNullable<ImportedDocument["day"]>;

export const FROM_TITLE = "the title";
export const FROM_FILE = "the name of the file";
/** The date of a text is often that of its writing. */
export const FROM_DATE = '"date" in the text';
const DAY_LABELS =
  /^(?:(?:incident|outage|event|issue) (?:date|day|from|since|began|begin)|date(?:s|\(s\))?|date (?:and|&|\/) ?time|date\/time|date of (?:the )?(?:incident|outage|event|issue)|when|day|(?:start|began|begun|started|occurred|happened)(?: (?:date|time|at|on))?|(?:incident )?start(?: time| date)?|(?:first )?detected(?: (?:at|on))?|first detected|declared(?: (?:at|on))?|incident declared)$/;
const ISO_IN_NAME = /(?:^|\D)((?:19|20)\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/g;
const RANGE_IN_NAME = /^\D{0,80}\d{4}[-_.]?\d\d[-_.]?\d\d(?:[-_. ]{1,3}|[-_. ]to[-_. ])\d{4}[-_.]?\d\d[-_.]?\d\d(?!\d)/;
/** A paragraph about the text itself: its date is that of the change. */
const ABOUT_THE_TEXT =
  /^\W*(?:corrections?|updated?|edit(?:ed)?|revised|revision|last (?:updated|modified|edited|changed)|published|posted)\b/i;

/** What a document says of the day of its incident, apart from its timeline. */
export interface FoundDays {
  /** By a field, a label of the text or the title. */
  stated: FoundDay | null;
  inTitle: FoundDay | null;
  /** In the name of the file, where that is no day of publication. */
  inName: FoundDay | null;
  inProse: FoundDay | null;
  /** When the text was published, which is taken where nothing says more. */
  published: FoundDay | null;
  /** A date in the title that can be one of two days. */
  unclear: UnclearDate | undefined;
}

/** Both days that a date can be, and what to say of it. */
interface UnclearDate {
  days: string[];
  note: string;
}

/**
 * @param title as it is written, or that of the fields
 * @param timeline the nodes of the timeline, in which prose is not looked for
 * @param byFields the day of the incident and that of the publication, as the fields give them
 */
export function findDays(
  file: ForeignFile,
  {
    title,
    written,
    labels,
    parts,
  }: { title: string | null; written: string | null; labels: readonly Label[]; parts: readonly Part[] },
  timeline: readonly RootContent[],
  orders: DateOrders,
  byFields: { day?: FoundDay | null; published?: FoundDay | null },
): FoundDays {
  const ofPath = dayOfPath(file, orders);
  return {
    stated: byFields.day ?? statedDay(labels, written ?? title, orders),
    inTitle: statedDay([], written ?? title, orders),
    // The name of a post has the day of the post.
    inName: byFields.published || isPost(file) ? null : ofPath,
    inProse: dayInProse(parts, timeline, orders),
    published: byFields.published ?? ofPath,
    unclear: unclearDate(written, orders),
  };
}

/** The day that a label of the text states, or its title. */
export function statedDay(labels: readonly Label[], title: string | null, orders: DateOrders): FoundDay | null {
  for (const { name, value } of labels) {
    const day = DAY_LABELS.test(name) ? dateIn(value, orders) : null;
    if (day) return { day, from: `"${name}" in the text` };
  }
  const dates = datesIn(title ?? "", orders);
  const [first] = dates;
  // The two dates of a range stand at one place: the incident is of the first.
  const isOne = dates.every(({ day, from }) => day === first?.day || from === first?.from);
  return first?.day && isOne ? { day: first.day, from: FROM_TITLE } : null;
}

/** The day that the name of a file starts with or holds; null for two that are no range: one is that of the review. */
export function dayOfPath({ path }: ForeignFile, orders: DateOrders): FoundDay | null {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const found = [...name.matchAll(ISO_IN_NAME)];
  const [day, ...others] = found.map((match) => match.slice(1).join("-"));
  if (day !== undefined) {
    const isOne = others.every((other) => other === day) || RANGE_IN_NAME.test(name);
    return isOne && parseTime(day) ? { day, from: FROM_FILE } : null;
  }
  const numeric = /(?:^|\D)(\d{1,2})[-_.](\d{1,2})[-_.]((?:19|20)\d\d)(?!\d)/.exec(name);
  const text = numeric ? numeric.slice(1).join("-") : name.replace(/[-_]+/g, " ");
  const read = dateIn(text, orders);
  return read ? { day: read, from: FROM_FILE } : null;
}

/** The day of the first paragraph that has one, before the first section or in the summary, where it names one only. */
function dayInProse(parts: readonly Part[], timeline: readonly RootContent[], orders: DateOrders): FoundDay | null {
  const prose = parts.filter(({ depth, role }) => depth < 2 || role === "summary" || role === "impact");
  const [first = []] = prose
    .flatMap(({ own }) =>
      own.filter((node) => node.type !== "code" && !timeline.includes(node)).map((node) => textOf(node)),
    )
    .filter((text) => !ABOUT_THE_TEXT.test(text))
    .map((text) => datesIn(text, orders).map(({ day }) => day))
    .filter((days) => days.length > 0);
  const [day] = first;
  return day && new Set(first).size === 1 ? { day, from: "the first paragraph with a date" } : null;
}

function unclearDate(title: string | null, orders: DateOrders): UnclearDate | undefined {
  const text = title ?? "";
  const date = datesIn(text, orders).find(({ day }) => day === null);
  if (!date) return undefined;
  const days = (["dmy", "mdy"] as const).flatMap((order) =>
    datesIn(text, { withYear: order, withoutYear: order }).flatMap(({ day }) => day ?? []),
  );
  const written = JSON.stringify(text.slice(date.from, date.to));
  if (days.length === 0) return { days, note: `the date ${written} in the title is no single day that can be read` };
  return { days, note: `the date ${written} in the title can be one of two days: say --day-order dmy or mdy` };
}

/** Whether a file is a post of Jekyll, whose name starts with the day of the publication. */
function isPost({ path, front }: ForeignFile): boolean {
  return /(?:^|\/)_posts\//.test(path) || (front !== null && textOfField(front.data, ["layout"]) === "post");
}
