import { expect, test } from "vitest";
import { build, report } from "../../src/pipeline.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

/** A postmortem in which every reference leads nowhere, each to an id of its own. */
const POSTMORTEM = SOUND.replace("owner: editors", "account: own\nowner: nowhere-owner\nseverity: nowhere-severity")
  .replace("service: logto-cloud-sign-in", "service: nowhere-service")
  .replace("kind: trust/invalid-identity", "kind: trust/nowhere-kind")
  .replace("steps: [freeze-rollouts]", "steps: [nowhere-step-of-event], cites: [E77]")
  .replace("step: contain-blast-radius", "step: nowhere-step")
  .replace("invariant: every-valid-token-can-be-verified", "invariant: nowhere-invariant")
  .replace("contract: what-clean-up-may-remove", "contract: nowhere-contract")
  .replace(
    "missing_evidence:",
    `recurrence_of:
  - {incident: 2026-01-01-nowhere-recurrence, why: The same, same: [contract:nowhere-same]}
degradation:
  - {dependency: a store, action: read, policy: nowhere-policy, expected: nowhere-class, observed: nowhere-observed}
held:
  - {what: "invariant:nowhere-held", how: It held}
recovery:
  - {objective: nowhere-objective, service: nowhere-measured, value: PT1H}
related:
  - {incident: 2026-01-01-nowhere-related, relation: same-pattern, why: Alike}
  - {drill: 2026-01-01-nowhere-drill, relation: same-pattern, why: Alike}
actions:
  - id: A1
    title: Publish before use
    type: prevent
    state: done
    owner: nowhere-action-owner
    addresses: ["contract:nowhere-addressed", "missing:M77"]
    closed_by: {artifact: A drill, proven_by: "drill:2026-01-01-nowhere-proof"}
missing_evidence:`,
  )
  .replace("kind: metric,", "kind: metric, theme: nowhere-theme,");

const DRILL = `---
schema: 1
title: Keys are rotated on a quiet day
status: published
published_on: 2026-06-01
scenario: nowhere-scenario
held: 2026-05-20
environment: staging
owner: nowhere-owner-of-drill
services: [nowhere-service-of-drill]
automation: {result: pass, criterion: Every token is verified}
playbook: {result: pass, criterion: Done within an hour}
steps:
  - {step: nowhere-step-of-drill, result: pass}
incidents:
  - {incident: 2026-01-01-nowhere-incident-of-drill, relation: verifies}
findings:
  - {id: F1, what: It took too long, failure_kind: trust/nowhere-kind-of-finding}
missing_evidence:
  - {id: M1, what: How long it took, kind: metric, needed_for: Telling so}
actions:
  - {id: A1, title: Rotate again, type: rehearse, state: proposed, addresses: ["finding:F1"]}
---

## Hypothesis

It works.

## What happened

It did.

## What surprised us

Nothing.

## Lessons

Rotate often.
`;

const folder = () =>
  collectionFolder({
    "incidents/2026-03-14-old-keys-refused.md": POSTMORTEM,
    "drills/2026-05-20-quiet-rotation.md": DRILL,
  });

/** Ids that lead nowhere and are not said to, with what stands around them. */
function bareIn(text: string): string[] {
  const ids = /.{0,50}(?<![\w/])(?:[\w-]+\/)?(?:2026-01-01-)?nowhere-[a-z-]+(?! \(unresolved\)|[a-z-]).{0,20}/g;
  return [...text.matchAll(ids)].map(([around]) => around);
}

/** What readers see of a page, without markup, scripts and attributes. */
function shownOf(html: string): string {
  return html
    .replace(/<(script|style|head)[\s>][\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ");
}

test.each(["internal", "public"] as const)(
  "every page of the %s site says what leads nowhere, and that it lacks something",
  async (audience) => {
    const { files, errors } = await build(folder(), {
      audience,
      baseUrl: "https://learning.example.org/",
      date: "2026-11-23",
      version: "0.0.0",
      search: false,
      allowErrors: true,
    });
    expect(errors.filter(({ rule }) => rule !== "unknown-reference").map(({ message }) => message)).toEqual([]);
    expect(errors.length).toBeGreaterThan(25);
    const pages = (files ?? []).flatMap(({ path, content }) => {
      const isShown = typeof content === "string" && /\.(?:html|xml|md|txt)$/.test(path);
      return isShown ? [{ path, text: path.endsWith(".html") ? shownOf(content) : content }] : [];
    });
    expect(pages.flatMap(({ path, text }) => bareIn(text).map((around) => `${path}: ${around}`))).toEqual([]);
    const [incident, drill] = ["incidents/2026-03-14-old-keys-refused", "drills/2026-05-20-quiet-rotation"].map(
      (path) => pages.find((page) => page.path === `${path}/index.html`)?.text,
    );
    for (const id of [
      "owner",
      "severity",
      "service",

      "invariant",
      "contract",

      "class",
      "action-owner",
      "addressed",
    ])
      expect(incident).toContain(`nowhere-${id} (unresolved)`);
    for (const id of ["M77", "E77"]) expect(incident).toContain(`${id} (unresolved)`);
    for (const id of ["scenario", "owner-of-drill", "service-of-drill", "step-of-drill", "kind-of-finding"])
      expect(drill).toContain(`nowhere-${id} (unresolved)`);
  },
);

test("the report says of what leads nowhere that it does", async () => {
  const filter = { since: null, service: null, class: null };
  const given = { format: "markdown", filter, all: true, now: "2026-11-23", today: "2026-11-23" } as const;
  const { text, dropped } = await report(folder(), { ...given, version: "0", colour: false });
  expect(bareIn(text)).toEqual([]);
  expect(text).toContain("nowhere-class (unresolved)");
  expect(dropped).toBeGreaterThan(25);
});
