import type { JsonSchemaType } from "@modelcontextprotocol/server";
import { SORTS, type Sort } from "../search/search.js";
import { plural } from "../util/plural.js";
import { QuestionFault, quoted } from "./answers.js";
import type { FoundThing, Library, NamedThing } from "./library.js";

/** A tool: what it is for, what it takes, and its answer as Markdown or JSON. */
export interface AssistantTool {
  name: string;
  title: string;
  description: string;
  input: JsonSchemaType;
  /** Bad arguments give an error that says what to do. */
  answer(args: Arguments, library: Library): Promise<string>;
  /** Whether it works where there is no collection. */
  needsNone?: true;
}

type Arguments = Readonly<Record<string, unknown>>;

const MAX_RESULTS = 100;

const offset = {
  type: "integer",
  minimum: 0,
  description: "Where a longer answer goes on: the number that its last line names",
} as const;

const object = (properties: Record<string, unknown>, required: readonly string[] = []): JsonSchemaType =>
  ({ type: "object", properties: { ...properties, offset }, required, additionalProperties: false }) as JsonSchemaType;

/** The tools, in the order in which an assistant meets them. To add one, add a line here. */
export const tools: readonly AssistantTool[] = [
  {
    name: "search",
    title: "Search the postmortems",
    description:
      "Find postmortems, drills and catalog entries by words, whole questions included, and by facets such as class, service, year, severity. Without words it lists what the facets leave.",
    input: object({
      words: { type: "string", description: "Words or a question; quotes mean a phrase" },
      facets: {
        type: "object",
        additionalProperties: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] },
        description: 'Facet → value or values, such as {"class": "trust", "year": ["2025", "2026"]}',
      },
      sort: { type: "string", enum: [...SORTS], description: "Default: the best match first" },
    }),
    answer: async (args, library) => {
      const facets = await facetsIn(args.facets, library);
      const words = String(args.words ?? "");
      const { answer, hits } = await library.search({
        words,
        facets,
        sort: (args.sort as Sort | undefined) ?? "",
        limit: MAX_RESULTS,
      });
      const asked = words.trim() === "" ? "" : ` for “${words.trim()}”`;
      const notes = [
        ...answer.missing.map(
          ({ text, suggestions }) =>
            `No page has “${text}”.${suggestions[0] ? ` Did you mean “${suggestions[0].word}”?` : ""}`,
        ),
        ...(answer.instead === null ? [] : [`Searched for “${answer.instead}” instead.`]),
        ...[...answer.without].map(([facet, n]) => `Without ${facet === "" ? "the words" : facet} there are ${n}.`),
      ];
      const counts = ["type", "class", "year"].flatMap((facet) => {
        const values = Object.entries(answer.counts.get(facet) ?? {}).filter(([, n]) => n > 0);
        return values.length === 0 ? [] : [`${facet}: ${values.map(([value, n]) => `${value} ${n}`).join(", ")}`];
      });
      return [
        `${plural(answer.total, "result")}${asked}${hits.length < answer.total ? `, the first ${hits.length} below` : ""}.`,
        ...notes,
        ...(answer.total === 0 ? [] : [`Facets: ${counts.join("; ")}.`]),
        "",
        ...hits.map((hit, at) => hitText(hit, at + 1)),
      ].join("\n");
    },
  },
  {
    name: "read",
    title: "Read a postmortem, drill or catalog entry",
    description:
      "One document or catalog entry as Markdown: facts, the four answers, timeline, narrative, actions, links to others. Names are ids or addresses that other answers give, such as `incident:2026-03-14-stale-grants` or `contract:x`.",
    input: object(
      { name: { type: "string", description: "An id, with or without its kind, or an inquest: address" } },
      ["name"],
    ),
    answer: async ({ name }, library) => {
      const { found, near, unshown } = await library.find(String(name));
      const [thing, ...others] = found;
      if (unshown !== null)
        throw new QuestionFault(`${name} cannot be shown: ${unshown}. check says what is wrong with it.`);
      if (thing === undefined)
        throw new QuestionFault(
          `There is no ${JSON.stringify(name)}.${near === null ? " search finds names." : ` Did you mean ${near}?`}`,
        );
      if (others.length > 0)
        throw new QuestionFault(`${name} means several: ${found.map(({ ref }) => ref).join(", ")}. Name one of them.`);
      return readText(thing, library);
    },
  },
  {
    name: "recall",
    title: "Recall what past incidents teach about a change",
    description:
      "What past incidents, near-misses and drills teach about files that are to change (paths from the top of the repository), or about a text such as a plan or a diff. No answer means that nothing is on record.",
    input: object({
      paths: { type: "array", items: { type: "string" }, description: "Files or folders that change" },
      text: { type: "string", description: "A text, or the id of a document, to find documents like" },
      limit: { type: "integer", minimum: 1, maximum: 20, description: "How many answers at most; default 3" },
    }),
    answer: async ({ paths = [], text, limit }, library) => {
      if ((paths as string[]).length === 0 && text === undefined)
        throw new QuestionFault("Give paths, a text, or both.");
      const answer = await library.recall(
        paths as string[],
        text === undefined ? null : String(text),
        Number(limit ?? 3),
      );
      return answer === "" ? "Nothing on record has a reason to be recalled for this.\n" : answer;
    },
  },
  {
    name: "measures",
    title: "Figures over the incidents",
    description:
      "The learning figures: detection delays, unclear contracts, open gaps of evidence, response steps, degradation, recovery objectives, recurrences, actions, drills; each with how many incidents it counts.",
    input: object({
      since: {
        type: "string",
        pattern: "^\\d{4}-\\d{2}-\\d{2}$",
        description: "Count incidents of this day and later",
      },
      service: { type: "string", description: "Count incidents in which this service took part" },
      class: { type: "string", description: "Count incidents of this class of failure" },
      all: { type: "boolean", description: "Every table, and not the short report" },
    }),
    answer: ({ since, service, class: of, all }, library) =>
      library.measures({
        all: all === true,
        filter: { since: text(since), service: text(service), class: text(of) },
      }),
  },
  {
    name: "check",
    title: "Check a postmortem",
    description:
      "Diagnostics of a document's text as data, each with rule, severity, line, column, message, hint and known fixes; nothing is written. Without a text, those of the whole collection.",
    input: object({
      text: { type: "string", description: "The whole file: front matter and Markdown" },
      file: {
        type: "string",
        description:
          "The file that the text stands for, relative to the collection, such as incidents/2026-03-14-stale-grants.md; needed with a text",
      },
    }),
    answer: ({ text: given, file }, library) => {
      if ((given === undefined) !== (file === undefined))
        throw new QuestionFault("text and file go together: give both, or neither.");
      return library.check(given === undefined ? null : { text: String(given), file: String(file) });
    },
  },
  {
    name: "explain",
    title: "Explain a rule",
    description: "What a rule of check demands, why, an example and how to fix it. Without a rule, the list of rules.",
    input: object({ rule: { type: "string", description: "The id of a rule, such as detection-delay" } }),
    answer: async ({ rule }, library) => library.explain(text(rule)),
    needsNone: true,
  },
];

