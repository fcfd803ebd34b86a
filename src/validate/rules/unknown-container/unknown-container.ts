import { unknownContainers } from "../../../parse/unknown-containers.js";
import { defineRule, filesOf } from "../../rule.js";

/** A line that was meant to hide text from the public does. */
export const unknownContainer = defineRule({
  id: "unknown-container",
  severity: "error",
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      const { body, path, source } = parsed;
      if (body === undefined) continue;
      const bodyStart = source.text.length - body.text.length;
      for (const { start, text } of unknownContainers(body.tree, body.text))
        yield {
          file: path,
          place: source.place(bodyStart + start, bodyStart + start + text.length),
          message: `Expected ":::internal" or text, found ${JSON.stringify(text)}`,
          hint: "Write :::internal in lower case, without space or indent, on a line of its own, and ::: after the block; put a backslash before colons that are text",
        };
    }
  },
});
