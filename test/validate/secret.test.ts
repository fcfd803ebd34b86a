import { rules } from "@secretlint/secretlint-rule-preset-recommend";
import { describe, expect, test } from "vitest";
import { check } from "../../src/pipeline.js";
import { mayHoldSecret } from "../../src/validate/text/secret-signs.js";
import { urlPasswords } from "../../src/validate/text/url-passwords.js";
import { findingsOf, put } from "../support/findings.js";
import { exampleFolder } from "../support/rule-examples.js";

const letters = (length: number) => "Qz7mWc4tLx9b".repeat(20).slice(0, length);

/** One secret for each rule of the preset, put together here so that no scanner takes this file for a leak. */
const SECRETS: Record<string, string[]> = {
  "1password": [`ops_${btoa(JSON.stringify({ k: letters(122) }))}`],
  anthropic: [`sk-ant-${"api03"}-${letters(93)}AA`],
  aws: [
    `AWS_SECRET_${"ACCESS"}_KEY=${letters(40)}`,
    `aws_secret_${"access"}_key: "${letters(40)}"`,
    `Secret${"Access"}Key = ${letters(40)}`,
  ],
  basicauth: [`https://deploy:${letters(12)}@registry.acme-corp.net/v2`],
  "database-connection-string": [
    `postgres://app:${letters(12)}@db.acme-corp.net/app`,
    `mysql://app:${letters(12)}@db.acme-corp.net/app`,
    `mongodb+srv://app:${letters(12)}@db.acme-corp.net/app`,
  ],
  github: [`gh${"p"}_${letters(36)}`, `gh${"s"}_${letters(36)}`, `github${"_pat"}_${letters(82)}`],
  linear: [`lin${"_api"}_${letters(40)}`],
  npm: [`npm${"_"}${letters(36)}`, `https://${letters(20)}:x-oauth-basic@${"github.com"}/`],
  openai: [`sk-${letters(20)}T3Blbk${"FJ"}${letters(20)}`],
  privatekey: [`-----BEGIN RSA ${"PRIVATE"} KEY-----\nMI${letters(200)}\n-----END RSA ${"PRIVATE"} KEY-----`],
  sendgrid: [`S${"G"}.${letters(22)}.${letters(43)}`],
  shopify: [`shp${"at"}_${letters(32)}`, `shp${"ss"}_${letters(32)}`],
  slack: [
    `xox${"b"}-${letters(11)}-${letters(24)}`,
    `https://Hooks.${"Slack"}.com/services/T${letters(8)}/B${letters(8)}/${letters(24)}`,
  ],
};

test("every rule of the preset is known here, so that the quick look can know its signs", () => {
  const ids = rules.map(({ meta }) => meta.id.replace("@secretlint/secretlint-rule-", ""));
  // gcp looks at .json and .p12 files only; what filter-comments would hide is not hidden here.
  expect(ids.sort()).toEqual([...Object.keys(SECRETS), "filter-comments", "gcp"].sort());
});

describe.each(Object.entries(SECRETS))("%s", (_, secrets) => {
  test.each(secrets.map((text) => [text]))("…", async (text) => {
    expect(mayHoldSecret(text)).toBe(true);
    const found = await findingsOf("secret", [
      put(`## Impact\n\nAn emoji 😀 before.\n\n    ${text.replaceAll("\n", "\n    ")}\n`),
    ]);
    expect(found).toHaveLength(1);
    expect(text.replaceAll("\n", "\n    ")).toContain(found[0]?.at.slice(0, 8));
    expect(`${found[0]?.message} ${found[0]?.hint}`).not.toContain(text.slice(-8));
  });
});

describe("a password in an address of the web", () => {
  const password = letters(12);
  test.each([
    `https://deploy:${password}@registry/v2`,
    `https://deploy:${password}@registry:5000/v2`,
    `http://deploy:${password}@registry.internal`,
    `ftp://deploy:${password}@files`,
    `https://deploy:${password.slice(0, 6)}%21!~@registry.acme-corp.net`,
  ])("whatever its host is called: %s", async (text) => {
    expect(mayHoldSecret(text)).toBe(true);
    const found = await findingsOf("secret", [put(`## Impact\n\nIt fetched \`${text}\`.`)]);
    expect(found.map(({ message }) => message)).toEqual([
      "Expected no secret, found a user and password in an address",
    ]);
    expect(text).toContain(found[0]?.at);
  });

  test("is told once where two patterns know it", async () => {
    const text = `https://deploy:${password}@registry.acme-corp.net/v2 and https://deploy:${password}@registry/v2`;
    expect(await findingsOf("secret", [put(`## Impact\n\n${text}`)])).toHaveLength(2);
  });

  test.each([
    `https://user:${password}@registry/v2`,
    "https://deploy:password1@registry/v2",
    "https://deploy:xxxxxxxx@registry/v2",
    "https://deploy:********@registry/v2 https://deploy:<secret>@registry/v2 https://deploy:$PASSWORD@registry/v2",
    `https://deploy:${password}@localhost:8080/ https://deploy:${password}@registry.example/`,
    "https://registry:5000/v2 https://registry:5000/@scope/name ssh://git@registry:2222/a",
    "https://web.example.org/12:30:45@home",
  ])("none in %s", (text) => {
    expect([...urlPasswords(text)]).toEqual([]);
  });

  test("whatever the text, it ends soon", () => {
    for (const unit of ["https://", "https://a", "https://ab:", "https://ab:abcdef@", "a", "a.", "%"])
      expect([...urlPasswords(unit.repeat(100_000))].length).toBeGreaterThanOrEqual(0);
  });
});

test("in every file, whatever a comment of secretlint says, and never printed", async () => {
  const text = `npm${"_"}${letters(36)}`;
  const services = put(
    `services:\n  - {id: sidecar, title: A, organisation: B, description: ${text}}\n  - {id: admin-api, title: A, organisation: B, description: C}`,
    "catalog/services.yaml",
  );
  const { root, request } = exampleFolder([
    services,
    put(`## Impact\n\n<!-- secretlint-disable -->\n\n${text}\n\n${text}`),
  ]);
  const { diagnostics } = await check(root, request);
  const found = diagnostics.filter(({ rule }) => rule === "secret");
  expect(found.map(({ file, severity, hideSource }) => [file.split("/")[0], severity, hideSource])).toEqual([
    ["catalog", "error", true],
    ["incidents", "error", true],
    ["incidents", "error", true],
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain(text);
});

test("in a long text, at the seam of two runs too, each once", async () => {
  const token = `npm${"_"}${letters(36)}`;
  const lines = Array.from({ length: 4000 }, (_, i) => `Line ${i} of a log, ${i % 40 === 0 ? token : "nothing"}.`);
  const found = await findingsOf("secret", [put(`${lines.join("\n\n")}`, "body")]);
  expect(found.map(({ at }) => at)).toEqual(Array(100).fill(token));
});

test("off is off", async () => {
  const off = put("rules: {secret: off}", "inquest.yaml");
  expect(await findingsOf("secret", [off, put(`## Impact\n\nnpm${"_"}${letters(36)}`)])).toEqual([]);
});
