import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type {
  CodeAction,
  CompletionList,
  Hover,
  Location,
  TextDocumentEdit,
  TextEdit,
} from "vscode-languageserver/node.js";
import { TextDocument } from "vscode-languageserver-textdocument";
import { writeFixes } from "../../src/commands/write-fixes.js";
import { check } from "../../src/pipeline.js";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";
import { type Client, connect, MODERN } from "./client.js";

const PATH = "incidents/2026-03-14-old-keys-refused.md";
const OTHER = "incidents/2026-03-15-old-keys-again.md";

/** An editor that shows a file of the collection, and what it was told about it. */
async function shows(text: string, path = PATH, files: Record<string, string> = {}) {
  const root = collectionFolder({ [PATH]: SOUND, ...files });
  const editor = connect(root);
  await editor.initialize();
  await editor.open(path, text);
  await checked(editor, path);
  return editor;
}

/** Waits until what is typed has been looked at: an answer about fixes is given after that. */
async function checked(editor: Client, path: string): Promise<void> {
  await actions(editor, path);
}

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99_999, character: 0 } };

function actions(editor: Client, path: string, only?: string[], range = WHOLE): Promise<CodeAction[]> {
  const textDocument = { uri: editor.uri(path) };
  const context = { diagnostics: [], ...(only ? { only } : {}) };
  return editor.connection.sendRequest("textDocument/codeAction", { textDocument, range, context });
}

function changeOf(action: CodeAction | undefined): TextDocumentEdit | undefined {
  return action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined;
}

function applied(action: CodeAction | undefined, text: string): string {
  const edits = changeOf(action)?.edits ?? Object.values(action?.edit?.changes ?? {})[0] ?? [];
  return TextDocument.applyEdits(TextDocument.create("file:///x", "any", 1, text), edits as TextEdit[]);
}

test.each([
  ["a field", "detection: {", 3, "Why detection was delayed"],
  ["a field within", "needed_for:", 2, "The question that it would have answered"],
  ["the values of a field", "status: published", 2, "One of: draft, in-review, published"],
  ["a value", "PT47M", 2, "The time from `began` to `detected`"],
  ["an item of a list", "[began]", 2, "What this event was for the incident"],
  ["an id of a catalog", "freeze-rollouts", 4, "Freeze risky rollouts"],
  ["a kind", "trust/invalid-identity", 8, "Invalid identity"],
  ["a document", "2026-03-15-old-keys-again", 8, "Old keys\\, once more"],
  ["a reference with its type", "contract:what", 2, "What a clean\\-up job may remove"],
  ["an id of the file", "[missing:M1", 5, "Which verifier held which keys"],
  ["a rule", "action-overdue", 3, "is not past its `due` day"],
])("hover explains %s", async (_, piece, plus, expected) => {
  const text = SOUND.replace(
    "missing_evidence:",
    `related: [{incident: 2026-03-15-old-keys-again, relation: same-pattern, why: Again}]
actions: [{id: A1, title: Look, type: observe, state: proposed, addresses: [missing:M1, contract:what-clean-up-may-remove]}]
suppress: [{rule: action-overdue, reason: No, until: 2027-01-01}]
missing_evidence:`,
  );
  const editor = await shows(text, PATH, { [OTHER]: SOUND.replace(/title: .*/, "title: Old keys, once more") });
  const found = await editor.ask<Hover>("textDocument/hover", PATH, text, piece, plus);
  expect(found?.contents).toMatchObject({ kind: "markdown", value: expect.stringContaining(expected) });
});

test("hover shows content as it is written, and says nothing in the body", async () => {
  const trap = "![x](https://evil.example.org/p.png) [c](command:rm) <img src=x>";
  const files = { "catalog/contracts.yaml": `schema: 1\ncontracts:\n  - {id: a-trap, title: "${trap}"}\n` };
  const text = SOUND.replace("what-clean-up-may-remove", "a-trap");
  const editor = await shows(text, PATH, files);
  const { contents } = await editor.ask<Hover>("textDocument/hover", PATH, text, "a-trap", 2);
  expect((contents as { value: string }).value).toContain("\\!\\[x\\]\\(https\\:\\/\\/evil");
  expect(await editor.ask("textDocument/hover", PATH, text, "Tokens were refused.", 3)).toBeNull();
});

/** What is offered at the bar in a file. */
async function offered(marked: string, path = PATH, files: Record<string, string> = {}): Promise<[string[], string]> {
  const text = marked.replace("¦", "");
  const editor = await shows(text, path, files);
  const list = await editor.ask<CompletionList | null>("textDocument/completion", path, marked, "¦");
  const [first] = list?.items ?? [];
  const edits = first?.textEdit ? [first.textEdit as TextEdit] : [];
  const after = TextDocument.applyEdits(TextDocument.create("file:///x", "any", 1, text), edits);
  return [list?.items.map(({ label }) => label) ?? [], after];
}

