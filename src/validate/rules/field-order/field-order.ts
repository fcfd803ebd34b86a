import { field_order } from "#validators";
import type { Suggestion } from "../../../model/diagnostic.js";
import type { Source } from "../../../model/source.js";
import { splitFrontMatter } from "../../../parse/front-matter.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { defineRule, filesOf } from "../../rule.js";

/** The fields of a document stand in the order of its schema. */
export const fieldOrder = defineRule({
  id: "field-order",
  severity: "info",
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      const { data, file, path, places, problems } = parsed;
      if (file.role !== "postmortem" && file.role !== "drill") continue;
      // With a syntax error, the extent of a field is unknown.
      if (typeof data !== "object" || data === null || problems.length > 0) continue;
      const order = field_order[file.role];
      const rank = (field: string) => order.indexOf(field);
      let last: string | undefined;
      // What the schema does not know is in no order.
      for (const field of Object.keys(data).filter((one) => order.includes(one))) {
        if (last !== undefined && rank(field) < rank(last)) {
          yield {
            file: path,
            place: places.key(data, field),
            message: `Expected field ${JSON.stringify(field)} before ${JSON.stringify(last)}`,
            hint: "The fields have an order so that readers find them; --fix moves them, with their comments",
            suggestions: sorted(parsed, data, rank),
          };
          break;
        }
        last = field;
      }
    }
  },
});

/** Moves whole fields, each with the comments directly above it. One that the schema does not know stays behind the one it follows. */
function sorted({ places, source }: ParsedFile, data: object, rank: (field: string) => number): Suggestion[] {
  const fields = Object.keys(data).map((field) => ({ rank: rank(field), place: places.key(data, field) }));
  const { yaml } = splitFrontMatter(source);
  const lines = new Set(fields.map(({ place }) => place.line));
  // Two fields on one line, or all of them in braces: moving lines would break them.
  if (yaml === undefined || lines.size < fields.length || fields.some(({ place }) => place.column !== 1)) return [];
  const starts = fields.map(({ place }) => source.lineStart(firstCommentAbove(source, place.line)));
  const first = starts[0] ?? yaml.start;
  const blocks: { rank: number; text: string }[] = [];
  fields.forEach((field, index) => {
    const text = source.text.slice(starts[index], starts[index + 1] ?? yaml.end);
    const before = blocks.at(-1);
    if (field.rank < 0 && before) before.text += text;
    else blocks.push({ rank: field.rank, text });
  });
  const text = blocks.sort((a, b) => a.rank - b.rank).map((block) => block.text);
  const edits = [{ start: first, end: yaml.end, text: text.join("") }];
  return [{ title: "Move the fields into their order", appliedBy: "--fix", edits }];
}

/** The first of the comment lines that stand right above a line; the line itself where there are none. */
function firstCommentAbove(source: Source, line: number): number {
  let first = line;
  while (first > 2 && source.line(first - 1)?.startsWith("#")) first--;
  return first;
}
