import { Temporal } from "temporal-polyfill";
import {
  emptyDocument,
  type ForeignFile,
  type ImportedDocument,
  type ImportedEvent,
  type Importer,
} from "../importer.js";
import { plain, section } from "../reading/json/print.js";
import { type Data, dataOf, listOf, textAt } from "../reading/json/values.js";

const TIMESTAMP = /^\d{10}\.\d{6}$/;
/** Messages of Slack itself, and what is left of a deleted one. */
const NO_MESSAGE =
  /^(?:channel_|group_|pinned_item|unpinned_item|reminder_|bot_add|bot_remove|tombstone|message_deleted)/;

/**
 * A channel of a Slack export: a file with a list of messages for each day (slack.com/help, "How to read Slack data exports": type, ts,
 * user, text, reactions, thread_ts, edited, subtype). Messages with the chosen reaction become events; their threads, and the other
 * messages, stay in the body. Names are handles.
 */
export const slack: Importer = {
  id: "slack",
  title: "A channel of a Slack export: messages with a reaction (--reaction)",
  recognises: (file) => (isExport(file) ? 0.9 : 0),
  read(file) {
    const messages = messagesIn(file);
    const chosen = messages.filter((message) => hasReaction(message, file.settings.reaction));
    return chosen.length === 0 ? [] : [documentOf(file, messages, chosen)];
  },
};

function isExport({ json }: ForeignFile): boolean {
  if (!Array.isArray(json) || json.length === 0) return false;
  return json.every((one: unknown) => textAt(one, "type") === "message") && json.some(hasTime);
}

function hasTime(message: unknown): boolean {
  return TIMESTAMP.test(textAt(message, "ts") ?? "");
}

/** The messages that have a time, by it: of an edited one the last text, and none that was deleted later. */
function messagesIn({ json }: ForeignFile): Data[] {
  const all = listOf(json).map((message) =>
    message.subtype === "message_changed" ? (dataOf(message.message) ?? message) : message,
  );
  const deleted = new Set(all.flatMap((message) => textAt(message, "deleted_ts") ?? []));
  const byTime = new Map<string, Data>();
  for (const message of all.filter(hasTime)) {
    const ts = textAt(message, "ts") ?? "";
    byTime.set(ts, deleted.has(ts) ? { ...message, subtype: "message_deleted" } : message);
  }
  return [...byTime.values()].sort((a, b) => Number(a.ts) - Number(b.ts));
}

function hasReaction(message: Data, reaction: string): boolean {
  return isWritten(message) && listOf(message.reactions).some(({ name }) => name === reaction);
}

/** Whether somebody wrote a message, and did not delete it. */
function isWritten(message: Data): boolean {
  return (
    !NO_MESSAGE.test(textAt(message, "subtype") ?? "") && message.hidden !== true && textAt(message, "text") !== null
  );
}

function documentOf(file: ForeignFile, messages: readonly Data[], chosen: readonly Data[]): ImportedDocument {
  const handles = handlesIn(messages);
  const timeline = chosen.flatMap((message) => eventOf(message, handles));
  const deleted = messages.filter(({ subtype }) => subtype === "tombstone" || subtype === "message_deleted").length;
  const untimed = Array.isArray(file.json) ? file.json.filter((one: unknown) => !hasTime(one)).length : 0;
  const [first] = timeline;
  const at = typeof first?.at === "string" ? first.at : null;
  return {
    ...emptyDocument(),
    title: channelOf(file.path),
    day: at === null ? null : { day: at.slice(0, 10), from: "its first chosen message" },
    timeline,
    body: section("Messages", threadsOf(messages, handles)).join("\n\n"),
    notes: [
      ...(deleted === 0 ? [] : [`${deleted} deleted ${deleted === 1 ? "message" : "messages"} left out`]),
      ...(untimed === 0 ? [] : [`${untimed} ${untimed === 1 ? "message" : "messages"} without a time left out`]),
    ],
    rowsSeen: timeline.length,
  };
}

/** The channel's name as a title: the folder of its file. */
function channelOf(path: string): string {
  const folder = path.split("/").at(-2) ?? path;
  const words = folder.replace(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Handles by the id of their user, where the messages give them. */
function handlesIn(messages: readonly Data[]): ReadonlyMap<string, string> {
  return new Map(
    messages.flatMap((message) => {
      const handle = textAt(message, "user_profile", "name") ?? textAt(message, "user_profile", "display_name");
      const user = textAt(message, "user");
      return handle === null || user === null ? [] : [[user, handle] as const];
    }),
  );
}

function eventOf(message: Data, handles: ReadonlyMap<string, string>): ImportedEvent[] {
  const at = timeOf(message);
  const event = textOf(message, handles);
  return [{ at, event: `${event} (${handleOf(message, handles)})`, source: `${at} ${event}` }];
}

function timeOf({ ts }: Data): string {
  const ms = Math.floor(Number(ts)) * 1000;
  return Temporal.Instant.fromEpochMilliseconds(ms).toString();
}

/** The text of a message on one line, with handles and addresses in place of Slack's codes. */
function textOf(message: Data, handles: ReadonlyMap<string, string>): string {
  return (textAt(message, "text") ?? "")
    .replace(/<@([A-Z0-9]+)(?:\|([^>]+))?>/g, (_, id: string, name?: string) => `@${name ?? handles.get(id) ?? id}`)
    .replace(/<#[A-Z0-9]+\|([^>]+)>/g, "#$1")
    .replace(/<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|]+)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?|mailto):[^>|]+)(?:\|([^>]*))?>/g, (_, url: string, name?: string) =>
      name && name !== url ? `${name} (${url})` : url,
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

function handleOf(message: Data, handles: ReadonlyMap<string, string>): string {
  const user = textAt(message, "user") ?? "";
  return `@${handles.get(user) ?? textAt(message, "username") ?? (user || "unknown")}`;
}

/** All messages as a list, the replies of a thread below the message that began it. */
function threadsOf(messages: readonly Data[], handles: ReadonlyMap<string, string>): string {
  const written = messages.filter(isWritten);
  const isReply = ({ ts, thread_ts }: Data) => thread_ts !== undefined && thread_ts !== ts;
  const line = (message: Data) => {
    const edited = message.edited === undefined ? "" : " (edited)";
    return `${timeOf(message)} ${plain(handleOf(message, handles))}: ${plain(textOf(message, handles))}${edited}`;
  };
  const starts = new Set(written.filter((one) => !isReply(one)).map(({ ts }) => ts));
  return written
    .filter((message) => !isReply(message) || !starts.has(message.thread_ts))
    .flatMap((message) => [
      `- ${line(message)}`,
      ...written.filter((one) => isReply(one) && one.thread_ts === message.ts).map((reply) => `  - ${line(reply)}`),
    ])
    .join("\n");
}
