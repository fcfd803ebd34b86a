import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Hover, Diagnostic as LspDiagnostic } from "vscode-languageserver/node.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { check } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { connect } from "./client.js";

const PATH = "incidents/2026-03-14-old-keys-refused.md";
const OTHER = "incidents/2026-03-15-old-keys-again.md";
const FAULTY = SOUND.replace("kind: incident", "kind: incidnt").replace("role: origin", "role: orign");

/** What `check` finds, in the words of the protocol. */
async function told(root: string, path: string) {
  const request = { now: null, today: "2026-11-23", findDuplicates: true };
  const { diagnostics } = await check(root, request);
  return diagnostics.filter(({ file }) => file === path).map(ofCheck);
}

function ofCheck({ rule, severity, line, column, endLine, endColumn, message, hint }: Diagnostic) {
  return { rule, severity, place: [line, column, endLine, endColumn], message: hint ? `${message}\n${hint}` : message };
}

function ofServer({ code, severity, range: { start, end }, message }: LspDiagnostic) {
  const place = [start.line + 1, start.character + 1, end.line + 1, end.character + 1];
  return { rule: code, severity: ["", "error", "warning", "info"][severity ?? 0], place, message };
}

const some = (found: readonly unknown[]) => found.length > 0;
const none = (found: readonly unknown[]) => found.length === 0;

test("a fault is shown as check tells it, while the file on disk is sound, and goes when it is mended", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const editor = connect(root);
  await editor.initialize();
  await editor.open(PATH, SOUND);
  await editor.change(PATH, FAULTY);
  const found = await editor.diagnostics(PATH, some);
  writeFileSync(join(root, PATH), FAULTY);
  const expected = await told(root, PATH);
  expect(expected.map(({ rule }) => rule)).toEqual(["schema", "schema"]);
  expect(found.map(ofServer)).toEqual(expected);
  await editor.change(PATH, SOUND);
  await editor.diagnostics(PATH, none);
  expect(editor.received.filter(({ method }) => /showMessage|logMessage/.test(method))).toEqual([]);
});

test("a document that goes over a limit is one diagnostic, hover still answers, and others keep theirs", async () => {
  const root = collectionFolder({ [PATH]: SOUND, [OTHER]: FAULTY });
  const editor = connect(root);
  await editor.initialize();
  await editor.open(PATH, SOUND);
  const ofOther = await editor.diagnostics(OTHER, some);
  const deep = `${SOUND}\n${"> ".repeat(101)}deep\n`;
  await editor.change(PATH, deep);
  const found = await editor.diagnostics(PATH, some);
  expect(found.map(({ code }) => code)).toEqual(["document-limit"]);
  expect(await editor.diagnostics(OTHER, some)).toEqual(ofOther);
  const hover = await editor.ask<Hover>("textDocument/hover", PATH, deep, "detection: {", 3);
  expect(hover?.contents).toMatchObject({ value: expect.stringContaining("Why detection was delayed") });
  await editor.change(PATH, SOUND);
  await editor.diagnostics(PATH, none);
  expect(editor.received.filter(({ method }) => /showMessage|logMessage/.test(method))).toEqual([]);
});

test("files that are not open have their diagnostics too, and lose them", async () => {
  const root = collectionFolder({ [PATH]: SOUND, [OTHER]: FAULTY });
  const editor = connect(root);
  await editor.initialize();
  expect((await editor.diagnostics(OTHER, some)).map(ofServer)).toEqual(await told(root, OTHER));
  const catalog = "schema: 1\ncontracts: []\n";
  await editor.open("catalog/contracts.yaml", catalog);
  const [lost] = await editor.diagnostics(PATH, some);
  expect(lost).toMatchObject({ code: "unknown-reference", source: "inquest" });
  await editor.close("catalog/contracts.yaml");
  await editor.diagnostics(PATH, none);
});

