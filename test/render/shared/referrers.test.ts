import { expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import { collection, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";
import { CATALOGS } from "../../support/small-catalogs.js";

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
