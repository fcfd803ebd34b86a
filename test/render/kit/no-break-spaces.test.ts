import { expect, test } from "vitest";
import { withNoBreakSpaces } from "../../../src/render/kit/formats/no-break-spaces.js";

test("no line breaks between a number and its unit, or begins with a separator", () => {
  expect(withNoBreakSpaces("<td>1 h 5 min</td>")).toBe("<td>1\u00a0h 5\u00a0min</td>");
  expect(withNoBreakSpaces("<p>2–20 min, 1 day, 28 days, 30 s.</p>")).toBe(
    "<p>2–20\u00a0min, 1\u00a0day, 28\u00a0days, 30\u00a0s.</p>",
  );
  expect(withNoBreakSpaces("<b>open</b> · log · <i>x</i>")).toBe("<b>open</b>\u00a0· log\u00a0· <i>x</i>");
});

test("other words, tags and code stay as they are", () => {
  for (const html of [
    "<p>5 hosts, 3 min-replicas, 2 shards, 4 minutes</p>",
    '<a title="5 min · 2 h">x</a>',
    "<code>sleep 5 s · 2</code>",
    '<pre class="x"><span>wait 5 min</span></pre>',
  ])
    expect(withNoBreakSpaces(html)).toBe(html);
});

test("an element that stays as it is ends with its own tag, and one in an attribute is none", () => {
  expect(withNoBreakSpaces("<code>1 h</code> 2 h <text>3 h <b>4 h</b></text> 5 h")).toBe(
    "<code>1 h</code> 2\u00a0h <text>3 h <b>4 h</b></text> 5\u00a0h",
  );
  expect(withNoBreakSpaces('<i title="<code 1 h">2 h</i> <codex>3 h</codex> <pre> 4 h')).toBe(
    '<i title="<code 1 h">2\u00a0h</i> <codex>3\u00a0h</codex> <pre> 4\u00a0h',
  );
});
