import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/**
 * What a room of `src/` may import besides itself, `model`, `util` and its own folders, and why no more. A room is the longest
 * path here that a file lies in; `*` stands for any one folder.
 */
interface RoomRule {
  room: string;
  may: readonly string[];
  because: string;
}

/** A package or a piece of code that belongs to certain rooms alone. */
interface PlaceRule {
  what: string;
  /** Matches a line of code, or the name of an imported package. */
  code?: RegExp;
  imports?: RegExp;
  only: readonly string[];
  because: string;
}

const RULES: readonly (RoomRule | PlaceRule)[] = [
  { room: "cli.ts", may: ["commands", "read"], because: "it only turns arguments into a command and an exit code" },
  {
    room: "action",
    may: ["commands", "parse", "pipeline.ts", "read", "reporters"],
    because: "it is a command whose arguments come from a runner's environment",
  },
  {
    room: "index.ts",
    may: ["pipeline"],
    because: "the public API is a part of the pipeline, so that its types name no other",
  },
  {
    room: "commands",
    may: "cache edit git importers lsp mcp pipeline pipeline.ts read reporters serve session validate write".split(" "),
    because: "commands choose and print; parsing, linking, measuring and rendering are the pipeline's",
  },
  {
    room: "pipeline.ts",
    may: ["pipeline"],
    because: "it only names what can be done with a collection, and loads each part when it is asked for",
  },
  {
    room: "pipeline",
    may: "cache read git parse validate redact link measure recall render finish search sources".split(" "),
    because: "it puts the stages together, and nothing behind them knows about editors, servers or commands",
  },
  {
    room: "serve",
    may: "parse pipeline pipeline.ts read render reporters search session validate write".split(" "),
    because: "it answers a browser; it neither edits sources nor imports documents",
  },
  {
    room: "lsp",
    may: ["edit", "parse", "pipeline.ts", "read", "session", "validate"],
    because: "it answers an editor about sources; what pages show is not its concern",
  },
  {
    room: "mcp",
    may: ["cache", "pipeline", "pipeline.ts", "read", "reporters", "search", "validate"],
    because: "it answers an assistant about a collection and changes nothing",
  },
  {
    room: "session",
    may: ["edit", "parse", "pipeline", "pipeline.ts", "read"],
    because: "it checks a collection again and again, for whoever watches it, and never writes",
  },
  { room: "importers", may: ["edit", "parse"], because: "a draft is made from text alone, before any validation" },
  { room: "edit", may: ["parse", "validate"], because: "an edit is computed from parsed text, not read or written" },
  { room: "reporters", may: [], because: "diagnostics are all that they print" },
  { room: "read", may: [], because: "reading returns bytes and text; what they mean is for the parser" },
  { room: "cache", may: [], because: "it keeps bytes between runs; what they mean is for who put them there" },
  { room: "write", may: [], because: "writing gets finished files; it does not make them" },
  {
    room: "finish",
    may: ["cache", "redact", "render", "search", "write"],
    because: "what follows from the text of a file alone can be done, and written, in another thread",
  },
  { room: "git", may: [], because: "git is asked for history; what that means is for validation" },
  { room: "parse", may: [], because: "a parsed document says what stands where and judges nothing" },
  { room: "validate", may: ["parse"], because: "rules see documents; graph, measures and pages come after them" },
  {
    room: "sources",
    may: ["parse", "validate"],
    because: "what other repositories hold is text like the collection's own, and joins it before anything is shown",
  },
  { room: "redact", may: [], because: "what an audience may not see is taken out before any stage that prints" },
  { room: "link", may: [], because: "the graph is made from a valid collection alone" },
  { room: "measure", may: [], because: "a measure is computed from the graph, whoever shows it" },
  { room: "recall", may: ["measure", "search"], because: "what is recalled follows from the graph, whoever is told" },
  { room: "model", may: [], because: "every room imports the model, so it can import none" },
  { room: "util", may: [], because: "it knows nothing of the domain" },
  {
    room: "render",
    may: ["measure", "recall", "render"],
    because: "the plan of a site or report lists its topics; what they hold is theirs",
  },
  {
    room: "render/topics/home",
    may: ["measure", "recall", "render/kit", "render/shared", "render/topics"],
    because: "the home page summarises the other topics, and no topic summarises it",
  },
  {
    room: "render/topics/*",
    may: ["measure", "recall", "render/kit", "render/shared"],
    because: "a topic can be changed or removed alone; what two topics show is in render/shared",
  },
  {
    room: "render/shared",
    may: ["measure", "recall", "render/kit"],
    because: "what several topics show depends on none of them",
  },
  { room: "render/kit", may: [], because: "the kit draws, formats and prints without knowing a postmortem" },
  {
    room: "dev",
    may: ["commands", "link", "measure", "read", "render", "reporters", "search", "validate"],
    because: "a build step must not become a part of the program",
  },
  {
    room: "search",
    may: [],
    because: "the indexer, the reader's browser and recall see words alike only if they share this",
  },
  { room: "editor", may: [], because: "it runs in VS Code, whose users have their inquest in the repository" },
  { room: "browser", may: ["search"], because: "it runs in the reader's browser, without Node" },

  {
    what: "unified",
    imports: /^unified$/,
    only: ["parse", "render/kit"],
    because: "Markdown is parsed once and printed once",
  },
  { what: "ajv", imports: /^ajv(\/|$)/, only: ["validate", "dev"], because: "only validation knows JSON Schema" },
  {
    what: "handlebars",
    imports: /^handlebars(\/|$)/,
    only: ["render/kit", "dev"],
    because: "pages hand over models, and one place escapes them",
  },
  {
    what: "image-size and XML parsing",
    imports: /^(image-size$|@rgrove\/)/,
    only: ["render/kit"],
    because: "one place decides what of an untrusted file is published",
  },
  {
    what: "simple-git",
    imports: /^simple-git$/,
    only: ["git"],
    because: "one place decides which git commands are safe in a hostile repository",
  },
  {
    what: "starting processes",
    imports: /^node:child_process$/,
    only: ["action", "commands", "dev", "git", "parse"],
    because: "git is asked through one library, and few others need a process",
  },
  {
    what: "yaml",
    imports: /^yaml$/,
    only: ["edit", "importers", "parse", "dev"],
    because: "others see data, not its syntax",
  },
  { what: "js-yaml", imports: /^js-yaml$/, only: ["parse"], because: "others see data, not its syntax" },
  { what: "smol-toml", imports: /^smol-toml$/, only: ["importers"], because: "TOML is only a format of others" },
  {
    what: "words of languages",
    imports: /^@orama\//,
    only: ["dev"],
    because: "the indexer and the search page load the same bundle of one language",
  },
  {
    what: "commander",
    imports: /^commander$/,
    only: ["cli.ts", "commands", "dev"],
    because: "arguments are read before anything else happens",
  },
  {
    what: "vscode-languageserver",
    imports: /^vscode-languageserver/,
    only: ["lsp"],
    because: "the protocol of editors is a matter of one room",
  },
  {
    what: "VS Code",
    imports: /^vscode(-languageclient(\/|$)|$)/,
    only: ["editor"],
    because: "the extension is packaged apart from the program",
  },
  {
    what: "esbuild and playwright-core",
    imports: /^(esbuild|playwright-core)$/,
    only: ["dev"],
    because: "they are not installed with the package",
  },
  {
    what: "printing",
    code: /\bconsole\.|process\.std(out|err)/,
    // The child process of the parser has no other way to return what it found.
    only: ["cli.ts", "action", "commands", "dev", "browser", "parse/markdown-child.ts"],
    because: "a stage returns what it found, so that tests, editors and servers can use it",
  },
  {
    what: "child processes",
    imports: /^node:child_process$/,
    only: ["git", "parse/parse-apart.ts", "action", "commands", "dev"],
    because: "content from strangers starts nothing but our own parser",
  },
  {
    what: "other threads",
    imports: /^node:worker_threads$/,
    only: ["finish"],
    because: "what a thread gets and gives must be plain data, which documents and their graph are not",
  },
  {
    what: "the exit code",
    code: /process\.exitCode/,
    only: ["cli.ts", "action", "dev"],
    because: "one place decides what a run amounts to",
  },
  {
    what: "the disk",
    imports: /^node:fs(\/promises)?$/,
    only: ["cache", "read", "write", "git", "action", "commands", "dev"],
    because: "the core is pure: the same input gives the same result",
  },
  {
    what: "recursive listing",
    code: /\b(?:readdir|opendir|glob)(?:Sync)?\([^;]*\brecursive\b/,
    only: [],
    because: "it enters linked folders on some versions of Node: read/walk-folder.ts enters none",
  },
];

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"))
  .map((path) => ({ path, text: readFileSync(join(SRC, path), "utf8") }));

const rooms = RULES.filter((rule) => "room" in rule);
const places = RULES.filter((rule) => "what" in rule);

function importsOf({ text }: { text: string }): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*"([^"]+)"/gm)].map((match) => match[1] ?? "");
}

