import type { AnyDocument } from "../../model/collection.js";
import { parseSpan } from "../../model/duration.js";
import { parseMoment } from "../../model/time.js";
import { defineRule, documentsOf } from "../rule.js";

/** Where a range may stand. */
interface Slot {
  container: object;
  key: string;
  value: unknown;
}

/** The first bound of a range is not above the second. */
export const rangeOrder = defineRule({
  id: "range-order",
  severity: "error",
  *check(context) {
    for (const document of documentsOf(context)) {
      for (const { container, key, value } of slotsOf(document)) {
        if (!Array.isArray(value) || value.length !== 2 || !isReversed(value[0], value[1])) continue;
        const bounds = value.map((bound) => JSON.stringify(bound));
        yield {
          file: document.source.path,
          place: document.places.value(container, key),
          message: `Expected the earlier bound first, found [${bounds.join(", ")}]`,
          hint: `Write [${bounds.reverse().join(", ")}], or correct the wrong bound`,
        };
      }
    }
  },
});

function* slotsOf(document: AnyDocument): Iterable<Slot> {
  const { data } = document;
  if (document.type === "drill") {
    yield { container: data, key: "held", value: document.data.held };
  } else {
    const { timeline, detection, extent, first_suspects } = document.data;
    for (const event of timeline ?? []) {
      yield { container: event, key: "at", value: event.at };
      for (const other of event.disputed ?? []) yield { container: other, key: "at", value: other.at };
    }
    if (extent) yield { container: extent, key: "share", value: extent.share };
    if (detection && "delay" in detection) yield { container: detection, key: "delay", value: detection.delay };
    for (const suspect of first_suspects ?? [])
      yield { container: suspect, key: "ruled_out_at", value: suspect.ruled_out_at };
  }
  for (const entry of data.evidence ?? []) yield { container: entry, key: "captured_at", value: entry.captured_at };
  for (const row of data.recovery ?? []) {
    yield { container: row, key: "value", value: row.value };
    yield { container: row, key: "as_of", value: row.as_of };
  }
  for (const source of data.sources ?? []) {
    yield { container: source, key: "published", value: source.published };
    yield { container: source, key: "accessed", value: source.accessed };
  }
}

/** Whether both are of one form, and the first certainly above the second. */
function isReversed(first: unknown, second: unknown): boolean {
  if (typeof first === "number" && typeof second === "number") return first > second;
  if (typeof first !== "string" || typeof second !== "string") return false;
  const moments = [parseMoment(first), parseMoment(second)];
  if (moments[0] && moments[1]) return moments[0].from > moments[1].to;
  const spans = [parseSpan(first), parseSpan(second)];
  return spans[0] !== undefined && spans[1] !== undefined && spans[0] > spans[1];
}
