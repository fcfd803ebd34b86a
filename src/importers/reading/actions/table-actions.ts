import type { Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { readDay } from "../../../parse/times/read-time.js";
import { flat } from "../timeline/row.js";
import { isNothing, stateOf, stateOfCell, typeOf, withSigns } from "./action-words.js";
import { labelsOf } from "./labels.js";
import type { ActionsRead } from "./read-action.js";
import { stateInSentence } from "./state-in-sentence.js";
import { linkIn, trackerIn } from "./trackers.js";

type Field = "title" | "owner" | "state" | "tracker" | "due" | "type";
const COLUMNS: readonly (readonly [Field, RegExp])[] = [
  ["state", /^(?:status|state|état|statut|stand|estado|done\??|progress|completed?\??)$/i],
  [
    "due",
    /^(?:due|due (?:date|by|on)|deadline|target(?: date)?|eta|by when|completion date|échéance|date limite|fällig(?: am)?|frist|plazo|prazo)$/i,
  ],
  ["type", /^(?:type|category|kind|class)$/i],
  [
    "owner",
    /^(?:owners?|assignees?|assigned(?: to)?|who|responsible|dri|lead|action owner|responsables?|verantwortlich(?:er?)?|zuständig|responsável)$/i,
  ],
  [
    "tracker",
    /^(?:bugs?|tickets?|issues?|tracker|tracking|tracking (?:bug|issue|ticket)|links?|jira|prs?|url|references?|bug ?\/ ?ticket)(?: ?(?:id|#|no\.?|number|link))?$/i,
  ],
  [
    "title",
    /^(?:(?:corrective |follow[- ]?up |preventive |remediation )?actions?(?: items?)?(?: description)?|items?|tasks?|what|descriptions?|follow[- ]?ups?|titles?|to-?dos?|remediations?|improvements?|summary|maßnahmen?|massnahmen?|aufgaben?|acci(?:ón|ones)|aç(?:ão|ões)|tâches?)$/i,
  ],
];

/** The actions of a table with a column for them; rows of another table are not read. */
export function tableActions(table: Table): ActionsRead {
  const read: ActionsRead = { actions: [], unread: [] };
  const [header, ...rows] = table.children;
  const titles = (header?.children ?? []).map((cell) => flat(textOf(cell)));
  const fields = titles.map((title) => COLUMNS.find(([, form]) => form.test(title))?.[0]);
  const other = fields.indexOf(undefined);
  const main = fields.includes("title")
    ? fields.indexOf("title")
    : fields.some((field) => field !== undefined)
      ? other
      : -1;
  for (const row of rows) {
    const cells = row.children.map((cell) => flat(textOf(cell)));
    const source = cells.filter((cell) => cell !== "").join(" | ");
    if (source === "") continue;
    const text = cells[main];
    if (text === undefined || isNothing(text)) {
      read.unread.push(source);
      continue;
    }
    const column = (field: Field) => {
      const index = fields.findIndex((one, at) => one === field && at !== main);
      return { text: cells[index] ?? "", cell: row.children[index] };
    };
    const labels = labelsOf(text);
    const due = readDay(column("due").text, { day: null }).at;
    const isDay = typeof due === "string" && due.length === 10;
    const type = typeOf(column("type").text);
    const state = stateOfCell(column("state").text);
    const tracked = /^(.{0,200}?)\s?(\S{2,12})$/.exec(column("tracker").text);
    const late = tracked ? stateOf(tracked[2] ?? "") : null;
    const owner = column("owner").text.replace(/^@/, "");
    const tracker = column("tracker");
    const own = linkIn(tracker.cell ? [tracker.cell] : []);
    const isRead = new Map<Field, boolean>([
      ["owner", true],
      ["due", isDay],
      ["type", type !== null],
      // What a cell says beside its state stays with the title.
      ["state", state !== null && isOneWord(column("state").text)],
      ["tracker", own !== null || (late !== null && isNothing(tracked?.[1] ?? ""))],
    ]);
    const rest = cells.flatMap((cell, at) => {
      const field = fields[at];
      const isShown = at === main || isNothing(cell) || (field !== undefined && isRead.get(field) === true);
      return isShown || /^(?:#|no\.?|id)$/i.test(titles[at] ?? "")
        ? []
        : [titles[at] ? `${titles[at]}: ${cell}` : cell];
    });
    read.actions.push({
      title: rest.length === 0 ? labels.title : `${labels.title} (${rest.join("; ")})`,
      owner: isNothing(owner) ? labels.owner : owner,
      state: state ?? late ?? labels.state ?? stateInSentence(labels.title, !isNothing(owner) || isDay),
      tracker: (own ?? trackerIn(row.children))?.url ?? null,
      due: isDay ? due : labels.due,
      type,
      source,
    });
  }
  return read;
}

function isOneWord(cell: string): boolean {
  return /^(?:yes|y)$/i.test(cell) || stateOf(withSigns(cell)) !== null;
}
