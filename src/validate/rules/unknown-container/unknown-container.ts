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
      for (const { start, end, message, hint, isWarning } of body.containerFaults)
        yield {
          file: path,
          place: source.place(bodyStart + start, bodyStart + end),
          message,
          hint,
          severity: isWarning && "warning",
        };
    }
  },
});
