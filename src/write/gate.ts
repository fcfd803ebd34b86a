const [IS_CLOSED, IS_BUSY] = [0, 1];
/** How long another thread is waited for, in milliseconds: a file is written in far less. */
const MAX_WAIT_MS = 1000;

/** Lets a thread do one thing after the other until another thread closes it, which waits for what is being done. */
export class Gate {
  readonly #state: Int32Array;

  /** @param buffer 8 bytes, the same for both threads */
  constructor(readonly buffer = new SharedArrayBuffer(8)) {
    this.#state = new Int32Array(buffer);
  }

  /** Does something, unless the gate is closed. */
  pass(work: () => void): void {
    Atomics.store(this.#state, IS_BUSY, 1);
    try {
      if (Atomics.load(this.#state, IS_CLOSED) === 0) work();
    } finally {
      Atomics.store(this.#state, IS_BUSY, 0);
      Atomics.notify(this.#state, IS_BUSY);
    }
  }

  close(): void {
    Atomics.store(this.#state, IS_CLOSED, 1);
    Atomics.wait(this.#state, IS_BUSY, 1, MAX_WAIT_MS);
  }
}
