import type { Postmortem } from "../../model/collection.js";
import { compareText } from "../../model/diagnostic.js";
import type { Recurrence } from "../../model/schema-types.js";
import { defineRule, type Finding } from "../rule.js";

/** How much of a long cycle is written out. */
const SHOWN = 4;

/** What recurs leads back to what came first, and never to itself. */
export const recurrenceCycle = defineRule({
  id: "recurrence-cycle",
  severity: "error",
  *check({ collection }) {
    // From the newest on, so that the link that closes a cycle is the one that leads forward in time.
    const postmortems = collection.postmortems.toSorted((a, b) => compareText(b.id, a.id));
    const byId = new Map(postmortems.map((postmortem) => [postmortem.id, postmortem]));
    const done = new Set<string>();
    for (const first of postmortems) yield* cyclesFrom(first, byId, done);
  },
});

interface Step {
  postmortem: Postmortem;
  next: Iterator<Recurrence>;
}

/** Follows the links as far as they go; a chain can be long, so without recursion. */
function* cyclesFrom(first: Postmortem, byId: ReadonlyMap<string, Postmortem>, done: Set<string>): Iterable<Finding> {
  if (done.has(first.id)) return;
  const path: Step[] = [];
  const onPath = new Set<string>();
  const enter = (postmortem: Postmortem) => {
    path.push({ postmortem, next: (postmortem.data.recurrence_of ?? [])[Symbol.iterator]() });
    onPath.add(postmortem.id);
  };
  enter(first);
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const { postmortem, next } = step;
    const { value: recurrence, done: finished } = next.next();
    if (finished === true) {
      path.pop();
      onPath.delete(postmortem.id);
      done.add(postmortem.id);
      continue;
    }
    const original = byId.get(recurrence.incident);
    if (original === undefined || done.has(original.id)) continue;
    if (onPath.has(original.id)) yield cycle(path, postmortem, recurrence);
    else enter(original);
  }
}

function cycle(path: readonly Step[], { places, source }: Postmortem, recurrence: Recurrence): Finding {
  const start = path.findIndex(({ postmortem }) => postmortem.id === recurrence.incident);
  const ids = path.slice(start).map(({ postmortem }) => postmortem.id);
  const shown = ids.length > SHOWN ? [...ids.slice(0, SHOWN - 1), "…", ids.at(-1)] : ids;
  return {
    file: source.path,
    place: places.value(recurrence, "incident"),
    message: `Expected recurrences to lead back in time, found the cycle ${JSON.stringify([...shown, recurrence.incident].join(" → "))}`,
    hint: "Keep the link from the later incident to the earlier one, and remove the other",
  };
}
