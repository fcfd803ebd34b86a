import { posix } from "node:path";
import type { Evidence } from "./schema-types.js";

/** The kinds of evidence, attached or missing. */
export const EVIDENCE_KINDS: readonly Evidence["kind"][] = [
  "log",
  "metric",
  "trace",
  "audit",
  "snapshot",
  "config",
  "message",
  "account",
  "inventory",
  "test",
];

const BY_ENDING: Readonly<Record<string, Evidence["kind"]>> = {
  ".log": "log",
  ".out": "log",
  ".csv": "metric",
  ".tsv": "metric",
  ".conf": "config",
  ".cfg": "config",
  ".ini": "config",
  ".toml": "config",
  ".yaml": "config",
  ".yml": "config",
  ".eml": "message",
  ".mbox": "message",
  ".trace": "trace",
  ".har": "trace",
};

/** The kind of evidence that a file most likely is, by its ending: a picture or anything else is a snapshot. */
export function evidenceKindOf(name: string): Evidence["kind"] {
  return BY_ENDING[posix.extname(name).toLowerCase()] ?? "snapshot";
}