const LINE = "  - {step: contain-blast-radius, outcome: not-needed, reason: One tenant was affected}";

test.each([
  ["steps", SOUND.replace(LINE, "  - {step: ¦"), ["freeze-rollouts", "known-good-baseline"], "{step: freeze-rollouts"],
  [
    "fields behind a fence with blanks, before the closing one is written",
    "---  \nschema: 1\nti¦",
    ["title"],
    "title: ",
  ],
  [
    "fields between fences with blanks",
    SOUND.replace("---\n", "--- \t\n").replace("\n---\n", "\nbase¦\n---  \n"),
    ["actions"],
    "--- \t\n",
  ],
  ["values", SOUND.replace(LINE, "  - {step: freeze-rollouts, outcome: ¦"), ["taken", "skipped"], "outcome: taken"],
  [
    "fields",
    SOUND.replace(LINE, "  - {step: freeze-rollouts, ¦"),
    ["outcome", "reason", "cites"],
    "rollouts, outcome: ",
  ],
  ["the rest of a word", SOUND.replace("by: alert", "by: cu¦"), ["alert", "customer"], "by: alert"],
  ["top-level fields", SOUND.replace("owner: editors", "¦"), ["owner", "actions"], "owner: "],
  ["kinds", SOUND.replace("trust/invalid-identity", "trust/inv¦"), ["trust/invalid-identity"], "{kind: trust/"],
  ["ids of the file", SOUND.replace("resolved]}", "resolved], cites: [¦"), ["E1", "S1"], "cites: [E1"],
  ["gaps", SOUND.replace("PT47M", "{unknown: Nobody looked, gap: ¦}"), ["M1"], "gap: M1}"],
  [
    "references",
    SOUND.replace("owner: editors", 'actions:\n  - addresses: ["contract:¦"]'),
    ["contract:what-clean-up-may-remove", "missing:M1", "step:freeze-rollouts"],
    '"',
  ],
  [
    "documents",
    SOUND.replace("owner: editors", "recurrence_of:\n  - incident: ¦"),
    ["2026-03-15-old-keys-again"],
    "incident: 2026",
  ],
  ["rules to silence", SOUND.replace("owner: editors", "suppress:\n  - rule: ¦"), ["action-overdue"], "rule: act"],
])("completion offers %s", async (_, marked, expected, after) => {
  const evidence = "evidence: [{id: E1, kind: log}]\nsources: [{id: S1, title: A}]\nmissing_evidence:";
  const text = marked.replace("missing_evidence:", evidence);
  // What is not readable now was so a moment ago.
  const [labels, first] = await offeredAfter(text);
  expect(labels).toEqual(expect.arrayContaining(expected));
  expect(first).toContain(after);
});

/** The same in a file that was sound before somebody typed in it. */
async function offeredAfter(marked: string): Promise<[string[], string]> {
  const before = SOUND.replace(
    "missing_evidence:",
    "evidence: [{id: E1, kind: log}]\nsources: [{id: S1, title: A}]\nmissing_evidence:",
  );
  const text = marked.replace("¦", "");
  const editor = await shows(before, PATH, { [OTHER]: SOUND });
  await editor.change(PATH, text);
  const list = await editor.ask<CompletionList | null>("textDocument/completion", PATH, marked, "¦");
  const edit = list?.items[0]?.textEdit as TextEdit | undefined;
  const after = TextDocument.applyEdits(TextDocument.create("file:///x", "any", 1, text), edit ? [edit] : []);
  return [list?.items.map(({ label }) => label) ?? [], after];
}

test("completion leaves out what is there, what is text and what is no place for it", async () => {
  const [fields] = await offered(SOUND.replace("owner: editors", "¦"));
  expect(fields).not.toContain("title");
  expect((await offered(SOUND.replace("gap: Whether", "gap: ¦Whether")))[0]).toEqual([]);
  expect((await offered(SOUND.replace("Tokens were", "Tokens ¦were")))[0]).toEqual([]);
  expect((await offered(SOUND.replace("kind: incident", "kind:¦")))[0]).toEqual([]);
});

