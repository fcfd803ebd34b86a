import { isBlank } from "../model/values/blank.js";

/** A value that cannot be known because of a gap. */
export interface LostAnswer {
  /** Where it would stand, without indexes: `recovery.value`, `detection.by`. */
  field: string;
  reason: string;
}

/** The blanks of a document that name a gap, by its id. */
export function lostAnswers(data: object): Map<string, LostAnswer[]> {
  const found = new Map<string, LostAnswer[]>();
  collectLost(data, [], found);
  return found;
}

/** Walks the whole document, so it allocates only what it finds. */
function collectLost(value: object, path: string[], found: Map<string, LostAnswer[]>): void {
  const isList = Array.isArray(value);
  if (!isList && "gap" in value && isBlank(value)) {
    const { unknown: reason, gap } = value;
    if (reason === undefined || gap === undefined) return;
    const others = found.get(gap);
    if (others) others.push({ field: path.join("."), reason });
    else found.set(gap, [{ field: path.join("."), reason }]);
    return;
  }
  for (const key in value) {
    const child: unknown = value[key as keyof typeof value];
    if (typeof child !== "object" || child === null) continue;
    if (isList) collectLost(child, path, found);
    else {
      path.push(key);
      collectLost(child, path, found);
      path.pop();
    }
  }
}
