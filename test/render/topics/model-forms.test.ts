import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collectionFolder, SOUND } from "../../support/collection-folder.js";
import { inquest } from "../../support/run-inquest.js";

const EARLIER = "2026-03-14-old-keys-refused";
const LATER = "2026-05-02-new-keys-refused";
const THEMES = `schema: 1
themes:
  - {id: version-in-force, title: Which version was in force, aliases: [key set per client], description: Which key set a process held.}
`;
const EARLIER_TEXT = SOUND.replace(
  "missing_evidence:\n",
  "actions:\n  - {id: A1, title: Rotate every night, type: prevent, state: reported-done, closed_by: {artifact: A nightly job, judged: {by: audit, on: 2026-04-01, as: sufficient}}}\nmissing_evidence:\n",
).replace(
  "needed_for: Telling who was affected}",
  "theme: version-in-force, needed_for: Telling who was affected, status: closed, closed_by: {artifact: A panel, judged: {by: audit, on: 2026-04-02, as: partial}}}",
);
const LATER_TEXT = SOUND.replaceAll("2026-03-14T", "2026-05-02T")
  .replace(
    "title: Old keys were refused for an hour after a rotation",
    "title: New keys were refused\naliases: [JWKS outage]",
  )
  .replace(
    "violated_invariants:\n",
    `held: [{what: "invariant:every-valid-token-can-be-verified", how: The cache kept the old keys, limit: For an hour}, {what: The night shift, how: It saw the alert}]
recurrence_of: [{external: {title: Sign-in outage of 2015, publisher: Example Inc., on: "2015"}, why: The same cache}]
related: [{incident: ${EARLIER}, relation: caused-by, action: A1, why: The nightly job rotated too early}]
sources: [{id: S1, title: A status page, url: "https://status.example.org/1", archive: "https://archive.example.org/1"}]
violated_invariants:
`,
  );

function build(files: Record<string, string>): string {
  const root = collectionFolder({ "catalog/evidence-themes.yaml": THEMES, ...files });
  const run = inquest(["build", "--no-search", "--allow-errors", "--out", "site"], { cwd: root });
  expect(run.code, run.stderr).toBe(0);
  return join(root, "site");
}

test("forms of the model are shown, from both ends", () => {
  const site = build({ [`incidents/${EARLIER}.md`]: EARLIER_TEXT, [`incidents/${LATER}.md`]: LATER_TEXT });
  const page = (path: string) => readFileSync(join(site, path, "index.html"), "utf8");
  const [earlier, later] = [page(`incidents/${EARLIER}`), page(`incidents/${LATER}`)];
  expect(later).toContain("Also: JWKS outage");
  expect(later).toMatch(
    /What held[\s\S]*The cache kept the old keys[\s\S]*Its limit: For an hour[\s\S]*The night shift/,
  );
  expect(later).toMatch(/Recurrence of\u00a0· elsewhere\u00a0· Example Inc\., 2015[\s\S]*Sign-in outage of 2015/);
  expect(later).toMatch(/Caused by[\s\S]*Through the action: Rotate every night/);
  expect(later).toContain('<a href="https://archive.example.org/1">saved copy</a>');
  expect(earlier).toMatch(/Caused[\s\S]*New keys were refused[\s\S]*Through the action: Rotate every night/);
  expect(earlier).toMatch(/Left behind: A nightly job[\s\S]*Judged sufficient by audit/);
  expect(earlier).toMatch(/is-open">open<[\s\S]*Judged only partly closed by audit/);
  expect(page("invariants/every-valid-token-can-be-verified")).toMatch(
    /Held in[\s\S]*New keys were refused<\/a>: The cache kept/,
  );
  const theme = page("evidence/themes/version-in-force");
  expect(theme).toMatch(
    /Also: key set per client[\s\S]*1 gap in 1 document, 1 still open[\s\S]*Which verifier held which keys/,
  );
  expect(page("blind-spots")).toMatch(/themes\/version-in-force\/index\.html[\s\S]*1 gap in 1 incident/);
  expect(existsSync(join(site, "evidence/themes/extent-of-harm"))).toBe(false);
});

test.each([
  ["A1", []],
  ["A9", ['Unknown action "A9" of "2026-03-14-old-keys-refused"']],
])("related names the action %s of the other document", (action, expected) => {
  const root = collectionFolder({
    "catalog/evidence-themes.yaml": THEMES,
    [`incidents/${EARLIER}.md`]: EARLIER_TEXT,
    [`incidents/${LATER}.md`]: LATER_TEXT.replace("action: A1", `action: ${action}`),
  });
  const { stdout } = inquest(["check", "--format", "json"], { cwd: root });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; message: string }[] };
  expect(diagnostics.filter(({ rule }) => rule === "unknown-reference").map(({ message }) => message)).toEqual(
    expected,
  );
});
