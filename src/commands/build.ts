import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { Visibility } from "../model/schema-types.js";
import { buildInto } from "../pipeline.js";
import { packageVersion } from "../read/package-info.js";
import { pretty } from "../reporters/pretty.js";
import { plural } from "../util/plural.js";
import { checkOut, SiteWriter } from "../write/write-site.js";
import { type CacheOptions, cacheOptions, openCache } from "./cache-options.js";
import { callFor } from "./call-for.js";
import { reportNotes, reportOf } from "./checked.js";
import { baseUrlOption, collectionRoot, type GlobalOptions, nowOption, shown, terminalOf } from "./context.js";
import { limitingGarbage } from "./limit-garbage.js";
import { reportSourceNotes, reportUnreadable } from "./notices.js";
import { optimizeLater } from "./optimize-later.js";
import { withProgress } from "./progress.js";

interface BuildCommandOptions extends GlobalOptions, CacheOptions {
  out: string;
  outMode: "folder" | "symlink";
  baseUrl?: string;
  audience?: Visibility;
  date?: string;
  allowErrors?: boolean;
  search: boolean;
}

/** `inquest build`: check, then the site. Content with errors is not built, and the old site stays. */
export function addBuild(program: Command, exit: (code: number) => void): void {
  program
    .command("build")
    .description("check the collection, then build its site")
    .option("--out <dir>", "the folder of the site", "_site")
    .addOption(
      new Option(
        "--out-mode <mode>",
        "folder; or symlink: the site is a link to its newest version, and is never missing during a build",
      )
        .choices(["folder", "symlink"])
        .default("folder"),
    )
    .option("--base-url <url>", "the address at which the site will be published", baseUrlOption)
    .addOption(
      new Option(
        "--audience <audience>",
        "public, or internal with what is marked internal and with drafts; default: as in inquest.yaml",
      ).choices(["public", "internal"]),
    )
    .addOption(nowOption())
    .option("--allow-errors", "build what is valid, even if there are errors")
    .option("--no-search", "do not build the search index")
    .addOption(cacheOptions[0])
    .addOption(cacheOptions[1])
    .addHelpText(
      "after",
      "\nExamples:\n  inquest build\n  inquest build --out public --base-url https://learning.example.org/\n  inquest build --audience internal",
    )
    .action(async (_, command: Command) => exit(await run(command.optsWithGlobals())));
}

/** How much garbage the heap may hold, as a share of what is in use. */
const MAX_GARBAGE_PERCENT = 50;

async function run(options: BuildCommandOptions): Promise<number> {
  const root = collectionRoot(options);
  const out = resolve(options.out);
  await checkOut(out, { collection: root, mode: options.outMode });
  const writer = new SiteWriter(out, { collection: root, mode: options.outMode });
  try {
    return await buildAndSwap(root, out, options, writer);
  } finally {
    await writer.discard();
  }
}

async function buildAndSwap(
  root: string,
  out: string,
  options: BuildCommandOptions,
  writer: SiteWriter,
): Promise<number> {
  optimizeLater();
  const cache = await openCache(root, options);
  const built = await withProgress((progress) =>
    buildInto(
      root,
      {
        audience: options.audience ?? null,
        baseUrl: options.baseUrl ?? null,
        date: options.date ?? null,
        search: options.search,
        version: packageVersion(),
        allowErrors: options.allowErrors === true,
        progress: limitingGarbage(progress, MAX_GARBAGE_PERCENT),
        cache,
      },
      writer,
    ),
  );
  cache.save();
  reportNotes(built.checked);
  reportSourceNotes(built.notes);
  if (reportUnreadable(root, built.checked)) return 2;
  if (built.errors.length > 0)
    process.stderr.write(
      pretty(reportOf(root, { ...built.checked, diagnostics: built.errors }, terminalOf(process.stderr, options))),
    );
  if (!built.isBuilt) {
    process.stderr.write(
      "inquest: nothing was built, because the content has errors; --allow-errors builds what is valid\n",
    );
    return 1;
  }
  await writer.swap(built.checked.collection.config.site?.keep ?? []);
  const paths = [...writer.hashes.keys()];
  const pages = paths.filter((path) => path.endsWith(".html")).length;
  // Each postmortem that the audience sees has one data file.
  const postmortems = paths.filter((path) => /^data\/incidents\/(?:@[^/]+\/)?[^/]+\.json$/.test(path)).length;
  const call = callFor(root);
  process.stdout.write(
    `Built ${pages} pages of ${plural(postmortems, "postmortem")} into ${shown(out)}: serve it with any static file server\n` +
      hiddenText(built.hidden, call) +
      `While you write, ${call} serve rebuilds the site on every save\n`,
  );
  if (options.baseUrl === undefined && built.checked.collection.config.base_url === undefined)
    process.stdout.write(
      "Without base_url in inquest.yaml, or --base-url, it has no feeds, sitemap or canonical links\n",
    );
  return 0;
}

/** A line that says how many documents the audience may not see; empty for none. It names none: the output may be in a public log. */
function hiddenText(hidden: number, call: string): string {
  if (hidden === 0) return "";
  const [verb, them] = hidden === 1 ? ["is", "it"] : ["are", "them"];
  const documents = plural(hidden, "draft or internal document", "drafts and internal documents");
  return `${documents} ${verb} not in it: ${call} build --audience internal shows ${them}\n`;
}
