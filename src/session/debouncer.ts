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

  /**
   * @param delayMs how long no change has come before it runs
   * @param maxDelayMs after how long it runs although changes keep coming
   * @param run must not reject
   */
  constructor(
    readonly delayMs: number,
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
      Math.min(this.delayMs, this.#waitingSince + this.maxDelayMs - now),
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
    return this.run().finally(() => {
      this.#running = null;
    });
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
