import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const EXAMPLE = fileURLToPath(new URL("../../postmortems/", import.meta.url));

/** A new folder with the given files; it is gone when the test ends. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  put(folder, files);
  return folder;
}

/** A copy of the example's catalogs in a new folder, with the given files; it is gone when the test ends. */
export function collectionFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder({});
  putCollection(folder, files);
  return folder;
}

/** The same in a folder that several tests share. */
export function putCollection(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  cpSync(join(EXAMPLE, "catalog"), join(folder, "catalog"), { recursive: true });
  // Most of the catalogs is used by nothing here, and the text of the about page is not copied.
  const config = readFileSync(join(EXAMPLE, "inquest.yaml"), "utf8").replace(/^site:\n(?: .*\n)+/m, "");
  writeFileSync(join(folder, "inquest.yaml"), `${config}\nrules: {orphan-entry: off}\n`);
  put(folder, files);
}

/** A collection whose site leaves out the pages of the rules, which are most of it and take most of the time. */
export function withoutRulePages(folder: string): string {
  const config = join(folder, "inquest.yaml");
  writeFileSync(config, `${readFileSync(config, "utf8")}site: {rules: false}\n`);
  return folder;
}

function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A small valid postmortem. */
export const SOUND = `---
schema: 1
title: Old keys were refused for an hour after a rotation
kind: incident
status: published
published_on: 2026-03-24
owner: editors
services:
  - {service: logto-cloud-sign-in, role: origin}
failure_kinds:
  - {kind: trust/invalid-identity, why: Valid tokens were refused}
timeline:
  - {at: 2026-03-14T09:02:00Z, event: The key is rotated, marks: [began]}
  - {at: 2026-03-14T09:49:00Z, event: Sign-in errors raise an alert, marks: [detected]}
  - {at: 2026-03-14T10:05:00Z, event: Rollouts are paused, steps: [freeze-rollouts]}
  - {at: 2026-03-14T10:20:00Z, event: The old key is back, steps: [known-good-baseline], marks: [resolved]}
response:
  - {step: contain-blast-radius, outcome: not-needed, reason: One tenant was affected}
  - {step: restore-observability, outcome: taken}
  - {step: reopen-progressively, outcome: not-recorded, reason: Nobody wrote it down}
violated_invariants:
  - {invariant: every-valid-token-can-be-verified, how: Tokens of the old key were refused}
detection: {delay: PT47M, by: alert, why_delayed: The alert waits for a quarter of an hour of errors}
unclear_contracts:
  - {contract: what-clean-up-may-remove, gap: Whether a key in use may go was written nowhere}
missing_evidence:
  - {id: M1, what: Which verifier held which keys, kind: metric, needed_for: Telling who was affected}
---

## Summary
Tokens were refused.

## Impact
Sign-in failed for an hour.

## Which invariant was violated
The one above, on every verifier.

## Why detection was delayed
The alert is slow.

## Which contract lacked clarity
The rotation procedure.

## What evidence was missing
The keys that each verifier held.

## Lessons
Publish before use.
`;

/** A second one: with the title or the text of the first it would be reported as its copy. */
export const ALSO_SOUND = SOUND.replace(/^title: .*/m, "title: Keys were published late again").replace(
  "Publish before use.",
  "Watch what verifiers hold.",
);
