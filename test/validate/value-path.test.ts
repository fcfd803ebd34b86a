import { expect, test } from "vitest";
import { put } from "../support/findings.js";
import { checkExample } from "../support/rule-examples.js";

test.each([
  [
    "a field of an entry, by the id of the entry",
    "action-overdue",
    put(
      "actions:\n  - {id: A1, type: prevent, title: Count, state: committed, owner: team-policy, due: 2026-01-01, addresses: ['missing:M1']}",
    ),
    ["actions/A1/due"],
  ],
  [
    "an entry without an id, by its index",
    "blameless-language",
    put(
      "timeline:\n  - {at: 2026-03-14T09:00:00Z, event: It began, marks: [began]}\n  - {at: 2026-03-14T09:40:00Z, event: Human error, marks: [detected, resolved]}",
    ),
    ["timeline/1/event"],
  ],
  [
    "an item of a list",
    "unknown-reference",
    put(
      "missing_evidence: []\nactions:\n  - {id: A1, type: prevent, title: Count, state: proposed, addresses: ['contract:none-such']}",
    ),
    ["actions/A1/addresses/0"],
  ],
  ["text of the body, by its heading", "blameless-language", put("## Impact\n\nIt was human error."), ["body/Impact"]],
  [
    "what a list lacks, by its name",
    "choreography-incomplete",
    put("response: []"),
    ["response", "response/restore-observability"],
  ],
  ["a missing section, by its heading", "required-section", put("Nothing.\n", "body"), ["body/Impact", "body/Lessons"]],
  [
    "a missing field of an entry",
    "schema",
    put("actions:\n  - {id: A1, type: prevent, title: Count}"),
    ["actions/A1/state"],
  ],
  ["an unknown field", "schema", put("titel: Stale"), ["titel"]],
  [
    "an entry of a catalog",
    "orphan-entry",
    put(
      "services:\n  - {id: lonely, title: Lonely, organisation: Example, description: Nobody needs it.}",
      "catalog/services.yaml",
    ),
    ["services/lonely/id"],
  ],
  ["the file as a whole", "id-format", put("title: Other", "incidents/2026-02-31-no-day.md"), [""]],
])("%s", async (_, rule, fence, paths) => {
  const found = (await checkExample([fence])).filter((one) => one.rule === rule).map(({ path }) => path);
  expect(found).toEqual(expect.arrayContaining(paths));
});

test("what must not be printed is not part of the path either", async () => {
  const found = await checkExample([put("## Mail to jane.doe@quux.dev\n\nSent.")]);
  const [mail] = found.filter(({ rule }) => rule === "personal-data");
  expect(mail?.path).toBe("body/Mail to …");
});