test("what others do to files on disk is seen", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const editor = connect(root);
  await editor.initialize();
  const touch = (path: string, type: 1 | 2 | 3) =>
    editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: editor.uri(path), type }],
    });
  writeFileSync(join(root, OTHER), FAULTY);
  await touch(OTHER, 1);
  await editor.diagnostics(OTHER, some);
  rmSync(join(root, OTHER));
  await touch(OTHER, 3);
  await editor.diagnostics(OTHER, none);
  writeFileSync(join(root, PATH), FAULTY);
  await touch(PATH, 2);
  await editor.diagnostics(PATH, some);
  rmSync(join(root, "inquest.yaml"));
  await touch("inquest.yaml", 3);
  await editor.diagnostics(PATH, none);
  expect(editor.received.find(({ method }) => method === "client/registerCapability")).toBeDefined();
});

test("a new file counts before it is saved", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const editor = connect(root);
  await editor.initialize();
  await editor.open("drills/2026-05-20-unsaved.md", "---\nschema: 1\ntitle: A\nstatus: drafd\n---\n");
  const [diagnostic] = await editor.diagnostics("drills/2026-05-20-unsaved.md", some);
  expect(diagnostic?.message).toBe('Unknown status "drafd"\nDid you mean "draft"?');
  await editor.close("drills/2026-05-20-unsaved.md");
  await editor.diagnostics("drills/2026-05-20-unsaved.md", none);
});

test("columns count UTF-16 code units behind emoji and CJK", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const editor = connect(root);
  await editor.initialize();
  const text = SOUND.replace(
    "services:\n  - {service: logto-cloud-sign-in, role: origin}",
    "services: [{visibility: 🔥規則, role: origin}]",
  );
  await editor.open(PATH, text);
  const found = await editor.diagnostics(PATH, some);
  writeFileSync(join(root, PATH), text);
  expect(found.map(ofServer)).toEqual(await told(root, PATH));
  const at = found.find(({ message }) => message.startsWith("Unknown visibility"))?.range;
  const line = text.split("\n")[at?.start.line ?? 0] ?? "";
  expect(line.slice(at?.start.character, at?.end.character)).toBe("🔥規則");
});

test("the places that a diagnostic refers to and the page of its rule come along", async () => {
  const text = SOUND.replace("contract: what-clean-up-may-remove", "contract: what-clean-up-may-removed");
  const root = collectionFolder({ [PATH]: text });
  const editor = connect(root);
  await editor.initialize();
  const diagnostic = (await editor.diagnostics(PATH, some)).find(({ code }) => code === "unknown-reference");
  expect(diagnostic?.relatedInformation).toMatchObject([
    { message: "declared here", location: { uri: editor.uri("catalog/contracts.yaml") } },
  ]);
  const config = "schema: 1\ntitle: A\nbase_url: https://learning.example.org/\n";
  await editor.open("inquest.yaml", config);
  const again = await editor.diagnostics(PATH, ([first]) => first?.codeDescription !== undefined);
  const urls = again.map(({ codeDescription }) => codeDescription?.href);
  expect(urls).toContain("https://learning.example.org/rules/unknown-reference/");
});

test("a secret is told and never shown", async () => {
  const secret = `ghp_${"aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5"}`;
  const text = SOUND.replace("Publish before use.", `Publish before use of ${secret}.`);
  const editor = connect(collectionFolder({ [PATH]: text }));
  await editor.initialize();
  await editor.open(PATH, text);
  const [diagnostic] = await editor.diagnostics(PATH, (found) => found.some(({ code }) => code === "secret"));
  const actions = await editor.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: editor.uri(PATH) },
    range: diagnostic?.range,
    context: { diagnostics: [] },
  });
  expect(JSON.stringify([...editor.shown()].concat(actions as never, editor.received as never))).not.toContain(secret);
});

