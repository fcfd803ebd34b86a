import type { Diagnostic } from "../model/diagnostic.js";
import { plural } from "../reporters/plural.js";
import { briefly } from "../reporters/pretty.js";
import { countWords } from "../serve/count-words.js";
import { type Findings, newFindings } from "../serve/findings.js";

/** What is more is a click away. */
const MOST_FILES = 3;
const MOST_FINDINGS = 10;

/** What a server says in the terminal: a line for each change, and the findings that are new. */
export class ServeLog {
  readonly #changed = new Set<string>();
  /** What had changed when the site was made that is checked next. */
  readonly #made = new Set<string>();
  #milliseconds = 0;

  constructor(
    readonly tell: (path: string) => string,
    readonly colour: boolean,
    readonly say: (text: string) => void,
  ) {}

  /** @param path as the user names it */
  changed(path: string): void {
    this.#changed.add(path);
  }

  site(milliseconds: number): void {
    this.#milliseconds = milliseconds;
    for (const path of this.#changed) this.#made.add(path);
    this.#changed.clear();
  }

  fault(words: string): void {
    this.say(`inquest: ${words}\n`);
  }

  findings(before: Findings | null, now: Findings): void {
    const fresh = newFindings(before, now);
    const gone = before === null ? 0 : newFindings(now, before).length;
    if (before === null) this.say(`${countWords(now.counts)}; all of them are at _inquest/findings/ of the site\n`);
    else this.say(`${this.#what()}; ${this.#how(now, fresh.length, gone)}\n`);
    this.#made.clear();
    // What somebody finds there on the first day is seldom what they came for.
    const worth = before === null ? fresh.filter(({ severity }) => severity === "error") : fresh;
    const told = worth.slice(0, MOST_FINDINGS).map((one): Diagnostic => ({ ...one, file: this.tell(one.file) }));
    this.say(briefly(told, this.colour));
    if (worth.length > told.length) this.say(`and ${plural(worth.length - told.length, "other finding")}\n`);
  }

  #what(): string {
    const [...paths] = this.#made;
    // Of two sites in a row one check may have told already.
    if (paths.length === 0) return "Checked again";
    const more = paths.length - MOST_FILES;
    return `${paths.slice(0, MOST_FILES).join(", ")}${more > 0 ? ` and ${more} more` : ""} changed: site in ${Math.round(this.#milliseconds)} ms`;
  }

  #how(now: Findings, fresh: number, gone: number): string {
    const change = [...(fresh > 0 ? [`${fresh} new`] : []), ...(gone > 0 ? [`${gone} gone`] : [])].join(", ");
    return `${countWords(now.counts).toLowerCase()}${change === "" ? "" : ` (${change})`}`;
  }
}
