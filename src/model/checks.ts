import type { Invariant } from "./schema-types.js";

/** What can be named in a file of the repository to check an invariant. */
const NAMED_CHECKS = ["alert", "slo", "test", "policy"] as const;
export type NamedCheckKind = (typeof NAMED_CHECKS)[number];

/** Something that checks an invariant. `text` is the older form: a sentence that names no file. */
export type Check =
  | { kind: NamedCheckKind; name: string; file: string }
  | { kind: "url"; url: string }
  | { kind: "text"; text: string };

/** What checks an invariant; none where nothing does, and for an invariant that is not in the catalog. */
export function checksOf(invariant: Pick<Invariant, "checked_by"> | undefined): Check[] {
  const checkedBy = invariant?.checked_by;
  if (checkedBy === undefined) return [];
  if (typeof checkedBy === "string") return [{ kind: "text", text: checkedBy }];
  return checkedBy.flatMap((check): Check[] => {
    if (check.url !== undefined) return [{ kind: "url", url: check.url }];
    const kind = NAMED_CHECKS.find((one) => check[one] !== undefined);
    const name = kind && check[kind];
    return kind && name !== undefined && check.file !== undefined ? [{ kind, name, file: check.file }] : [];
  });
}

/** `alert RevokedGrantHonoured in ops/alerts.yaml`. */
export function checkText(check: Check): string {
  if (check.kind === "url") return check.url;
  return check.kind === "text" ? check.text : `${check.kind} ${check.name} in ${check.file}`;
}
