import { expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import { collection, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";
import { CATALOGS } from "../../support/small-catalogs.js";

test("an incident that only threatened an invariant is shown apart from those that violated it", async () => {
  const invariant = CATALOGS.invariants[0]?.id ?? "";
  const entry = { invariant, how: "It was" };
  const of = collection(
    [
      incident("2026-03-14-violated", { violated_invariants: [entry], title: "The violation" }),
      incident("2026-04-14-threatened", {
        violated_invariants: [{ ...entry, state: "threatened" }],
        title: "The threat",
      }),
      incident("2026-05-14-both", {
        violated_invariants: [entry, { ...entry, state: "threatened", how: "It nearly was" }],
        title: "The one with both",
      }),
    ],
    { catalogs: CATALOGS as never },
  );
  const pages = await renderPages(of, { graph: link(of) });
  const text = (page: string) => textOf(pages.get(`${page}/index.html`) ?? "");
  expect(text(`invariants/${invariant}`)).toMatch(
    /Violated in 2 incidents .*The one with both.*The violation.* Threatened in 1 incident It held, but barely\. .*The threat/,
  );
  expect(text("invariants")).toMatch(/2 incidents ?threatened in 1/);
  expect(text("incidents/2026-04-14-threatened")).toMatch(/2 other incidents · threatened, not violated/);
  expect(text("incidents/2026-03-14-violated")).toContain("1 other incident");
});

test("drafts and archived incidents are not under the heading that counts", async () => {
  const violated = { violated_invariants: [{ invariant: CATALOGS.invariants[0]?.id ?? "", how: "It was" }] };
  const of = collection(
    [
      incident("2026-03-14-told", { ...violated, title: "The published one" }),
      incident("2026-04-14-draft", { ...violated, title: "The draft", status: "draft" }),
      incident("2020-04-14-old", { ...violated, title: "The archived one", status: "archived" }),
    ],
    { catalogs: CATALOGS as never },
  );
  const pages = await renderPages(of, { graph: link(of) });
  const text = textOf(pages.get(`invariants/${CATALOGS.invariants[0]?.id}/index.html`) ?? "");
  expect(text).toMatch(
    /Violated in 1 incident .*The published one.* Drafts and archived incidents In no count\. .*The draft.*The archived one/,
  );
});
