import { expect, test } from "vitest";
import type { SearchRecord } from "../../src/model/search-record.js";
import { SearchIndex } from "../../src/search/build-index.js";
import { indexedBytes, readIndexed } from "../../src/search/indexed-record.js";
import { loadLanguage } from "../../src/search/languages.js";

const RECORD: SearchRecord = {
  group: "incident",
  path: "incidents/2026-03-14-old-keys-refused/index.html",
  title: "Old keys refused on-call",
  day: "2026-03-14",
  classes: ["trust"],
  line: "Trust · 47 minutes",
  wished: null,
  archived: true,
  undetected: 2820,
  facets: [
    { key: "class", value: "trust", title: "Trust" },
    { key: "year", value: "2026", title: "2026" },
  ],
  sections: [
    { title: null, text: "Old keys refused on-call", weight: 24 },
    {
      title: "Summary",
      text: "The control-plane rolled out old keys; users log in with user_id 鍵 and wait.",
      weight: 1,
    },
    { title: "Timeline", text: "Control plane restarted. Keys, keys, keys, keys.", weight: 1 },
  ],
};
const OTHER: SearchRecord = { ...RECORD, path: "b/index.html", title: "Oncall", archived: false, undetected: null };

const contentOf = (index: SearchIndex) => Array.from(index.files(), ({ path, content }) => [path, String(content)]);

test("an index of records that were kept has the bytes of one that reads them", async () => {
  const language = await loadLanguage("en");
  const [first, second] = [new SearchIndex(language), new SearchIndex(language)];
  const kept = [RECORD, OTHER].map((record) => readIndexed(indexedBytes(first.add(record))));
  for (const one of kept) if (one) second.addIndexed(one);
  expect(contentOf(second)).toEqual(contentOf(first));
});

test("bytes that were not written so are no record, wherever one is another", async () => {
  const bytes = indexedBytes(new SearchIndex(await loadLanguage("en")).add(RECORD));
  for (let length = 0; length < 8; length++)
    expect(readIndexed(bytes.subarray(0, length)), `${length}`).toBeUndefined();
  const json = Buffer.from(bytes).toString("latin1");
  const broken = [
    ['"group":"incident"', '"group":"accident"'],
    ['"archived":true', '"archived":1   '],
    ['"undetected":2820', '"undetected":"28"'],
    ['"titleWords":', '"titlewords":'],
    ['["year","2026"]', '["year",2026  ]'],
    ['"terms":"old\\n', '"terms":"old  '],
    ['"written":"', '"writtEn":"'],
    ['"maybe":', '"maybE":'],
    ['"pairs":', '"pairS":'],
  ] as const;
  for (const [from, to] of broken) {
    expect(json, from).toContain(from);
    expect(readIndexed(Buffer.from(json.replace(from, to), "latin1")), from).toBeUndefined();
  }
});
