import { containersOf } from "../../../model/mentions.js";
import type { ParsedFile } from "../../../parse/parse-file.js";
import { BIDI, FORBIDDEN, LONE_SURROGATE, showsNothing } from "../../../util/characters.js";
import { defineRule, filesOf, type RuleProblem } from "../../rule.js";

/** Whether a value may differ from what stands in the file: escapes in double quotes. */
const ESCAPE = /\\[0abefvNLPUux_]/;
/** Whether a value may show nothing. */
const MAY_BE_INVISIBLE = /[\u2800\p{Default_Ignorable_Code_Point}]/u;

/** Text holds no invisible characters. */
export const controlCharacter = defineRule({
  id: "control-character",
  severity: "error",
  *check(context) {
    for (const { parsed } of filesOf(context)) {
      const { path, source } = parsed;
      for (const match of source.text.matchAll(FORBIDDEN)) {
        // A file with it is not read, which `yaml-syntax` reports.
        if (match[0] === "\0") continue;
        yield {
          file: path,
          place: source.place(match.index, match.index + match[0].length),
          message: `Expected text, found ${nameOf(match[0])}`,
          hint: "Remove it; it shows nothing, and mostly comes from a terminal or a program that text was copied from",
        };
      }
      for (const { index } of source.text.matchAll(BIDI))
        yield {
          file: path,
          place: source.place(index, index + 1),
          message: `Expected text that is shown as it is written, found ${nameOf(source.text[index] ?? "")}`,
          hint: "Remove it: it turns the direction of the text after it, so that readers see other text than programs",
          severity: "warning",
        };
      if (ESCAPE.test(source.text) || MAY_BE_INVISIBLE.test(source.text)) yield* inValues(parsed);
    }
  },
});

/** What escapes have made, and values that show nothing. */
function* inValues({ data, path, places, source }: ParsedFile): Iterable<RuleProblem> {
  for (const container of containersOf(data)) {
    for (const [name, value] of Object.entries(container)) {
      if (typeof value !== "string") continue;
      const key = Array.isArray(container) ? Number(name) : name;
      const at = () => places.value(container, key);
      const escaped = (found: string | undefined) => found !== undefined && !source.textAt(at()).includes(found);
      const forbidden = [...value.matchAll(FORBIDDEN)][0]?.[0] ?? LONE_SURROGATE.exec(value)?.[0];
      const bidi = [...value.matchAll(BIDI)][0]?.[0];
      if (escaped(forbidden))
        yield {
          file: path,
          place: at(),
          message: `Expected text, found ${nameOf(forbidden ?? "")}`,
          hint: "Remove the escape that writes it: it shows nothing",
        };
      else if (value.trim() !== "" && showsNothing(value))
        yield {
          file: path,
          place: at(),
          message: `Expected text that can be seen, found ${[...value].map(codeOf).slice(0, 3).join(" ")} alone`,
          hint: "Fill it in, or remove the field",
        };
      else if (escaped(bidi))
        yield {
          file: path,
          place: at(),
          message: `Expected text that is shown as it is written, found ${nameOf(bidi ?? "")}`,
          hint: "Remove the escape that writes it: it turns the direction of the text after it",
          severity: "warning",
        };
    }
  }
}

function nameOf(text: string): string {
  const code = text.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `the control character ${codeOf(text)}`;
  if (code >= 0xd800 && code <= 0xdfff) return `half a character, ${codeOf(text)}`;
  return turnsDirection(code) ? `the bidirectional control ${codeOf(text)}` : `${codeOf(text)}, which is no character`;
}

function turnsDirection(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

function codeOf(text: string): string {
  return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
