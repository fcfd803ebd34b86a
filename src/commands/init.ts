import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { repositoryOf } from "../read/find-collection.js";
import { packageVersion } from "../read/package-info.js";
import { type NewFiles, readScaffold } from "../read/read-scaffold.js";
import { writeNew } from "../write/write-new.js";
import { callFor, shown } from "./context.js";

/** `inquest init`: a new collection. What exists is kept; a second run changes nothing. */
export function addInit(program: Command, exit: (code: number) => void): void {
  program
    .command("init")
    .description("write a new collection: catalogs with the default model, an example, editor and CI settings")
    .argument("[dir]", "the folder of the collection", "postmortems")
    .addHelpText(
      "after",
      "\nFor editors and CI, files go to the top level of the repository; without one to the working folder.\n\nExamples:\n  inquest init\n  inquest init docs/postmortems",
    )
    .action((dir: string) => exit(run(dir)));
}

function run(dir: string): number {
  const root = resolve(dir);
  const top = topFor(root);
  const folder = relative(top, root).split(sep).join("/") || ".";
  const files = readScaffold(folder, packageVersion());
  // An example beside real documents would be counted with them.
  const isNew = !existsSync(join(root, "inquest.yaml"));
  if (!isNew)
    for (const path of files.collection.keys())
      if (/^(incidents|drills|evidence)\//.test(path)) files.collection.delete(path);
  const written = [...writeAll(root, files.collection), ...writeAll(top, files.top)];
  if (written.length === 0) {
    process.stdout.write("Everything is there already: nothing was written\n");
    return 0;
  }
  const own = written.filter((path) => !path.includes("/.schema/"));
  process.stdout.write(
    `Wrote${own.length === written.length ? "" : " the schemas and"}\n${own.map((path) => `  ${path}\n`).join("")}`,
  );
  const call = callFor(root);
  const next = [
    [`${call} check`, isNew ? "the example passes" : "what there is to mend"],
    [`${call} serve`, "look at it as a site while you write"],
    [`${call} new incident "What failed"`, "write your own"],
    [`${call} import DIR`, "bring the postmortems that you have"],
    [`${shown(root)}/README.md`, "what goes where"],
  ] as const;
  const width = Math.max(36, ...next.map(([what]) => what.length));
  process.stdout.write(`\nNext:\n${next.map(([what, why]) => `  ${what.padEnd(width)} ${why}\n`).join("")}`);
  const line = lackingAttribute(top, files.top);
  if (line !== null) process.stdout.write(`\nBy hand: add ${line} to .gitattributes: evidence is kept byte for byte\n`);
  return 0;
}

/** The line that git needs about evidence, where a `.gitattributes` that was there before has it not; else null. */
function lackingAttribute(top: string, files: NewFiles): string | null {
  const path = ".gitattributes";
  const line =
    Buffer.from(files.get(path) ?? [])
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .at(-1) ?? "";
  return readFileSync(join(top, path), "utf8").includes(line) ? null : line;
}

/** The top level of the repository that a folder is in, or will be in; without one the working folder, or the folder itself. */
function topFor(root: string): string {
  const top = repositoryOf(root);
  if (existsSync(join(top, ".git"))) return top;
  return `${root}${sep}`.startsWith(`${process.cwd()}${sep}`) ? process.cwd() : root;
}

function writeAll(folder: string, files: NewFiles): string[] {
  return [...files].flatMap(([path, bytes]) => (writeNew(join(folder, path), bytes) ? shown(join(folder, path)) : []));
}