function text(value: unknown): string | null {
  return value === undefined ? null : String(value);
}

async function facetsIn(given: unknown, library: Library): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const known = await library.facets();
  return new Map(
    Object.entries((given ?? {}) as Record<string, string | string[]>).map(([facet, value]) => {
      const values = known.get(facet);
      if (values === undefined)
        throw new QuestionFault(`Unknown facet ${JSON.stringify(facet)}: choose from ${[...known.keys()].join(", ")}.`);
      const wrong = [value].flat().find((one) => !values.includes(one));
      if (wrong !== undefined)
        throw new QuestionFault(
          `No page has ${facet} ${JSON.stringify(wrong)}: choose from ${values.slice(0, 40).join(", ")}${values.length > 40 ? ", …" : ""}.`,
        );
      return [facet, new Set([value].flat())];
    }),
  );
}

/** Id, file and line, address: how a thing is named in every answer. */
function headOf({ ref, place, url }: NamedThing): string {
  return [ref, ...(place === null ? [] : [`${place.file}:${place.line}`]), ...(url === null ? [] : [url])].join(" · ");
}

function hitText(hit: FoundThing, number: number): string {
  const said = [
    hit.title,
    hit.line,
    ...(hit.excerpt === null ? [] : [`… ${hit.excerpt} …`]),
    ...(hit.wished === null ? [] : [`They wished they had had: ${hit.wished}`]),
  ]
    .filter((one) => one !== "")
    .map((one) => one.replace(/\s+/g, " "));
  const lines = hit.isQuoted ? said.map((one) => `> ${one}`) : said;
  return [`${number}. ${headOf(hit)}`, ...(hit.isQuoted ? ["(quoted data)"] : []), ...lines, ""].join("\n");
}

/** A thing as Markdown, with its name and place above it. */
export async function readText(thing: NamedThing, library: Library): Promise<string> {
  const markdown = await library.markdown(thing);
  return `${headOf(thing)}\n\n${thing.isQuoted ? quoted(markdown) : markdown}`;
}
