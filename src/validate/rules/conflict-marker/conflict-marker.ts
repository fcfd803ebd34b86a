import { conflictMarkers } from "../../conflict-markers.js";
import { defineRule, filesOf } from "../../rule.js";

/** A merge was finished, not only committed. */
export const conflictMarker = defineRule({
  id: "conflict-marker",
  severity: "error",
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      const { path, source } = parsed;
      const markers = conflictMarkers(source);
      for (const [index, { start, end }] of markers.entries()) {
        const isStart = source.text[start] === "<";
        // The markers after the first of a conflict belong to it.
        if (!isStart && index > 0) continue;
        const place = source.place(start, end);
        const last = markers.slice(index).find((one) => source.text[one.start] === ">");
        const until = last && last.start > start ? ` to ${source.place(last.start, last.end).line}` : "";
        yield {
          file: path,
          place,
          message: `Unresolved conflict: found ${JSON.stringify(source.textAt(place))}`,
          hint: `Keep the version that is right in line${until === "" ? "" : "s"} ${place.line}${until}, and remove the lines of <, = and >; in an example, indent them`,
        };
      }
    }
  },
});
