import { type AnyDocument, accountOf } from "../../../model/collection.js";
import { containersOf } from "../../../model/mentions.js";
import { isBlank, listOf } from "../../../model/values/blank.js";
import { isThreatened } from "../../../model/violations.js";
import { replacement } from "../../replacement.js";
import { defineRule, documentsOf, type RuleProblem } from "../../rule.js";

/** The states of actions in someone else's record, and what an owner says instead. */
const OWN_STATES: Partial<Record<string, string>> = { reported: "committed", "reported-done": "done" };

/** Values that belong to another account, or to another kind of document. */
export const misplacedValue = defineRule({
  id: "misplaced-value",
  severity: "error",
  settings: ["account"],
  *check(context) {
    for (const document of documentsOf(context)) {
      if (document.data.status === "archived") continue;
      const isOwn = accountOf(document, context.collection.config) === "own";
      if (isOwn) yield* blanksOfOthers(document);
      if (isOwn) yield* statesOfOthers(document);
      if (document.type === "postmortem" && document.data.kind === "incident") {
        const invariants = listOf(document.data.violated_invariants);
        const isNone = invariants.length > 0 && invariants.every(({ state }) => isThreatened(state));
        const [first] = invariants;
        if (!isNone || first === undefined) continue;
        yield {
          file: document.source.path,
          place: document.places.value(first, "state"),
          message: "Expected a violated invariant in an incident, found only threatened ones",
          hint: "Where harm was done, name the invariant that was violated; where none was, this is kind: near-miss",
          severity: isOwn ? "warning" : "info",
        };
      }
    }
  },
});

/** The owner of a system knows what others call unpublished, or it is unknown. */
function* blanksOfOthers({ data, places, source }: AnyDocument): Iterable<RuleProblem> {
  for (const container of containersOf(data)) {
    if (!isBlank(container) || container.unpublished === undefined) continue;
    yield {
      file: source.path,
      place: places.key(container, "unpublished"),
      message: 'Expected a reason of an own account, found "unpublished"',
      hint: "Ask those who know and write the value; {unknown: reason, gap: M1} where it cannot be known. Someone else's incident has account: third-party",
    };
  }
}

function* statesOfOthers({ data, places, source }: AnyDocument): Iterable<RuleProblem> {
  for (const action of data.actions ?? []) {
    const meant = OWN_STATES[action.state];
    if (meant === undefined) continue;
    const place = places.value(action, "state");
    yield {
      file: source.path,
      place,
      message: `Expected a state of an own action, found "${action.state}"`,
      hint: "One's own action is proposed, committed, done or dropped. Someone else's incident has account: third-party",
      suggestions: replacement(source, place, action.state, [meant]),
    };
  }
}
