import { readDay } from "../../../parse/times/read-time.js";
import { type ActionState, isNothing, stateOf, withSigns } from "./action-words.js";

/** Owner, state and due day from the text of an action, and the text without them. */
export interface Labels {
  title: string;
  owner: string | null;
  state: ActionState | null;
  due: string | null;
}

/** In characters: a longer text is no line with labels. */
const MAX_TEXT_LENGTH = 600;
const OWNER =
  /[([]?\b(?:owners?|assignees?|assigned to|dri|responsible)\b\s?[:=]\s?(@?[^()[\];,|]{1,60}?)\s*(?:[)\]]|[;,|]|$)/i;
const DUE =
  /[([]?\b(?:due(?: date| by| on)?|deadline|target date|eta)\b\s?[:=]?\s?([^()[\];|]{4,30}?)\s*(?:[)\]]|[;|]|$)/i;
/** What only says that it is an action: "Action item: add an alert". */
const LEAD = /^(?:action items?|action|follow-?up)\s?(?:#?\d{1,3})?\s?:\s+(?=\S)/i;
const FIRST =
  /^\s{0,3}(?:\[([^[\]]{1,20})\]|([A-Z][A-Z -]{2,14}[A-Z])|(\p{L}[\p{L}'’ -]{2,14}?)(?=\s?:\s)|(✅|☑\uFE0F?|✔\uFE0F?|🚧))[\s:–—-]{0,4}(?=\S)/u;
const LAST =
  /[\s–—-]{0,4}(?:\(([^()]{1,20})\)|\[([^[\]]{1,20})\]|[–—-]\s?(\p{L}[\p{L} -]{2,14})|(✅|☑\uFE0F?|✔\uFE0F?))\s{0,3}\.?$/u;
/** `DONE` or `- DONE in #12` at the end. Only in capitals: in small letters it is a part of the sentence. */
const LAST_IN_CAPITALS =
  /[\s–—-]{1,5}\b(DONE|FIXED|COMPLETED|MERGED|SHIPPED)(?:\s(?:in|with|by|via|on)(?:\s\S{1,60})?)?\s{0,3}\.?$/;
/** "Status: completed" within the text. */
const STATUS = /[([]?\b(?:status|state)\b\s?[:=]\s?(\p{L}[\p{L}'’ -]{1,14}?)\s*(?:[)\]]|(?=[;,|(])|\.?$)/iu;
const MENTION = /(?:^|[\s(,/])@([A-Za-z0-9][A-Za-z0-9_-]{0,38})(?![\w.-]*@)/g;
const LAST_MENTION = /\s{0,3}(?:[([]\s?@[A-Za-z0-9][\w-]{0,38}\s?[)\]]|[–—-]\s?@[A-Za-z0-9][\w-]{0,38})\s{0,3}$/;

/** Takes owner, state and due day out of the text of an action. The rest stays in the title. */
export function labelsOf(text: string): Labels {
  if (text.length > MAX_TEXT_LENGTH) return { title: text, owner: null, state: null, due: null };
  let title = withSigns(text).trim().replace(LEAD, "");
  let state: ActionState | null = null;
  for (const form of [FIRST, LAST, LAST_IN_CAPITALS]) {
    const match = form.exec(title);
    const word = match?.slice(1).find((part) => part !== undefined) ?? "";
    const stated = form === FIRST && word === "*" ? "done" : stateOf(word);
    if (!match || stated === null || state !== null) continue;
    state = stated;
    title = title.replace(match[0], "").trim();
  }
  const status = STATUS.exec(title);
  const ofStatus = stateOf(status?.[1] ?? "");
  if (status && ofStatus !== null) [title, state] = [tidy(title.replace(status[0], " ")), ofStatus];
  const due = DUE.exec(title);
  const day = due ? readDay(due[1] ?? "", { day: null }).at : null;
  const isDay = typeof day === "string" && day.length === 10;
  if (due && isDay) title = tidy(title.replace(due[0], " "));
  const owner = OWNER.exec(title);
  if (owner) title = tidy(title.replace(owner[0], " "));
  const named = owner?.[1]?.trim();
  const mentions = [...new Set([...title.matchAll(MENTION)].map((match) => match[1]))];
  const mentioned = named === undefined && mentions.length === 1 ? (mentions[0] ?? null) : null;
  if (mentioned !== null) title = tidy(title.replace(LAST_MENTION, ""));
  return {
    title,
    owner: named === undefined ? mentioned : isNothing(named) ? null : named.replace(/^@/, ""),
    state,
    due: isDay ? day : null,
  };
}

function tidy(text: string): string {
  return text
    .replace(/\s{2,}/g, " ")
    .replace(/[\s,;|–—-]{1,9}$/, "")
    .trim();
}
