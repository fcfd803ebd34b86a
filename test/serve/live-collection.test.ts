import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Visibility } from "../../src/model/schema-types.js";
import { LiveCollection } from "../../src/serve/live-collection.js";

const EXAMPLE = fileURLToPath(new URL("../../postmortems/", import.meta.url));

/** The site of a folder as it is, made by somebody who may know it from before. */
async function siteOf(live: LiveCollection): Promise<Map<string, string>> {
  live.changed();
  await live.ready();
  const planned = live.site?.planned;
  const files = [...(planned?.plan.files() ?? []), ...(planned?.attachments ?? [])];
  return new Map(files.map(({ path, content }) => [path, createHash("sha256").update(content).digest("hex")]));
}

function collectionAt(root: string, audience: Visibility): LiveCollection {
  const live = new LiveCollection({
    root,
    audience,
    date: "2026-11-23",
    today: () => "2026-11-23",
    version: "0.0.0",
    url: () => "http://127.0.0.1:8080/",
    tell: (path) => path,
    onSite: () => {},
    onDiagnostics: () => {},
    onNote: () => {},
    onFault: (words) => {
      throw new Error(words);
    },
  });
  onTestFinished(() => live.close());
  return live;
}

test.each(["public", "internal"] as const)(
  "after any change the %s site is the one that somebody makes who never saw the files before",
  async (audience) => {
    const root = mkdtempSync(join(tmpdir(), "inquest-"));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    cpSync(EXAMPLE, root, { recursive: true });
    const at = (path: string) => join(root, path);
    const edit = (path: string, change: (text: string) => string) =>
      writeFileSync(at(path), change(readFileSync(at(path), "utf8")));
    const [first, second, third, ...others] = readdirSync(at("incidents"))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `incidents/${name}`);
    for (const path of others.slice(5)) rmSync(at(path));
    const [drill] = readdirSync(at("drills")).map((name) => `drills/${name}`);
    if (!first || !second || !third || !drill) throw new Error("The example has fewer documents than that");
    const invariant = /^ {2}- id: ([\w-]+)$/m.exec(readFileSync(at("catalog/invariants.yaml"), "utf8"))?.[1];
    const changes: (() => void)[] = [
      () => edit(first, (text) => `${text}\nA new last line, with a [link](../${second}).\n`),
      () => edit(drill, (text) => `${text}\nAnother last line.\n:::internal\nNot for all.\n:::\n`),
      () => edit(first, (text) => text.replace(/^title: .*$/m, "title: Another title")),
      () => edit(first, (text) => text.replace(/\bstate: (?:done|open)\b/, "state: in-progress")),
      () =>
        edit(first, (text) => text.replace(/^timeline:$/m, "timeline:\n  - {at: 2019-01-01T00:00:00Z, event: New}")),
      () => edit("inquest.yaml", (text) => text.replace(/^title: .*$/m, "title: Another library")),
      () => edit("catalog/invariants.yaml", (text) => text.replace(/title: /, "title: Always ")),
      () => edit("catalog/choreography.yaml", (text) => text.replace(/title: /, "title: First ")),
      () => edit("catalog/objectives.yaml", (text) => text.replace(/\btarget: \S+/, "target: PT1M")),
      () => edit("catalog/invariants.yaml", (text) => text.replaceAll(`id: ${invariant}`, "id: renamed-invariant")),
      () => edit("catalog/invariants.yaml", (text) => text.replaceAll("id: renamed-invariant", `id: ${invariant}`)),
      () => edit("inquest.yaml", (text) => `${text}\nlang: de\n`),
      () => edit("inquest.yaml", (text) => text.replace("lang: de", "lang: en")),
      () => cpSync(at(second), at("incidents/2020-02-02-a-copy.md")),
      () => rmSync(at(second)),
      () => renameSync(at(third), at(third.replace(/\.md$/, "-again.md"))),
      () => edit(first, (text) => text.replace(/^status: published$/m, "status: draft")),
      () => edit(first, (text) => text.replace(/^status: draft$/m, "status: published")),
      () => {
        mkdirSync(at("templates/styles"), { recursive: true });
        writeFileSync(at("templates/styles/own.css"), "main { color: teal; }\n");
      },
    ];
    const live = collectionAt(root, audience);
    await siteOf(live);
    for (const [number, change] of changes.entries()) {
      change();
      const [warm, cold] = [await siteOf(live), await siteOf(collectionAt(root, audience))];
      const different = [...new Set([...warm.keys(), ...cold.keys()])].filter(
        (path) => warm.get(path) !== cold.get(path),
      );
      expect(different, `change ${number}`).toEqual([]);
    }
  },
);
