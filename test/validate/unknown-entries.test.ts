import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findingsOf, put } from "../support/findings.js";

const SERVICES = "schema: 1\nservices:\n  - {id: checkout, title: Checkout}\n";
const ENTRY = "schema: 1\ntitle: Checkout\n";

async function hintFor(fields: string, services: "list" | "folder" | "both" | "none") {
  const prepare = (root: string) => {
    const catalog = join(root, "catalog");
    rmSync(join(catalog, "services.yaml"), { force: true });
    if (services === "list" || services === "both") writeFileSync(join(catalog, "services.yaml"), SERVICES);
    if (services === "list" || services === "none") return;
    mkdirSync(join(catalog, "services"), { recursive: true });
    writeFileSync(join(catalog, "services", `${services === "both" ? "basket" : "checkout"}.yaml`), ENTRY);
  };
  const found = await findingsOf("unknown-reference", [put(fields)], { prepare });
  return found.find(({ message }) => /check0ut|other-thing|trust/.test(message))?.hint;
}

test.each([
  ["check0ut", "list", 'Did you mean "checkout"? Else add it to catalog/services.yaml'],
  ["check0ut", "folder", 'Did you mean "checkout"? Else add it to catalog/services/ as check0ut.yaml'],
  ["check0ut", "both", 'Did you mean "checkout"? Else add it to catalog/services.yaml'],
  ["other-thing", "list", "Add it to catalog/services.yaml, or use one of checkout"],
  ["other-thing", "folder", "Add it to catalog/services/ as other-thing.yaml, or use one of checkout"],
  ["other-thing", "none", "Add it to catalog/services.yaml"],
] as const)("the unknown service %s of a %s names the nearest and the file to add it to", async (id, form, hint) => {
  expect(await hintFor(`services: [{service: ${id}, role: origin}]`, form)).toBe(hint);
});

test("an unknown kind of failure is added to the file of its class", async () => {
  const hint = await hintFor("failure_kinds: [{kind: trust/invalid-identiti, why: Expired}]", "list");
  expect(hint).toMatch(/^Did you mean "trust\/[a-z-]+"\? Else add it to catalog\/taxonomy\.yaml$/);
});
