import { expect, test } from "vitest";
import { type Answers, answers, type Question } from "../../src/measure/answers.js";
import { redact } from "../../src/redact/redact.js";
import { bareGraph, collection, incident } from "../support/collection.js";

const of = (status: Answers[number] | undefined, question: Question) =>
  status?.answers.find(({ answer }) => answer === question);

test("answers are given, blank with a reason, or absent, by status", () => {
  const held = answers(
    bareGraph(
      collection([
        incident("2026-01-01-whole", {
          violated_invariants: [{ invariant: "a", how: "It did not hold" }],
          detection: { delay: "PT5M", by: "alert", why_delayed: "Sampled" },
          unclear_contracts: { none: "Both knew" },
          missing_evidence: { unknown: "Nobody looked" },
        }),
        incident("2026-01-02-imported", { status: "draft", detection: { delay: "PT5M" }, missing_evidence: [] }),
        incident("2026-01-03-caught", { kind: "near-miss", detection: { not_applicable: "Nothing began" } }),
      ]),
    ),
  );
  expect(held.map(({ status }) => status)).toEqual(["published", "draft"]);
  const [published, draft] = held;
  expect(published?.complete).toEqual(["2026-01-01-whole"]);
  expect(of(published, "unclear_contracts")?.none).toEqual(["2026-01-01-whole"]);
  expect(of(published, "missing_evidence")?.unknown).toEqual(["2026-01-01-whole"]);
  expect(of(published, "detection")).toMatchObject({
    given: ["2026-01-01-whole"],
    not_applicable: ["2026-01-03-caught"],
  });
  // A delay does not say why detection was delayed, and an empty list answers nothing.
  expect(of(draft, "detection")?.absent).toEqual(["2026-01-02-imported"]);
  expect(of(draft, "missing_evidence")?.absent).toEqual(["2026-01-02-imported"]);
});

test("a withheld answer is counted apart: it is neither given nor a blank with a reason", () => {
  const config = { visibility: "public" as const };
  const entry = { id: "M1", what: "A trace", kind: "trace" as const, needed_for: "Telling" };
  const told = incident("2026-01-01-told", {
    violated_invariants: [{ invariant: "internal-one", how: "It did not hold" }],
    detection: { why_delayed: "Sampled", visibility: "internal" } as never,
    unclear_contracts: { unpublished: "Nobody asked" },
    missing_evidence: [{ ...entry, visibility: "internal" as const }],
  });
  const invariant = { id: "internal-one", title: "Internal", description: "So", statement: "Always" };
  const whole = collection([told], { config, catalogs: { invariants: [{ ...invariant, visibility: "internal" }] } });
  const [seen] = answers(bareGraph(redact(whole, "public")));
  const ids = ["2026-01-01-told"];
  expect(of(seen, "violated_invariants")).toMatchObject({ given: [], unpublished: [], withheld: ids });
  expect(of(seen, "missing_evidence")).toMatchObject({ given: [], unpublished: [], withheld: ids });
  expect(of(seen, "unclear_contracts")).toMatchObject({ unpublished: ids, withheld: [] });
  expect(seen?.complete).toEqual(ids);
  const [all] = answers(bareGraph(redact(whole, "internal")));
  expect(of(all, "violated_invariants")).toMatchObject({ given: ids, withheld: [] });
});
