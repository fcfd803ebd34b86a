import { parseXml } from "@rgrove/parse-xml";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import ical from "ical.js";
import { expect, test } from "vitest";
import { next } from "../../src/pipeline/next.js";
import { build, report } from "../../src/pipeline.js";
import { BIDI, FORBIDDEN, LONE_SURROGATE } from "../../src/util/characters.js";
import { collectionFolder, SOUND } from "../support/collection-folder.js";

/** Text that passes the check: no control, no half of a character; marks of every format that is printed. */
const passing = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "]]>",
        "&amp;",
        "<b>",
        '"',
        "'",
        ",",
        ";",
        "\\",
        "\\n",
        "=1+1",
        "@a",
        "\u200b",
        "|",
        "*",
        "`",
        "%",
      ),
      fc.constantFrom("\u202e", "\u2066", "\u2028", "\u0085", "\ufeff", "\u{1f600}"),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `a${parts.join("")}z`.replace(FORBIDDEN, "").replace(/\s+/g, " ").slice(0, 100))
  .filter((text) => text.search(LONE_SURROGATE) < 0);

test("feeds, tables, data, report and calendar are well-formed whatever text passes the check", {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(passing, passing, async (title, sentence) => {
      const text = SOUND.replace(/^title: .*/m, `title: ${JSON.stringify(title)}`)
        .replace("how: Tokens of the old key were refused", `how: ${JSON.stringify(sentence)}`)
        .replace("what: Which verifier held which keys", `what: ${JSON.stringify(sentence)}`);
      const root = collectionFolder({ "incidents/2026-03-14-old-keys-refused.md": text });
      const day = { now: "2026-11-23", today: "2026-11-23", version: "0", colour: false };
      const { files } = await build(root, {
        audience: "internal",
        baseUrl: "https://learning.example.org/",
        date: day.now,
        version: "0",
        search: false,
        allowErrors: true,
      });
      const read = (path: string) => String(files?.find((file) => file.path === path)?.content);
      for (const path of ["feed.xml", "sitemap.xml"].filter((one) => files?.some((file) => file.path === one))) {
        expect(XMLValidator.validate(read(path))).toBe(true);
        expect(() => parseXml(read(path))).not.toThrow();
        expect(read(path).search(BIDI)).toBe(-1);
      }
      expect(JSON.parse(read("feed.json")).items[0].title).toBe(title);
      expect(JSON.parse(read("data/postmortems.json")).postmortems[0].title).toBe(title);
      const tables = files?.filter(({ path }) => path.endsWith(".csv")) ?? [];
      expect(tables.length).toBeGreaterThan(3);
      for (const { content } of tables) parse(String(content), { columns: true });
      const filter = { since: null, service: null, class: null };
      for (const format of ["json", "markdown", "text"] as const) {
        const printed = (await report(root, { ...day, format, filter, all: true })).text;
        expect(printed.length).toBeGreaterThan(500);
        if (format === "json") JSON.parse(printed);
        else expect(printed.search(BIDI)).toBe(-1);
      }
      const asked = { ...day, owner: null, within: 0, shown: (path: string) => path };
      const calendar = (await next(root, { ...asked, format: "ics" })).text;
      expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n(?:(?:[A-Z-]+[:;]| )[^\r\n]*\r\n)*END:VCALENDAR\r\n$/);
      expect(ical.parse(calendar)[0]).toBe("vcalendar");
      JSON.parse((await next(root, { ...asked, format: "json" })).text);
    }),
    { numRuns: 8 },
  );
});
