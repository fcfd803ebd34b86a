import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../src/pipeline/check.js";
import { exportDataSet, exportDocument } from "../../src/pipeline/export.js";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";

const BROKEN = "2026-03-15-a-near-miss";
const OTHER = "2026-03-14-old-keys-refused";
const NEAR_MISS = ALSO_SOUND.replace("kind: incident", "kind: near-miss\ncaught_by: chance");
/** A page that cannot be filled for one document alone. */
const TEMPLATE =
  "{{#> layouts/page}}<h1>{{page.title}}</h1>\n{{#if isNearMiss}}{{nothing.here}}{{/if}}{{/layouts/page}}";

function collection() {
  const cwd = collectionFolder({
    [`incidents/${OTHER}.md`]: SOUND,
    [`incidents/${BROKEN}.md`]: NEAR_MISS,
    "templates/pages/incident/incident.hbs": TEMPLATE,
  });
  const config = join(cwd, "inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}base_url: https://learning.example.org/\n`);
  return cwd;
}

test("a document whose page cannot be made is one diagnostic at its file, and nothing is built", () => {
  const cwd = collection();
  const { code, stderr } = inquest(["build"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(
    new RegExp(`^incidents/${BROKEN}\\.md:1:1 {2}error {2}Expected a document that can be shown: Cannot fill `, "m"),
  );
  expect(stderr).toContain("in templates/pages/incident/incident.hbs:2:");
  expect(stderr).not.toContain(OTHER);
  expect(stderr).toContain("1 error");
  expect(existsSync(join(cwd, "_site"))).toBe(false);
});

test.each(["public", "internal"])(
  "--allow-errors builds the others for the %s, with a notice in its place",
  (audience) => {
    const cwd = collection();
    const { code, stderr } = inquest(["build", "--allow-errors", "--audience", audience], { cwd });
    expect(`${code} ${stderr}`).toMatch(/^0 /);
    const read = (path: string) => readFileSync(join(cwd, "_site", path), "utf8");
    expect(read(`incidents/${OTHER}/index.html`)).toContain("<h1>Old keys were refused");
    const notice = read(`incidents/${BROKEN}/index.html`);
    expect(notice).toContain("This page could not be made from its file");
    expect(notice).toContain("<h1>Keys were published late again</h1>");
    const pages = readdirSync(join(cwd, "_site"), { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith("/index.html"),
    );
    expect(pages.length).toBeGreaterThan(50);
    const silent = pages.filter((path) => {
      const text = read(path);
      // What leads to a new address has no text.
      return !text.includes('http-equiv="refresh"') && !text.includes("Some files of this collection had errors");
    });
    expect(silent).toEqual([]);
    expect(JSON.parse(read("data/postmortems.json")).postmortems.map(({ id }: { id: string }) => id)).toEqual([OTHER]);
  },
);

test("a template that fails on every document is at fault itself", () => {
  const cwd = collection();
  writeFileSync(join(cwd, "templates/pages/incident/incident.hbs"), "\n{{nothing.here}}");
  const { code, stderr } = inquest(["build", "--allow-errors"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^inquest: Cannot fill pages\/incident\/incident\.hbs: .*incident\.hbs:2:2\n$/m);
});

test.each(["public", "internal"] as const)(
  "an export for the %s leaves out the one document that cannot be measured, and says why",
  async (audience) => {
    const cwd = collection();
    writeFileSync(join(cwd, `incidents/${OTHER}.md`), SOUND.replace("\nkind:", "\nvisibility: public\nkind:"));
    writeFileSync(join(cwd, `incidents/${BROKEN}.md`), NEAR_MISS.replace("\nkind:", "\nvisibility: public\nkind:"));
    const checked = await check(cwd, { now: null, today: "2026-12-01" });
    // What no schema lets through, as it would be if a check of ours were wrong.
    const [, broken] = checked.collection.postmortems;
    if (broken) Object.assign(broken.data, { timeline: [{ at: 5, event: "x", marks: ["began"] }] });
    const options = { audience, now: null, today: "2026-12-01", version: "0.0.0", zone: null } as const;
    const { made, leftOut } = await exportDataSet(cwd, checked, { ...options, format: "json" });
    expect([...leftOut.keys()]).toEqual([`incidents/${BROKEN}.md`]);
    const rows = made.find(({ path }) => path === "postmortems/year=2026/data.json")?.content ?? "";
    expect([OTHER, BROKEN].map((id) => String(rows).includes(`"${id}"`))).toEqual([true, false]);
    expect((await exportDocument(cwd, checked, OTHER, options)).made).toContain("# Old keys were refused");
    await expect(exportDocument(cwd, checked, BROKEN, options)).rejects.toThrow(`${BROKEN} cannot be shown: `);
  },
);
