/**
 * Does something again whenever what it is about has changed: when it has been quiet for a moment, and never twice at a
 * time. A run that a change overtakes is followed by another one.
 */
export class Settle {
  /** How many changes there were, and how many of them the last run could see. */
  #changes = 0;
  #seen = 0;
  #waitingSince = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #closed = false;

  /**
   * @param quiet how long nothing changes before it runs, in milliseconds
   * @param longest how long it waits for that at most, in milliseconds
   * @param run must not reject
   */
  constructor(
    readonly quiet: number,
    readonly longest: number,
    readonly run: () => Promise<void>,
  ) {}

  /** Something may have changed. */
  changed(): void {
    if (this.#closed) return;
    this.#changes++;
    const now = performance.now();
    if (this.#timer === undefined) this.#waitingSince = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.latest(), Math.min(this.quiet, this.#waitingSince + this.longest - now));
  }

  /** Waits until every change so far has been looked at, and no longer for it to be quiet. */
  async latest(): Promise<void> {
    const wanted = this.#changes;
    this.#stopWaiting();
    while (this.#running || (this.#seen < wanted && !this.#closed)) {
      this.#running ??= this.#start();
      await this.#running;
    }
  }

  /** Nothing starts any more; for what runs `latest` waits. */
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
