import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
    const changes: (() => void)[] = [
      () => edit(first, (text) => `${text}\nA new last line, with a [link](../${second}).\n`),
      () => edit(drill, (text) => `${text}\nAnother last line.\n:::internal\nNot for all.\n:::\n`),
      () => edit(first, (text) => text.replace(/^title: .*$/m, "title: Another title")),
      () => edit("inquest.yaml", (text) => text.replace(/^title: .*$/m, "title: Another library")),
      () => edit("catalog/invariants.yaml", (text) => text.replace(/title: /, "title: Always ")),
      () => rmSync(at(second)),
      () => renameSync(at(third), at(third.replace(/\.md$/, "-again.md"))),
      () => edit(first, (text) => text.replace(/^status: published$/m, "status: draft")),
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
