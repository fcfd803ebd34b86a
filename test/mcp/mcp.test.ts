import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const CLI = join(TOP, "dist/bin/cli.js");
const RACE = "2025-10-20-aws-dynamodb-dns-race";
const MAX_ANSWER_BYTES = 8192;

async function connect(cwd: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [CLI, "mcp"], cwd }));
  return client;
}

interface Told {
  text: string;
  isError: boolean;
}

async function ask(client: Client, name: string, args: Record<string, unknown>): Promise<Told> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { type: string; text: string }[];
  const text = first?.text ?? "";
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
  return { text, isError: isError === true };
}

/** All of an answer, part by part. */
async function askAll(client: Client, name: string, args: Record<string, unknown>): Promise<string> {
  const parts: string[] = [];
  for (let offset: number | undefined = 0; offset !== undefined; ) {
    const { text } = await ask(client, name, { ...args, offset });
    const more = /\n\(There is more: call \w+ again with offset (\d+)\.\)$/.exec(text);
    parts.push(more ? text.slice(0, more.index) : text);
    offset = more ? Number(more[1]) : undefined;
  }
  return parts.join("");
}

describe("an assistant in a repository with the example", () => {
  let client: Client;
  beforeAll(async () => {
    client = await connect(TOP);
  });
  afterAll(() => client.close());

  test("finds six tools that only read", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "read", "recall", "measures", "check", "explain"]);
    for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
  });

  test("Has a race in DNS automation happened before?", async () => {
    const { text } = await ask(client, "search", { words: "race in DNS automation emptied an endpoint" });
    expect(text).toMatch(new RegExp(`^1\\. incident:${RACE} · postmortems/incidents/${RACE}\\.md:1$`, "m"));
    // What others told is marked line by line.
    expect(text).toMatch(/\(quoted data\)\n> A DNS automation race emptied/);
  });

  test("Which contract lacked clarity in it, and when was it over?", async () => {
    const text = await askAll(client, "read", { name: RACE });
    expect(text).toContain(
      "[Validity of a safety check (time of check to time of use)](inquest:///contracts/age-of-a-check)",
    );
    expect(text).toMatch(/20 October 2025, 21:20 .*The event is declared over.*\*all was well again\*/);
    const [head, , ...lines] = text.trimEnd().split("\n");
    expect(head).toBe(`incident:${RACE} · postmortems/incidents/${RACE}.md:1`);
    expect(lines.filter((line) => !line.startsWith(">"))).toEqual([]);
  });

  test("In which incidents did that contract lack clarity, and where is it declared?", async () => {
    const { text } = await ask(client, "read", { name: "contract:age-of-a-check" });
    expect(text).toMatch(/^contract:age-of-a-check · postmortems\/catalog\/contracts\.yaml:\d+\n/);
    expect(text).toContain("Lacked clarity in 2 incidents");
    expect(text).toContain("(inquest:///incidents/2020-02-29-letsencrypt-caa-recheck)");
    const { text: same } = await ask(client, "read", { name: "inquest:///contracts/age-of-a-check" });
    expect(same).toBe(text);
  });

  test("Which incident of 2019 was one of capacity at Cloudflare?", async () => {
    const facets = { year: "2019", class: ["capacity"], organisation: "Cloudflare" };
    const { text } = await ask(client, "search", { facets });
    expect(text).toContain("1. incident:2019-07-02-cloudflare-waf");
  });

  test("What is to be considered before keys are deleted by their age?", async () => {
    const { text } = await ask(client, "recall", { text: "a job deletes signing keys by their age" });
    expect(text).toContain("signing");
    expect(text).toMatch(/postmortems\/incidents\/\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md/);
    expect(text).toMatch(/^> \(Quoted data/);
    const none = await ask(client, "recall", { paths: ["docs/none.txt"] });
    expect(none.text).toBe("Nothing on record has a reason to be recalled for this.\n");
  });

  test("How many incidents are counted?", async () => {
    const { text } = await ask(client, "measures", {});
    expect(text).toMatch(/Counting \d+ published incidents, from third-party accounts/);
    const { text: since } = await ask(client, "measures", { since: "2026-01-01" });
    expect(since).not.toBe(text);
  });

  test("Is this draft right?", async () => {
    const draft = "---\nschema: 1\ntitle: x\nkind: incidnt\nstatus: draft\n---\n";
    const { text } = await ask(client, "check", { text: draft, file: "incidents/2026-11-28-x.md" });
    const { summary, diagnostics } = JSON.parse(text);
    expect(summary).toMatchObject({ files: 1, errors: 1 });
    expect(diagnostics).toMatchObject([
      { rule: "schema", line: 4, file: "postmortems/incidents/2026-11-28-x.md", hint: 'Did you mean "incident"?' },
    ]);
    const { isError, text: fault } = await ask(client, "check", { text: draft, file: "../x.md" });
    expect([isError, fault]).toEqual([true, expect.stringContaining("outside the collection")]);
  });

  test("What does a rule demand?", async () => {
    expect((await ask(client, "explain", { rule: "detection-delay" })).text).toMatch(/^# detection-delay\n\n## What/);
    expect((await ask(client, "explain", {})).text).toContain("- detection-delay (error)");
  });

  test.each([
    ["read", { name: `${RACE}s` }, `Did you mean ${RACE}?`],
    ["explain", { rule: "detection-dely" }, "Did you mean detection-delay?"],
    ["search", { facets: { klass: "trust" } }, 'Unknown facet "klass": choose from '],
    ["search", { facets: { class: "trsut" } }, 'No page has class "trsut": choose from '],
    ["recall", {}, "Give paths, a text, or both."],
    ["check", { text: "a" }, "text and file go together"],
  ])("A question that is wrong, %s %j, is told what to do", async (name, args, message) => {
    const { text, isError } = await ask(client, name, args);
    expect([isError, text]).toEqual([true, expect.stringContaining(message)]);
  });

  test("documents and catalogs are resources", async () => {
    const { resources } = await client.listResources();
    const uris = resources.map(({ uri }) => uri);
    expect(uris).toEqual(expect.arrayContaining([`inquest:///incidents/${RACE}`]));
    const { contents } = await client.readResource({ uri: `inquest:///incidents/${RACE}` });
    const [first] = contents as { text: string }[];
    expect(Buffer.byteLength(first?.text ?? "")).toBeLessThanOrEqual(MAX_ANSWER_BYTES);
    const next = /\(There is more: (\S+)\)$/.exec(first?.text ?? "")?.[1] ?? "";
    const more = await client.readResource({ uri: next });
    expect((more.contents as { text: string }[])[0]?.text).not.toBe(first?.text);
    await expect(client.readResource({ uri: "inquest:///incidents/none" })).rejects.toThrow("There is no");
  });
});

