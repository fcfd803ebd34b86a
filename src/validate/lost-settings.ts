import type { Severity } from "../model/diagnostic.js";
import type { ConfigData } from "../model/schema-types.js";
import type { CheckedFile } from "./checked-file.js";
import { nearest } from "./ids/suggest.js";

/** A setting on which what rules say depends. The severities of rules are asked for one by one. */
export type Setting = keyof ConfigData;

/** What `inquest.yaml` sets, and cannot be read: rules that depend on it say nothing, since its default would be wrong. */
export interface LostSettings {
  any: boolean;
  has(setting: Setting): boolean;
  /** Whether the severity of a rule is among them, so that it may be off. */
  hasRule(rule: { id: string; severity: Severity }): boolean;
}

const NONE: LostSettings = { any: false, has: () => false, hasRule: () => false };
/** An error is seldom switched off. */
const ALL: LostSettings = { any: true, has: () => true, hasRule: ({ severity }) => severity !== "error" };

/** The settings that rules ask for, by which a misspelt one is recognised. */
const KNOWN: readonly Setting[] = ["account", "as_of", "audience", "fields", "rules", "sections", "sources"];

/** @param unreadable the paths of existing files that could not be read */
export function lostSettings(files: readonly CheckedFile[], unreadable: readonly string[]): LostSettings {
  const config = files.find(({ parsed }) => parsed.file.role === "config");
  if (config === undefined) return unreadable.includes("inquest.yaml") ? ALL : NONE;
  const { source, data: written, problems } = config.parsed;
  if (isMap(written)) return lostIn(written, config.schema.data);
  if (written !== undefined || source.text.trim() === "" || problems.some(({ isTextCut }) => isTextCut)) return ALL;
  // What the text does not name is not set.
  const names = (word: string) => new RegExp(`(?<![\\w-])${word}["']?\\s*:`).test(source.text);
  return { any: true, has: names, hasRule: ({ id }) => names(id) };
}

function lostIn(written: Record<string, unknown>, read: unknown): LostSettings {
  const kept = isMap(read) ? read : {};
  if (isSame(written, kept)) return NONE;
  const misspelt = new Set(Object.keys(written).flatMap((key) => (key in kept ? [] : nearest(key, KNOWN))));
  const has = (setting: Setting) => misspelt.has(setting) || !isSame(written[setting], kept[setting]);
  const { rules } = written;
  return {
    any: true,
    has,
    hasRule: ({ id }) =>
      isMap(rules) ? !isSame(rules[id], isMap(kept.rules) ? kept.rules[id] : undefined) : has("rules"),
  };
}

/** Whether nothing was taken out. Copies of the data have no prototype. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
