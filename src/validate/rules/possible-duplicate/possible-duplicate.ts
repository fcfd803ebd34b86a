import { defineRule, documentsOf } from "../../rule.js";

/** A draft does not describe what another document describes. */
export const possibleDuplicate = defineRule({
  id: "possible-duplicate",
  severity: "info",
  across: true,
  async check(context) {
    const duplicates = await context.possibleDuplicates(context.collection);
    return documentsOf(context).flatMap(({ id, data, places, source }) => {
      const other = duplicates.get(id);
      if (other === undefined) return [];
      const { line, column } = other.places.value(other.data, "title");
      return {
        file: source.path,
        place: places.value(data, "title"),
        message: `Looks like ${JSON.stringify(other.id)}, at most a week away from it`,
        hint: "If both describe one incident, keep one of them; if not, name the other in related, and say how they differ",
        related: [{ file: other.source.path, line, column, message: "the other one" }],
      };
    });
  },
});
