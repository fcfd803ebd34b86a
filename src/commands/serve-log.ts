import type { Diagnostic } from "../model/diagnostic.js";
import { briefly } from "../reporters/pretty.js";
import { countWords } from "../serve/count-words.js";
import { type Diagnostics, newDiagnostics } from "../serve/diagnostics.js";
import { plural } from "../util/plural.js";

const MAX_FILES_LISTED = 3;
const MAX_DIAGNOSTICS_LISTED = 10;

/** The log of `serve` in the terminal: a line for each change, and the new diagnostics. */
export class ServeLog {
  readonly #changed = new Set<string>();
  /** The files that had changed when the current site was built. */
  readonly #builtFrom = new Set<string>();
  #milliseconds = 0;

  constructor(
    readonly displayPath: (path: string) => string,
    readonly colour: boolean,
    readonly print: (text: string) => void,
  ) {}

  /** @param path relative to the working directory */
  changed(path: string): void {
    this.#changed.add(path);
  }

  site(milliseconds: number): void {
    this.#milliseconds = milliseconds;
    for (const path of this.#changed) this.#builtFrom.add(path);
    this.#changed.clear();
  }

  fault(words: string): void {
    this.print(`inquest: ${words}\n`);
  }

  diagnostics(before: Diagnostics | null, now: Diagnostics): void {
    const fresh = newDiagnostics(before, now);
    const gone = before === null ? 0 : newDiagnostics(now, before).length;
    if (before === null)
      this.print(`${countWords(now.counts)}; all of them are at _inquest/diagnostics/ of the site\n`);
    else this.print(`${this.#changes()}; ${this.#counts(now, fresh.length, gone)}\n`);
    this.#builtFrom.clear();
    // At the start only errors are listed, because an old collection can have many warnings.
    const listed = before === null ? fresh.filter(({ severity }) => severity === "error") : fresh;
    const shown = listed
      .slice(0, MAX_DIAGNOSTICS_LISTED)
      .map((one): Diagnostic => ({ ...one, file: this.displayPath(one.file) }));
    this.print(briefly(shown, this.colour));
    if (listed.length > shown.length) this.print(`and ${plural(listed.length - shown.length, "other diagnostic")}\n`);
  }

  #changes(): string {
    const [...paths] = this.#builtFrom;
    // The check before may have reported these changes already.
    if (paths.length === 0) return "Checked again";
    const more = paths.length - MAX_FILES_LISTED;
    return `${paths.slice(0, MAX_FILES_LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""} changed: site in ${Math.round(this.#milliseconds)} ms`;
  }

  #counts(now: Diagnostics, fresh: number, gone: number): string {
    const change = [...(fresh > 0 ? [`${fresh} new`] : []), ...(gone > 0 ? [`${gone} gone`] : [])].join(", ");
    return `${countWords(now.counts).toLowerCase()}${change === "" ? "" : ` (${change})`}`;
  }
}