test("an older editor gets no related places", async () => {
  const text = SOUND.replace("contract: what-clean-up-may-remove", "contract: what-clean-up-may-removed");
  const editor = connect(collectionFolder({ [PATH]: text }));
  await editor.initialize({});
  const [diagnostic] = await editor.diagnostics(PATH, some);
  expect(diagnostic).not.toHaveProperty("relatedInformation");
});

test("a workspace without a collection is left in peace", async () => {
  const root = mkdtempSync(join(tmpdir(), "inquest-none-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, ".git"));
  const editor = connect(root);
  await editor.initialize();
  await editor.open("notes.md", FAULTY);
  await editor.open("catalog/services.yaml", "services: 1");
  expect(await editor.ask("textDocument/hover", "notes.md", FAULTY, "kind:")).toBeNull();
  expect(await editor.ask("textDocument/completion", "notes.md", FAULTY, "kind:")).toBeNull();
  await pause(400);
  expect(editor.shown().size).toBe(0);
  expect(editor.received.map(({ method }) => method)).toEqual(["client/registerCapability"]);
  writeFileSync(join(root, "inquest.yaml"), "schema: 1\ntitel: A\n");
  const changes = [{ uri: editor.uri("inquest.yaml"), type: 1 }];
  await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  expect(await editor.diagnostics("inquest.yaml", some)).toHaveLength(2);
});

test("a collection below the folder or around it is found, and two are told apart by the file", async () => {
  const root = mkdtempSync(join(tmpdir(), "inquest-two-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const name of ["one", "two"]) {
    mkdirSync(join(root, name, "incidents"), { recursive: true });
    writeFileSync(join(root, name, "inquest.yaml"), "schema: 1\ntitle: A\n");
    writeFileSync(join(root, name, PATH), FAULTY);
  }
  const editor = connect(root);
  await editor.initialize();
  await pause(400);
  expect(editor.shown().size).toBe(0);
  await editor.open(`two/${PATH}`, FAULTY);
  await editor.diagnostics(`two/${PATH}`, some);
  expect([...editor.shown().keys()].filter((uri) => uri.includes("/one/"))).toEqual([]);
  const event = { added: [{ uri: pathToFileURL(join(root, "one", "incidents")).href, name: "one" }], removed: [] };
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  await editor.diagnostics(`one/${PATH}`, some);
  const back = { added: [], removed: event.added };
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event: back });
  await editor.diagnostics(`one/${PATH}`, none);
});

test("nothing that somebody types ends the server", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const editor = connect(root);
  await editor.initialize();
  await editor.open(PATH, SOUND);
  const hostile = [
    "",
    "---\n",
    "---\n---\n",
    `---\n${"[".repeat(60_000)}\n---\n`,
    `---\n${"- ".repeat(30_000)}\n---\n`,
    "---\na: \u0000\n---\n",
    "---\na: \ud800\n---\n",
    `---\n__proto__: {constructor: x}\n---\n`,
    `---\ntimeline: {at: 1}\nservices: 1\nactions: {addresses: 3}\n---\n`,
    "---\n? a\n: b\n&a *a !x <<: y\n---\n",
    SOUND.replaceAll("\n", "\r"),
    SOUND.replaceAll("{", "").replaceAll(":", ": ["),
    `\ufeff${SOUND}`,
  ];
  for (const text of hostile) {
    await editor.change(PATH, text);
    for (const method of ["hover", "completion", "definition"])
      for (const line of [0, 1, 2, 3, 99_999])
        await editor.connection.sendRequest(`textDocument/${method}`, {
          textDocument: { uri: editor.uri(PATH) },
          position: { line, character: line * 3 },
        });
    await editor.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: editor.uri(PATH) },
      range: { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } },
      context: { diagnostics: [] },
    });
  }
  await editor.change(PATH, FAULTY);
  await editor.diagnostics(PATH, (found) => found.some(({ code }) => code === "schema"));
  expect(editor.received.filter(({ method }) => method === "window/logMessage")).toEqual([]);
});
