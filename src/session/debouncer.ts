/**
 * Runs something after changes: once no change has come for a moment, and never twice at a time. Changes during a run
 * lead to another run.
 */
export class Debouncer {
  /** How many changes there have been, and how many of them came before the last run started. */
  #changes = 0;
  #seen = 0;
  #waitingSince = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #closed = false;
  #lastRunMs = 0;

  /**
   * @param delayMs how long no change has come before it runs, by how long the last run took (0 before the first)
   * @param maxDelayMs after how long it runs although changes keep coming
   * @param run must not reject
   */
  constructor(
    readonly delayMs: (lastRunMs: number) => number,
    readonly maxDelayMs: number,
    readonly run: () => Promise<void>,
  ) {}

  /** Something may have changed. */
  changed(): void {
    if (this.#closed) return;
    this.#changes++;
    const now = performance.now();
    if (this.#timer === undefined) this.#waitingSince = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.latest(),
      Math.min(this.delayMs(this.#lastRunMs), this.#waitingSince + this.maxDelayMs - now),
    );
  }

  /** Runs now, and resolves when a run has seen every change so far. */
  async latest(): Promise<void> {
    const wanted = this.#changes;
    this.#stopWaiting();
    while (this.#running || (this.#seen < wanted && !this.#closed)) {
      this.#running ??= this.#start();
      await this.#running;
    }
  }

  /** Starts no more runs. `latest` still waits for the one that is going on. */
  close(): void {
    this.#closed = true;
    this.#stopWaiting();
  }

  #start(): Promise<void> {
    this.#seen = this.#changes;
    const started = performance.now();
    return this.run().finally(() => {
      this.#lastRunMs = performance.now() - started;
      this.#running = null;
    });
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
