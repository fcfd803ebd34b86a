import { defineRule, documentsOf } from "../../rule.js";

/** What a line of a list, a tab and a search result still show whole. */
const MAX_TITLE_LENGTH = 90;

/** Titles are short enough to be read in a list. */
export const titleLength = defineRule({
  id: "title-length",
  severity: "warning",
  *check(context) {
    for (const { data, places, source } of documentsOf(context)) {
      const { length } = [...data.title];
      if (length <= MAX_TITLE_LENGTH) continue;
      yield {
        file: source.path,
        place: places.value(data, "title"),
        message: `Expected a title of at most ${MAX_TITLE_LENGTH} characters, found ${length}`,
        hint: "Say what failed and what that did; how and where belong in the summary",
      };
    }
  },
});
