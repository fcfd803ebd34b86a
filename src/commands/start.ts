import { existsSync, readFileSync } from "node:fs";
import * as module from "node:module";
import { dirname, join } from "node:path";
import { userCacheFolder } from "../cache/cache-folder.js";
import { packageVersion } from "../read/package-info.js";
import { fitHelp, USUAL_COLUMNS } from "./fit-help.js";
import { handleOutputErrors } from "./output-errors.js";

/** The word of a call that names its command: the first that is no option of the whole program. */
export function commandWord(args: readonly string[]): string | undefined {
  const at = args.findIndex((one, index) => !one.startsWith("-") && args[index - 1] !== "--root");
  return args[at];
}

/** The help of a command as the build printed it, for a width of 80 columns and for any that leaves its lines whole. */
export interface HelpTexts {
  narrow: string;
  whole: string;
}

/** Where a build writes the help of every command, by its words, such as `evidence add`. */
export const HELP_FILE = new URL("../../dist/bin/help.json", import.meta.url);

/**
 * Answers `--version` and `--help`, for which nothing else needs to be loaded.
 * @returns whether that was all
 */
export function answerAtOnce(): boolean {
  const answer = answerTo(process.argv.slice(2), process.stdout.columns ?? USUAL_COLUMNS);
  if (answer === null) return false;
  handleOutputErrors();
  process.stdout.write(answer);
  return true;
}

function answerTo(args: readonly string[], columns: number): string | null {
  const words = args.slice(0, -1);
  const option = args.at(-1);
  if (words.length === 0 && (option === "--version" || option === "-V")) return `${packageVersion()}\n`;
  if (option !== "--help" && option !== "-h") return null;
  const help = readHelp()?.[words.join(" ")];
  if (help === undefined) return null;
  if (columns < USUAL_COLUMNS) return fitHelp(help.whole, columns);
  if (columns === USUAL_COLUMNS) return help.narrow;
  return columns > Math.max(...help.whole.split("\n").map(({ length }) => length)) ? help.whole : null;
}

function readHelp(): Partial<Record<string, HelpTexts>> | null {
  try {
    return JSON.parse(readFileSync(HELP_FILE, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Lets Node.js keep the compiled program between runs, where it can (22.1). That is code which is run, so it is kept
 * nowhere that a commit or another user could write to.
 */
export function keepCompiledProgram(): void {
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  const folder = userCacheFolder(process.env);
  if (!isInRepository(folder)) enableCompileCache?.(join(folder, "compiled"));
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}