test("completion works in catalogs, in drills and in inquest.yaml", async () => {
  const policies = "schema: 1\nclasses: []\npolicies:\n  - {id: a, class: ¦}\n";
  expect((await offered(policies.replace("[]", "[{id: fail-open, title: A}]"), "catalog/degradation.yaml"))[0]).toEqual(
    ["fail-open"],
  );
  const drill = "---\nschema: 1\nservices: [¦]\n---\n";
  expect((await offered(drill, "drills/2026-05-20-a.md"))[0]).toContain("logto-cloud-sign-in");
  const config = "schema: 1\ntitle: A\nrules:\n  action-ov¦\n";
  const [rules, after] = await offered(config, "inquest.yaml");
  expect(rules).toContain("action-overdue");
  expect(after).toMatch(/ {2}[a-z-]+: \n/);
  expect((await offered("schema: 1\nrules: {action-overdue: ¦}", "inquest.yaml"))[0]).toEqual([
    "error",
    "warning",
    "info",
    "off",
  ]);
});

test("an id leads to where it is declared", async () => {
  const text = SOUND.replace(
    "missing_evidence:",
    "related: [{incident: 2026-03-15-old-keys-again}]\nmissing_evidence:",
  ).replace("PT47M", "{unknown: A, gap: M1}");
  const editor = await shows(text, PATH, { [OTHER]: SOUND });
  const target = async (piece: string, plus: number) => {
    const [found] = await editor.ask<Location[]>("textDocument/definition", PATH, text, piece, plus);
    const path = Object.keys({ [PATH]: 0, [OTHER]: 0, "catalog/contracts.yaml": 0 }).find(
      (one) => editor.uri(one) === found?.uri,
    );
    const lines = (path === PATH ? text : readFileSync(join(editor.root, path ?? ""), "utf8")).split("\n");
    return `${path} ${lines[found?.range.start.line ?? 0]?.slice(found?.range.start.character, found?.range.end.character)}`;
  };
  expect(await target("what-clean-up-may-remove", 5)).toBe("catalog/contracts.yaml what-clean-up-may-remove");
  expect(await target("gap: M1", 6)).toBe(`${PATH} M1`);
  expect(await target("2026-03-15-old", 6)).toBe(`${OTHER} `);
  expect(await editor.ask("textDocument/definition", PATH, text, "title:", 1)).toEqual([]);
});

test("a quick fix mends what a hint proposes, quotes and types left as they are", async () => {
  const sound = SOUND.replace(
    "owner: editors",
    'owner: editors\nactions: [{id: A1, title: Look, type: observe, state: proposed, addresses: ["contract:what-clean-up-may-remove"]}]',
  );
  const text = sound
    .replace("kind: incident", 'kind: "incidnt"')
    .replace("outcome: taken", "outcom: taken")
    .replace('"contract:what-clean-up-may-remove"', '"contract:what-clean-up-may-remov"');
  const editor = await shows(text);
  const found = (await actions(editor, PATH, ["quickfix"])).filter(({ title }) => title.startsWith("Change to"));
  expect(found.map(({ title }) => title)).toEqual([
    'Change to "incident"',
    'Change to "what-clean-up-may-remove"',
    'Change to "outcome"',
  ]);
  const edits = found.flatMap((one) => (changeOf(one)?.edits ?? []) as TextEdit[]);
  const mended = TextDocument.applyEdits(TextDocument.create("file:///x", "any", 1, text), edits);
  expect(mended).toBe(sound.replace("kind: incident", 'kind: "incident"'));
  expect(changeOf(found[0])?.textDocument).toEqual({
    uri: editor.uri(PATH),
    version: 1,
  });
});

const UNTIDY = SOUND.replace("owner: editors\n", "")
  .replace("missing_evidence:", "owner: 'editors' # 🔥 規則\nmissing_evidence:")
  .replace("at: 2026-03-14T09:02:00Z,", 'at: "2026-03-14 10:02:00+0100",')
  .replace("delay: PT47M", "delay: PT3H");

test.each([
  ["LF", UNTIDY],
  ["CRLF", UNTIDY.replaceAll("\n", "\r\n")],
])("fixes that need nobody's judgement come one by one and all at once: %s", async (_, text) => {
  const root = collectionFolder({ [PATH]: text });
  const editor = connect(root);
  await editor.initialize();
  await editor.open(PATH, text);
  const range = (await editor.diagnostics(PATH, (found) => found.length > 0)).find(({ message }) =>
    message.includes("10:02"),
  )?.range;
  const [one, ...others] = await actions(editor, PATH, ["quickfix"], range);
  expect(others).toEqual([]);
  expect(applied(one, text)).toBe(text.replace('"2026-03-14 10:02:00+0100"', "2026-03-14T10:02:00+01:00"));

  const [all] = await actions(editor, PATH, ["source.fixAll"]);
  expect(all).toMatchObject({ kind: "source.fixAll.inquest" });
  expect(all).not.toHaveProperty("edit");
  const resolved = await editor.connection.sendRequest<CodeAction>("codeAction/resolve", all);
  const request = { now: null, today: "2026-11-23" };
  await writeFixes(root, await check(root, request), request, () => true, { fix: true });
  expect(applied(resolved, text)).toBe(readFileSync(join(root, PATH), "utf8"));
});

