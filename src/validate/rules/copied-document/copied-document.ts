import type { AnyDocument } from "../../../model/collection.js";
import type { Place } from "../../../model/place.js";
import { bodyStart, MIN_TEXT_LENGTH } from "../../own-text.js";
import { defineRule, type RuleContext, type RuleProblem } from "../../rule.js";

/** A document that starts as a copy of another gets a title and a text of its own. */
export const copiedDocument = defineRule({
  id: "copied-document",
  severity: "warning",
  across: true,
  *check(context) {
    const byTitle = new Map<string, AnyDocument>();
    const byText = new Map<string, AnyDocument>();
    const { postmortems, drills } = context.collection;
    for (const document of [...postmortems, ...drills]) {
      const title = `${document.type} ${fold(document.data.title)}`;
      const text = context.ownTextHash(document);
      const sameText = text === null ? undefined : byText.get(text);
      const sameTitle = byTitle.get(title);
      if (!byTitle.has(title)) byTitle.set(title, document);
      if (text !== null && !byText.has(text)) byText.set(text, document);
      if (!isSelected(document, context)) continue;
      if (sameText && proseLength(document) >= MIN_TEXT_LENGTH) yield sameTextAs(sameText, document);
      else if (sameTitle) yield sameTitleAs(sameTitle, document);
    }
  },
});

function sameTextAs(other: AnyDocument, { source }: AnyDocument): RuleProblem {
  const start = bodyStart(source.text);
  const first = start + source.text.slice(start).search(/\S/);
  return {
    file: source.path,
    place: source.place(first, first + (/^.*/.exec(source.text.slice(first))?.[0].trimEnd().length ?? 0)),
    message: `Expected a text of its own, found that of ${JSON.stringify(other.id)}`,
    hint: "Write what happened here, or remove the copy",
    related: [{ file: other.source.path, line: 1, column: 1, message: "the same text" }],
  };
}

function sameTitleAs(other: AnyDocument, document: AnyDocument): RuleProblem {
  const { line, column } = titlePlace(other);
  return {
    file: document.source.path,
    place: titlePlace(document),
    path: "title",
    message: `Expected a title of its own, found that of ${JSON.stringify(other.id)}`,
    hint: "Say what was different this time; if it happened again, name the other one in recurrence_of",
    severity: "info",
    related: [{ file: other.source.path, line, column, message: "the same title" }],
  };
}

/** Where a title stands. Most are on one line as they read, so that the places of all values need not be found. */
function titlePlace({ data, places, source }: AnyDocument): Place {
  const [line = "", written = ""] = /^title:[ \t]+(\S.*?)[ \t]*$/m.exec(source.text) ?? [];
  const isPlain = written === data.title || written === JSON.stringify(data.title);
  if (!isPlain) return places.value(data, "title");
  const start = source.text.indexOf(line) + line.indexOf(written);
  return source.place(start, start + written.length);
}

function isSelected({ source }: AnyDocument, { selection }: RuleContext): boolean {
  return selection === null || selection.hasFile(source.path);
}

function fold(title: string): string {
  return title.trim().replace(/\s+/g, " ").toLowerCase();
}

/** How much there is to read besides headings and comments, which come with a template. */
function proseLength({ source: { text } }: AnyDocument): number {
  return text
    .slice(bodyStart(text))
    .trim()
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^#.*$/gm, "")
    .replace(/\s+/g, " ").length;
}
