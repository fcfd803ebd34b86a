import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Hover } from "vscode-languageserver/node.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { client } from "./client.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const { bin } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { bin: { inquest: string } };
const PATH = "incidents/2026-03-14-old-keys-refused.md";
const FAULTY = SOUND.replace("by: alert", "by: alarm");

/** The program as an editor starts it, in the folder that it shows. */
function start(root: string, args: readonly string[] = []): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [join(PACKAGE, bin.inquest), "lsp", ...args], { cwd: root, stdio: "pipe" });
  onTestFinished(() => void child.kill());
  return child;
}

const ended = (child: ChildProcessWithoutNullStreams) => new Promise((done) => child.on("close", done));

test("a session from start to end: nothing but the protocol on stdout, nothing on stderr, exit code 0", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const child = start(root, ["--stdio", `--clientProcessId=${process.pid}`]);
  const output = new PassThrough();
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("latin1");
    output.write(chunk);
  });
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const editor = client(output, child.stdin, root);
  await expect(
    editor.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: "file:///a" },
      position: { line: 0, character: 0 },
    }),
  ).rejects.toMatchObject({ code: -32002 });
  expect(await editor.initialize()).toMatchObject({ serverInfo: { name: "inquest" } });
  await editor.open(PATH, SOUND);
  await editor.change(PATH, FAULTY);
  const found = await editor.diagnostics(PATH, (all) => all.some(({ code }) => code === "schema"));
  expect(found.map(({ message }) => message.split("\n")[0])).toContain('Unknown by "alarm"');
  const hover = await editor.ask<Hover>("textDocument/hover", PATH, FAULTY, "by: alarm");
  expect(JSON.stringify(hover)).toContain("Who or what noticed");
  await editor.change(PATH, SOUND);
  await editor.diagnostics(PATH, (all) => all.length === 0);
  await editor.connection.sendRequest("shutdown");
  await expect(editor.ask("textDocument/hover", PATH, SOUND, "kind")).rejects.toMatchObject({ code: -32600 });
  const end = ended(child);
  await editor.connection.sendNotification("exit");
  expect(await end).toBe(0);
  expect(stderr).toBe("");
  for (let rest = stdout; rest !== ""; ) {
    const [head, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(rest) ?? [];
    if (head === undefined) throw new Error(`not the protocol: ${rest.slice(0, 80)}`);
    JSON.parse(Buffer.from(rest.slice(head.length, head.length + Number(length)), "latin1").toString("utf8"));
    rest = rest.slice(head.length + Number(length));
  }
});

test.each([
  [
    "exit without shutdown",
    (child: ChildProcessWithoutNullStreams) =>
      child.stdin.write('Content-Length: 33\r\n\r\n{"jsonrpc":"2.0","method":"exit"}'),
  ],
  ["an editor that goes away", (child: ChildProcessWithoutNullStreams) => child.stdin.end()],
])("%s ends the process with code 1", async (_, leave) => {
  const child = start(collectionFolder({}));
  const end = ended(child);
  leave(child);
  expect(await end).toBe(1);
});

test("--root that is no collection is told, as by the other commands", async () => {
  const child = start(collectionFolder({}), ["--root", "catalog"]);
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  expect(await ended(child)).toBe(2);
  expect(stderr).toBe("inquest: No inquest.yaml in catalog: name the folder of a collection with --root\n");
});

test("nothing in the workspace is run", async () => {
  const root = collectionFolder({ [PATH]: SOUND });
  const run = join(root, "RUN");
  const code = `require("node:fs").writeFileSync(${JSON.stringify(run)}, __filename);`;
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const names = [
    "inquest",
    "yaml",
    "commander",
    "unified",
    "remark-gfm",
    "vscode-languageserver",
    "inquest-plugin-x",
    "@secretlint/core",
  ];
  for (const name of names) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "99.0.0", main: "index.js" }));
    put(`node_modules/${name}/index.js`, code);
    put(`node_modules/${name}/node.js`, code);
  }
  for (const path of [
    "inquest.config.js",
    "inquest.config.cjs",
    ".inquestrc.js",
    ".inquestrc.cjs",
    "catalog/inquest.config.js",
    "index.js",
    "incidents/plugin.js",
  ])
    put(path, code);
  put("inquest.config.mjs", `import fs from "node:fs"; fs.writeFileSync(${JSON.stringify(run)}, "mjs");`);
  put(
    "package.json",
    JSON.stringify({ name: "inquest", type: "commonjs", main: "index.js", inquest: { plugins: ["inquest-plugin-x"] } }),
  );
  put(".secretlintrc.json", JSON.stringify({ rules: [{ id: "inquest-plugin-x" }] }));
  put("schema/postmortem.schema.json", "{}");
  execFileSync("git", ["init", "-q"], { cwd: root });
  execFileSync("git", ["add", PATH], { cwd: root });
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one"], {
    cwd: root,
  });
  for (const key of ["core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand", "diff.external"])
    execFileSync("git", ["config", key, `sh -c 'touch ${run}'`], { cwd: root });
  execFileSync("git", ["config", "log.showSignature", "true"], { cwd: root });

  const child = start(root, ["--stdio"]);
  const editor = client(child.stdout, child.stdin, root);
  await editor.initialize();
  await editor.open(PATH, FAULTY);
  await editor.diagnostics(PATH, (found) => found.some(({ code: rule }) => rule === "schema"));
  await editor.ask("textDocument/hover", PATH, FAULTY, "by: alarm");
  await editor.ask("textDocument/completion", PATH, FAULTY, "by: alarm");
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const textDocument = { uri: editor.uri(PATH) };
  await editor.connection.sendRequest("textDocument/codeAction", { textDocument, range, context: { diagnostics: [] } });
  await editor.connection.sendRequest("shutdown");
  const end = ended(child);
  await editor.connection.sendNotification("exit");
  expect(await end).toBe(0);
  expect(existsSync(run)).toBe(false);
});