test("an editor that cannot wait for the changes gets them at once, in the older form", async () => {
  const root = collectionFolder({ [PATH]: UNTIDY });
  const editor = connect(root);
  await editor.initialize({ ...MODERN, textDocument: {}, workspace: {} });
  await editor.open(PATH, UNTIDY);
  const [all] = await actions(editor, PATH, ["source"]);
  expect(all?.edit).toHaveProperty("changes");
  expect(applied(all, UNTIDY)).toContain("delay: PT47M");
  writeFileSync(join(root, PATH), applied(all, UNTIDY));
  expect(readdirSync(join(root, "incidents"))).toHaveLength(1);
});

const CONFIG = `schema: 1
title: Ours
fields:
  - {name: customers_affected, title: Customers *affected*, type: number, on: [postmortem]}
  - {name: cost_centre, title: Cost centre, type: choice, options: [platform, "orders, mail"], on: [postmortem, action]}
`;

test.each([
  ["names in a document", "fields: {¦}", ["customers_affected", "cost_centre"]],
  ["names in an action", "actions: [{id: A1, fields: {¦}}]", ["cost_centre"]],
  ["options", "fields: {cost_centre: ¦}", ["platform", "orders, mail"]],
])("completion offers the %s of custom fields", async (_, line, expected) => {
  const marked = SOUND.replace("timeline:", `${line}\ntimeline:`);
  const editor = await shows(marked.replace("¦", ""), PATH, { "inquest.yaml": CONFIG });
  const list = await editor.ask<CompletionList | null>("textDocument/completion", PATH, marked, "¦");
  expect(list?.items.map(({ label }) => label)).toEqual(expected);
  const quoted = list?.items.find(({ label }) => label === "orders, mail");
  if (quoted) expect(quoted.textEdit).toMatchObject({ newText: '"orders, mail"' });
});

test("hover says what a custom field is, as content", async () => {
  const text = SOUND.replace("timeline:", "fields: {customers_affected: 3}\ntimeline:");
  const editor = await shows(text, PATH, { "inquest.yaml": CONFIG });
  const found = await editor.ask<Hover>("textDocument/hover", PATH, text, "customers_affected", 3);
  expect(found?.contents).toMatchObject({ value: "Customers \\*affected\\*" });
});

test.each([
  ["its list", {}, "catalog/invariants.yaml"],
  [
    "its folder",
    { "catalog/invariants/one-holds.yaml": "schema: 1\ntitle: One\ndescription: One\nstatement: One holds\n" },
    "catalog/invariants/every-old-key-is-accepted-for-a-day.yaml",
  ],
])("what two documents state becomes an entry of the catalog, in %s, which both name", async (_, files, catalog) => {
  const stated = (text: string, how: string) =>
    text.replace(
      "{invariant: every-valid-token-can-be-verified, how: Tokens of the old key were refused}",
      `{invariant: {statement: ${how}}, how: Refused}   # as agreed`,
    );
  const first = stated(SOUND, "Every old key is accepted for a day.");
  const second = stated(ALSO_SOUND, "every old key is accepted for a day");
  const root = collectionFolder({ [PATH]: first, [OTHER]: second, ...files });
  const editor = connect(root);
  const creates = {
    ...MODERN,
    workspace: {
      ...MODERN.workspace,
      workspaceEdit: { documentChanges: true, resourceOperations: ["create" as const] },
    },
  };
  await editor.initialize(creates);
  const text = readFileSync(join(root, OTHER), "utf8");
  await editor.open(OTHER, text);
  await checked(editor, OTHER);
  const found = (await actions(editor, OTHER, ["quickfix"])).find(({ title }) => title.startsWith("Make it the entry"));
  expect(found?.title).toBe('Make it the entry "every-old-key-is-accepted-for-a-day" of the catalog');
  for (const change of found?.edit?.documentChanges ?? []) {
    if (!("edits" in change)) continue;
    const path = [PATH, OTHER, catalog].find((one) => editor.uri(one) === change.textDocument.uri) ?? "";
    expect(path).not.toBe("");
    const before = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
    const document = TextDocument.create("file:///x", "any", 1, before);
    writeFileSync(join(root, path), TextDocument.applyEdits(document, change.edits as TextEdit[]));
  }
  for (const path of [PATH, OTHER])
    expect(readFileSync(join(root, path), "utf8")).toContain(
      "  - {invariant: every-old-key-is-accepted-for-a-day, how: Refused}   # as agreed\n",
    );
  const request = { now: null, today: "2026-11-23" };
  expect((await check(root, request)).diagnostics.map(({ message }) => message)).toEqual([]);
});
