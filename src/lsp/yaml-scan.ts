import { type Frame, Frames, type YamlPath } from "./yaml-frames.js";

/** The key or value under the cursor, in terms of the parsed data. */
export interface YamlCursor {
  /** To the value under the cursor; of a key, to the map that it is in. */
  path: YamlPath;
  /** `either`: a list item or a line of its own, which may become a value or the first key of a map. */
  is: "key" | "value" | "either";
  /** Whether a colon follows already. */
  hasColon: boolean;
  /** The word under the cursor without its quotes, as offsets; empty where there is none. */
  start: number;
  end: number;
  text: string;
  /** The other keys of the map. */
  siblings: readonly string[];
}

type Word = Pick<YamlCursor, "start" | "end" | "text">;

/** One walk through a YAML text: what is open, and what was found at the cursor. */
export class Scan {
  readonly frames = new Frames();
  #found: (Omit<YamlCursor, "siblings"> & { map: Frame | undefined; own: Frame["at"] }) | undefined;

  constructor(
    readonly text: string,
    readonly limit: number,
    readonly cursor: number,
  ) {}

  /** Records a word if the cursor is in it or at one of its ends. */
  word(word: Word, is: YamlCursor["is"], hasColon = false, frames = this.frames): void {
    if (this.cursor < word.start || this.cursor > word.end) return;
    const top = frames.top();
    const map = is !== "either" && top?.kind === "map" ? top : undefined;
    const path = is === "key" && top ? frames.pathOf(top) : frames.path();
    const { start, end, text } = word;
    this.#found = { path, is, hasColon, start, end, text, map, own: is === "key" ? text : (map?.at ?? null) };
  }

  /** Records a gap in which a word could start. A word directly after it is recorded later and takes precedence. */
  gap(start: number, end: number, is: YamlCursor["is"], frames = this.frames): void {
    if (this.cursor < start || this.cursor > end) return;
    this.word({ start: this.cursor, end: this.cursor, text: "" }, is, false, frames);
  }

  /** The result; call it after the whole text was read. */
  result(): YamlCursor | null {
    if (this.#found === undefined) return null;
    const { map, own, ...found } = this.#found;
    return { ...found, siblings: (map?.keys ?? []).filter((key) => key !== own) };
  }
}
