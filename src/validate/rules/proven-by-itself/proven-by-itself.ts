import type { AnyDocument } from "../../../model/collection.js";
import { parseReference } from "../../../model/kinds.js";
import type { MissingEvidence } from "../../../model/schema-types.js";
import { listOf } from "../../../model/values/blank.js";
import { defineRule, documentsOf } from "../../rule.js";

/** What closed a gap or an action proved itself in another drill or incident, and somebody else judges it. */
export const provenByItself = defineRule({
  id: "proven-by-itself",
  severity: "warning",
  *check(context) {
    for (const document of documentsOf(context)) {
      const { places, source } = document;
      for (const { entry, what, closers } of closable(document)) {
        const { closed_by } = entry;
        const judged = closed_by?.judged;
        if (judged && closers.includes(judged.by))
          yield {
            file: source.path,
            place: places.value(judged, "by"),
            message: `Expected somebody else to judge ${what} "${entry.id}", found "${judged.by}", who closed it`,
            hint: "Let somebody judge who did not do the work; until then this may stay as it is",
            severity: "info",
          };
        if (closed_by?.proven_by === undefined || parseReference(closed_by.proven_by)?.id !== document.id) continue;
        yield {
          file: source.path,
          place: places.value(closed_by, "proven_by"),
          message: `Expected another drill or incident as proof of ${what} "${entry.id}", found the document itself`,
          hint: "Name a later drill or incident in which it served; until there is one, leave proven_by out",
        };
      }
    }
  },
});

interface Closable {
  entry: Pick<MissingEvidence, "id" | "closed_by">;
  what: string;
  /** Who did the work: the owner of the action, or of the actions that address the gap. */
  closers: readonly string[];
}

function* closable({ data }: AnyDocument): Iterable<Closable> {
  const actions = data.actions ?? [];
  for (const entry of listOf<MissingEvidence>(data.missing_evidence)) {
    const addressing = actions.filter(
      ({ state, addresses }) => state === "done" && addresses?.includes(`missing:${entry.id}`),
    );
    yield { entry, what: "gap", closers: addressing.flatMap(({ owner }) => owner ?? []) };
  }
  for (const entry of actions) yield { entry, what: "action", closers: entry.owner === undefined ? [] : [entry.owner] };
}
