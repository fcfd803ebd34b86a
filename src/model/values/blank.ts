import type { Blank, ListBlank } from "../schema-types.js";

export type BlankKind = "unknown" | "unpublished" | "not_applicable" | "none";

const KINDS: readonly BlankKind[] = ["unknown", "unpublished", "not_applicable", "none"];

/** Whether a value is a blank with its reason, such as `{unknown: …, gap: M1}`. */
export function isBlank(value: unknown): value is Blank | ListBlank {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  // Asked of nearly every value of a collection, so it goes through no list.
  const { unknown, unpublished, not_applicable, none } = value as ListBlank;
  return (
    typeof unknown === "string" ||
    typeof unpublished === "string" ||
    typeof not_applicable === "string" ||
    typeof none === "string"
  );
}

/** The value, or undefined where it is absent or a blank. */
export function filled<T>(value: T | Blank | ListBlank | undefined): T | undefined {
  return value === undefined || isBlank(value) ? undefined : (value as T);
}

/** A list that may be a blank or absent, as a list. */
export function listOf<T>(value: readonly T[] | ListBlank | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}

/** What kind of blank it is, and its reason. */
export function blankReason(blank: ListBlank): { kind: BlankKind; reason: string; gap: string | null } {
  for (const kind of KINDS) {
    const reason = blank[kind];
    if (reason !== undefined) return { kind, reason, gap: blank.gap ?? null };
  }
  return { kind: "unknown", reason: "", gap: null };
}
