import { expect, test } from "vitest";
import type { Evidence } from "../../src/model/schema-types.js";
import { attachmentsFor } from "../../src/redact/attachments.js";
import { redact } from "../../src/redact/redact.js";
import { collection, drill, incident } from "../support/collection.js";

const PUBLIC = { visibility: "public" as const };
const entry = (id: string, file: string, rest: Partial<Evidence> = {}): Evidence => ({
  id,
  kind: "log",
  file,
  ...rest,
});

function attachments(documents: ReturnType<typeof incident>[], drills: ReturnType<typeof drill>[] = []) {
  const all = collection(documents, { drills });
  return {
    public: attachmentsFor(all, redact(all, "public")),
    internal: attachmentsFor(all, redact(all, "internal")),
  };
}

test("evidence entries that are seen, of postmortems and drills", () => {
  const told = incident("told", { ...PUBLIC, evidence: [entry("E1", "b.log"), entry("E2", "./a/../a.log")] });
  const held = drill("held", { ...PUBLIC, evidence: [entry("E1", "run.txt"), { id: "E2", kind: "log" }] });
  expect(attachments([told], [held]).public).toEqual([
    "evidence/held/run.txt",
    "evidence/told/a.log",
    "evidence/told/b.log",
  ]);
});

test("nothing of an internal document or entry, of a draft, or from outside", () => {
  const secret = entry("E2", "secret.log", { visibility: "internal" });
  const documents = [
    incident("told", { ...PUBLIC, evidence: [entry("E1", "a.log"), secret, entry("E3", "../../inquest.yaml")] }),
    incident("internal", { evidence: [entry("E1", "a.log")] }),
    incident("draft", { ...PUBLIC, status: "draft", evidence: [entry("E1", "a.log")] }),
  ];
  expect(attachments(documents).public).toEqual(["evidence/told/a.log"]);
  expect(attachments(documents).internal).toEqual([
    "evidence/draft/a.log",
    "evidence/internal/a.log",
    "evidence/told/a.log",
    "evidence/told/secret.log",
  ]);
});

test("a file that something internal lists as well stays away, however it is written", () => {
  const documents = [
    incident("told", { ...PUBLIC, evidence: [entry("E1", "../common/A.log"), entry("E2", "../told/b.log")] }),
    incident("other", { evidence: [entry("E1", "../common/./a.log")] }),
  ];
  expect(attachments(documents).public).toEqual(["evidence/told/b.log"]);
});

test("images of bodies from the document's own folder", () => {
  const body = [
    "![One](../evidence/told/one.png) ![Two][two] [No image](../evidence/told/three.png)",
    "![Of another](../evidence/other/four.png) ![Away](https://example.org/five.png)",
    "",
    ":::internal",
    "![Secret](../evidence/told/secret.png)",
    ":::",
    "",
    "[two]: ../evidence/told/two.png",
  ].join("\n");
  const told = incident("told", { ...PUBLIC, evidence: [] }, body);
  expect(attachments([told]).public).toEqual(["evidence/told/one.png", "evidence/told/two.png"]);
  expect(attachments([told]).internal).toContain("evidence/told/secret.png");
});

test("an image that an internal entry lists stays away from a public body", () => {
  const secret = entry("E1", "one.png", { visibility: "internal" });
  const told = incident("told", { ...PUBLIC, evidence: [secret] }, "![One](../evidence/told/one.png)");
  expect(attachments([told]).public).toEqual([]);
});