function filesImportedBy(file: { path: string; text: string }): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => posix.join(dirname(file.path), name).replace(/\.js$/, ".ts"));
}

function liesIn(path: string, room: string): boolean {
  const parts = room.split("/");
  const folders = path.split("/");
  return parts.every((part, at) => part === folders[at] || part === "*");
}

/** The room of a file: the longest that holds it, and a named one before one with `*`. */
function roomOf(path: string): RoomRule | undefined {
  const length = ({ room }: RoomRule) => room.split("/").length - (room.includes("*") ? 0.5 : 0);
  return rooms.filter(({ room }) => liesIn(path, room)).sort((a, b) => length(b) - length(a))[0];
}

/** Topics share a rule and are rooms of their own. */
function folderOf(path: string): string {
  return path
    .split("/")
    .slice(0, roomOf(path)?.room.split("/").length ?? 1)
    .join("/");
}

test("every import goes the way the house allows", () => {
  const broken = files.flatMap((file) => {
    const rule = roomOf(file.path);
    if (rule === undefined) return [`${file.path} lies in no room: say in RULES what it may import, and why`];
    return filesImportedBy(file)
      .filter(
        (target) => folderOf(target) !== folderOf(file.path) && !liesIn(target, "model") && !liesIn(target, "util"),
      )
      .filter((target) => !rule.may.some((room) => liesIn(target, room)))
      .map((target) => `${file.path} may not import ${target}: ${rule.because}`);
  });
  expect(broken).toEqual([]);
});

test("what belongs to certain rooms is used only there", () => {
  const broken = places.flatMap(({ what, code, imports, only, because }) =>
    files
      .filter((file) => code?.test(file.text) || importsOf(file).some((name) => imports?.test(name)))
      .filter(({ path }) => !only.some((room) => liesIn(path, room)))
      .map(({ path }) => `${path}: ${what} belongs in ${only.join(", ")}: ${because}`),
  );
  expect(broken).toEqual([]);
});

test("no files import each other in a circle", () => {
  const imported = new Map(files.map((file) => [file.path, filesImportedBy(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(" → "));
    if (way.includes(path) || done.has(path)) return;
    for (const target of imported.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of imported.keys()) visit(path, []);
  expect(circles).toEqual([]);
});

test("the guide names every room", () => {
  const guide = readFileSync(join(SRC, "README.md"), "utf8");
  const rowOf = ({ room }: RoomRule) => `| \`${room}${room.endsWith(".ts") ? "" : "/"}\``;
  expect(rooms.map(rowOf).filter((row) => !guide.includes(row))).toEqual([]);
});

test("the public API is what it is", async () => {
  expect(Object.keys(await import("../src/index.js")).sort()).toEqual(["build", "check"]);
});
