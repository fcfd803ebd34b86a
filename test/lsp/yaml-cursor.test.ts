import { expect, test } from "vitest";
import { yamlAt } from "../../src/lsp/yaml-cursor.js";

/** What is at the bar in a text. */
function at(marked: string) {
  const cursor = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  const found = yamlAt(text, 0, text.length, cursor);
  if (found === null) return null;
  const { path, is, text: word, siblings } = found;
  expect(text.slice(found.start, found.end)).toBe(word);
  return `${is} ${path.join(".")} <${word}>${siblings.length > 0 ? ` beside ${siblings.join(", ")}` : ""}`;
}

test.each([
  ["an empty file", "¦", "either  <>"],
  ["a key", "schema: 1\nti¦tle: A", "key  <title> beside schema"],
  ["a key being typed, those below included", "schema: 1\nti¦\nkind: incident\n", "key  <ti> beside schema, kind"],
  ["an empty line at the top level", "schema: 1\n¦\nkind: incident\n", "key  <> beside schema, kind"],
  ["an empty last line", "schema: 1\n¦", "key  <> beside schema"],
  ["a value", "status: dr¦aft\n", "value status <draft>"],
  ["a value not yet begun", "status: ¦\nkind: incident\n", "value status <> beside kind"],
  ["right behind the colon nothing fits", "status:¦\n", null],
  ["a quoted value", 'status: "dr¦aft"\n', "value status <draft>"],
  ["a quoted key", '"stat¦us": draft\n', "key  <status>"],
  ["a list item", "steps:\n  - freeze-¦\n", "either steps.0 <freeze->"],
  ["the second item, in the column of its key", "steps:\n- a\n- ¦\n", "either steps.1 <>"],
  ["behind a list in the column of its key", "steps:\n- a\n- b\nki¦nd: x\n", "key  <kind> beside steps"],
  ["a value behind such a list", "steps:\n- a\nstatus: dr¦\n", "value status <dr> beside steps"],
  [
    "a key in an item of such a list",
    "services:\n- service: a\n  ro¦\nowner: b\n",
    "key services.0 <ro> beside service",
  ],
  ["an empty line behind such a list", "steps:\n- a\n¦\nkind: x\n", "key  <> beside steps, kind"],
  ["such a list in an item", "a:\n- b:\n  - c\n  - d¦\n  e: f\n", "either a.0.b.1 <d>"],
  ["behind such a list in an item", "a:\n- b:\n  - c\n  e¦: f\n", "key a.0 <e> beside b"],
  ["a key in a list item", "services:\n  - service: a\n    ro¦\n", "key services.0 <ro> beside service"],
  ["the key behind a dash", "services:\n  - ser¦vice: a\n    role: b\n", "key services.0 <service> beside role"],
  ["lists in lists", "a:\n  - - x\n    - y¦\n", "either a.0.1 <y>"],
  ["an empty line within a map", "detection:\n  delay: PT1M\n  ¦\nowner: a\n", "key detection <> beside delay"],
  ["an empty line below a key", "detection:\n  ¦\nowner: a\n", "either detection <>"],
  ["back at the top level", "detection:\n  delay: PT1M\now¦\n", "key  <ow> beside detection"],
  ["a flow map", "detection: {delay: PT1M, b¦}\n", "key detection <b> beside delay"],
  ["behind a brace", "detection: {¦}\n", "key detection <>"],
  ["behind a comma", "detection: {delay: PT1M, ¦by: alert}\n", "key detection <by> beside delay"],
  ["a value in flow", "x:\n  - {step: fre¦eze, outcome: taken}\n", "value x.0.step <freeze> beside outcome"],
  ["an empty value in flow", "x:\n  - {step: ¦, outcome: taken}\n", "value x.0.step <> beside outcome"],
  ["a flow list", "cites: [E1, E¦]\n", "value cites.1 <E>"],
  ["an empty flow list", "cites: [¦]\n", "value cites.0 <>"],
  ["flow in flow", "a: {b: [{c: 1}, {d: x¦}]}\n", "value a.b.1.d <x>"],
  ["flow over lines", "a: [\n  b,\n  c¦\n]\n", "value a.1 <c>"],
  ["behind flow over lines", "a: [\n  b\n]\nc: d¦\n", "value c <d> beside a"],
  [
    "a brace never closed keeps to its entry",
    "x:\n  - {step: a, out¦\n  - {step: b}\nowner: c\n",
    "key x.0 <out> beside step",
  ],
  ["what follows a brace never closed", "x:\n  - {step: a, out\n  - {step: b}\nown¦er: c\n", "key  <owner> beside x"],
  ["a quote never closed ends with its line", 'title: "A\nkind: in¦\n', "value kind <in> beside title"],
  ["a comment", "# sta¦tus: draft\n", null],
  ["behind a comment", "kind: incident # or\nsta¦\n", "key  <sta> beside kind"],
  ["a block of text", "what: |\n  one: t¦wo\nkind: x\n", null],
  ["behind a block of text", "what: >-\n  one: two\n\n  three\nki¦nd: x\n", "key  <kind> beside what"],
  ["a colon within text", "title: At 10:¦45\n", "value title <At 10:45>"],
  ["a reference with a colon", "addresses: [contract:bu¦n]\n", "value addresses.0 <contract:bun>"],
  ["CRLF", "schema: 1\r\nsteps:\r\n  - a¦\r\nkind: b\r\n", "either steps.0 <a>"],
  ["emoji and CJK in front", "title: 🔥 規則 {x}\nstatus: dr¦\n", "value status <dr> beside title"],
  ["a tab as indentation harms nobody", "a:\n\t- b\nc: ¦\n", "value c <> beside a"],
])("%s", (_, marked, expected) => {
  expect(at(marked)).toBe(expected);
});

// Time that grew with the square of the length would be hours, so that the limit of the test shows it on any machine.
test.each([
  ["[", 1e6],
  ["- ", 5e5],
  ["'\n", 5e5],
  ['{"\n', 3e5],
  ["[a,", 3e5],
  ["a: {b\n", 2e5],
])("hostile text ends: %j, %d times", (part, times) => {
  const text = part.repeat(times);
  expect(yamlAt(text, 0, text.length, text.length)).toHaveProperty("is");
});
