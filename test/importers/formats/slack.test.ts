import { expect, test } from "vitest";
import { slack } from "../../../src/importers/formats/slack.js";
import { exportOf } from "../foreign.js";

const message = (ts: string, user: string, text: string, more = {}) => ({
  client_msg_id: ts,
  type: "message",
  text,
  user,
  ts,
  team: "T1",
  user_profile: { name: user.toLowerCase(), real_name: "Not shown", display_name: "" },
  ...more,
});
const PIN = { reactions: [{ name: "pushpin", users: ["U2"], count: 1 }] };
const CHANNEL = [
  { type: "message", subtype: "channel_join", user: "U1", text: "<@U1> has joined", ts: "1783692000.000100" },
  message("1783692120.000200", "U1", "Orders fail, see <https://example.org/d|the dashboard> &amp; <@U2>", {
    ...PIN,
    thread_ts: "1783692120.000200",
    reply_count: 2,
  }),
  message("1783692180.000300", "U2", "Looking", { thread_ts: "1783692120.000200" }),
  message("1783692240.000400", "U2", "The disk is *full*", {
    ...PIN,
    thread_ts: "1783692120.000200",
    edited: { user: "U2", ts: "1783692250.000000" },
  }),
  message("1783692300.000500", "U1", "Lunch?", { reactions: [{ name: "pizza", users: ["U2"], count: 1 }] }),
  {
    type: "message",
    subtype: "tombstone",
    user: "USLACKBOT",
    text: "This message was deleted.",
    ts: "1783692310.000600",
    ...PIN,
  },
];

test("messages with the reaction are events, threads are folded, and names are handles", () => {
  const file = exportOf(CHANNEL);
  expect(slack.recognises(file)).toBeGreaterThan(0.8);
  const [document] = slack.read({ ...file, path: "export/inc-42-orders/2026-07-10.json" });
  expect(document).toMatchObject({
    title: "Inc 42 orders",
    day: { day: "2026-07-10" },
    notes: ["1 deleted message left out"],
  });
  expect(document?.timeline.map(({ at, event }) => [at, event])).toEqual([
    ["2026-07-10T14:02:00Z", "Orders fail, see the dashboard (https://example.org/d) & @u2 (@u1)"],
    ["2026-07-10T14:04:00Z", "The disk is *full* (@u2)"],
  ]);
  expect(document?.body).toContain(
    "- 2026-07-10T14:02:00Z @u1: Orders fail, see the dashboard (https://example.org/d) & @u2\n  - 2026-07-10T14:03:00Z @u2: Looking\n  - 2026-07-10T14:04:00Z @u2: The disk is \\*full\\* (edited)\n- 2026-07-10T14:05:00Z @u1: Lunch?",
  );
  expect(document?.body).not.toMatch(/deleted|joined|Not shown/);
});

test("an edited message has its last text, a deleted one none, and one without a time is told", () => {
  const changed = {
    type: "message",
    subtype: "message_changed",
    ts: "1783692400.000900",
    message: message("1783692240.000400", "U2", "The disk is full again", PIN),
  };
  const gone = {
    type: "message",
    subtype: "message_deleted",
    ts: "1783692401.000100",
    deleted_ts: "1783692120.000200",
  };
  const broken = message("yesterday", "U1", "When?", PIN);
  const file = exportOf([...CHANNEL, changed, gone, broken]);
  expect(slack.recognises(file)).toBeGreaterThan(0.8);
  const [document] = slack.read({ ...file, path: "export/inc-42/2026-07-10.json" });
  expect(document?.timeline.map(({ at, event }) => [at, event])).toEqual([
    ["2026-07-10T14:04:00Z", "The disk is full again (@u2)"],
  ]);
  expect(document?.notes).toEqual(["3 deleted messages left out", "1 message without a time left out"]);
  expect(document?.body).not.toMatch(/Orders fail|When/);
});

test("another reaction chooses other messages, and none is no document", () => {
  const file = exportOf(CHANNEL);
  const [document] = slack.read({ ...file, settings: { ...file.settings, reaction: "pizza" } });
  expect(document?.timeline.map(({ event }) => event)).toEqual(["Lunch? (@u1)"]);
  expect(slack.read({ ...file, settings: { ...file.settings, reaction: "fire" } })).toEqual([]);
});

test.each([
  [[]],
  [[{ id: "U1", name: "ana" }]],
  [{ type: "message" }],
  [[{ type: "message", ts: "yesterday", text: "x" }]],
])("%j is no channel", (json) => {
  expect(slack.recognises(exportOf(json))).toBe(0);
});
