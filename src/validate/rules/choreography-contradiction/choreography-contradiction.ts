import { defineRule, postmortemsOf } from "../../rule.js";

/** The response does not speak of a step that the timeline tells, unless to say that it did not work or came late. */
export const choreographyContradiction = defineRule({
  id: "choreography-contradiction",
  severity: "error",
  *check(context) {
    for (const { data, places, source } of postmortemsOf(context)) {
      for (const entry of data.response ?? []) {
        if (entry.outcome === "ineffective" || entry.outcome === "late") continue;
        const event = data.timeline?.find(({ steps }) => steps?.includes(entry.step));
        if (event === undefined) continue;
        const { line, column } = places.value(event, "steps");
        yield {
          file: source.path,
          place: places.value(entry, "step"),
          message: `Expected no response entry for a step of the timeline, found "${entry.step}" as ${entry.outcome}`,
          hint: "Remove the entry, or the step from the event; write outcome: ineffective if it was taken and did not work, late if it was taken only after a relapse",
          related: [{ file: source.path, line, column, message: "the timeline says that it was taken" }],
        };
      }
    }
  },
});