test("files that no parser takes take no others with them", async () => {
  const hostile = {
    "2026-03-15-nested": ALSO_SOUND.replace("Tokens were refused.", `${"> ".repeat(300)}deep`),
    "2026-03-17-deep": ALSO_SOUND.replace(/^title: .*/m, `title: ${"[".repeat(20_000)}`),
    "2026-03-18-bytes": Buffer.from([0xff, 0xfe, 0x00, 0x2d, 0x2d]),
  };
  const folder = collectionFolder({
    "incidents/2026-03-14-old-keys-refused.md": SOUND,
    ...Object.fromEntries(Object.entries(hostile).map(([id, content]) => [`incidents/${id}.md`, content])),
  });
  const client = await connect(folder);
  try {
    expect((await ask(client, "read", { name: "2026-03-14-old-keys-refused" })).text).toContain("Tokens were refused.");
    expect((await ask(client, "search", { words: "old keys" })).text).toContain("2026-03-14-old-keys-refused");
    const { diagnostics } = JSON.parse(await askAll(client, "check", {}));
    const files = diagnostics.flatMap((one: { severity: string; file: string }) =>
      one.severity === "error" ? [one.file] : [],
    );
    expect([...new Set(files)].sort()).toEqual(Object.keys(hostile).map((id) => `incidents/${id}.md`));
  } finally {
    await client.close();
  }
});

test("where there is no collection, it says how to start, and still explains rules", async () => {
  const folder = mkdtempSync(join(tmpdir(), "inquest-mcp-"));
  // The search for a collection ends at the top of a repository.
  mkdirSync(join(folder, ".git"));
  const client = await connect(folder);
  try {
    const { text, isError } = await ask(client, "search", { words: "cache" });
    expect([isError, text]).toEqual([true, expect.stringMatching(/^No collection found[\s\S]*npx inquest init/)]);
    expect((await client.listResources()).resources).toEqual([]);
    expect((await ask(client, "explain", { rule: "schema" })).isError).toBe(false);
  } finally {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
