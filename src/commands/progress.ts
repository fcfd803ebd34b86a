import { constants } from "node:os";
import type { WriteStream } from "node:tty";
import type { Progress } from "../model/progress.js";

/** How long a run says nothing. */
const MAX_SILENCE_MS = 500;
const MIN_REDRAW_MS = 100;
const BAR_LENGTH = 24;
/** Of a terminal that does not say how wide it is. */
const DEFAULT_COLUMNS = 80;
const CLEAR_LINE = "\r\x1b[2K";

/**
 * Does something that may take long, and shows meanwhile how far it is: on stderr, where that is a terminal, after half
 * a second. The line is gone when it ends, also where it is interrupted, with exit code 130.
 *
 *     const built = await withProgress((progress) => build(root, { ...options, progress }));
 */
export async function withProgress<T>(work: (progress: Progress | undefined) => Promise<T>): Promise<T> {
  if (!process.stderr.isTTY || process.env.TERM === "dumb" || process.env.CI) return work(undefined);
  const line = new ProgressLine(process.stderr);
  try {
    return await work(line.progress);
  } finally {
    line.end();
  }
}

class ProgressLine {
  readonly #start = performance.now();
  #drawnAt = this.#start;
  #isDrawn = false;
  #last: Parameters<Progress> | null = null;
  /** Draws what waits for others, such as servers, and makes no further step. */
  readonly #timer = setTimeout(() => this.#last && this.#draw(...this.#last), MAX_SILENCE_MS);

  constructor(readonly stream: WriteStream) {}

  readonly progress: Progress = (...step) => {
    this.#last = step;
    const now = performance.now();
    if (now - this.#start < MAX_SILENCE_MS || now - this.#drawnAt < MIN_REDRAW_MS) return undefined;
    this.#draw(...step);
    // Signals are heard between turns of the event loop.
    return new Promise((resolve) => setImmediate(resolve));
  };

  #draw(stage: string, done: number, total: number): void {
    if (!this.#isDrawn) process.once("SIGINT", this.#interrupted);
    this.#drawnAt = performance.now();
    this.#isDrawn = true;
    this.stream.write(`${CLEAR_LINE}${progressText(stage, done, total, this.stream.columns || DEFAULT_COLUMNS)}`);
  }

  end(): void {
    clearTimeout(this.#timer);
    if (this.#isDrawn) this.stream.write(CLEAR_LINE);
    this.#isDrawn = false;
    process.off("SIGINT", this.#interrupted);
  }

  readonly #interrupted = () => {
    this.end();
    process.exit(128 + constants.signals.SIGINT);
  };
}

/** One line, shorter than the terminal is wide: a full line would wrap, and could not be cleared. */
export function progressText(stage: string, done: number, total: number, columns: number): string {
  const filled = total === 0 ? 0 : Math.min(BAR_LENGTH, Math.floor((BAR_LENGTH * done) / total));
  const bar = `${"█".repeat(filled)}${"░".repeat(BAR_LENGTH - filled)}`;
  const count = `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  const whole = `${stage}  ${bar}  ${count}`;
  return whole.length < columns ? whole : `${stage}  ${count}`.slice(0, Math.max(0, columns - 1));
}
