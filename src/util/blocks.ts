const FIRST_BLOCK_BYTES = 16 * 1024;
const GROWTH = 8;
/** The system gets back what is as large; smaller blocks the allocator keeps. What of a block is not used takes no memory. */
const MAX_BLOCK_BYTES = 64 * 1024 * 1024;
/** What is larger has a block of its own. */
const MAX_SHARING_BYTES = 128 * 1024;

/**
 * Memory for the bytes of many small files that are freed together. Each for itself would leave a hole between others, which the
 * process does not give back.
 */
export class Blocks {
  #free = new Uint8Array(0);
  #next = FIRST_BLOCK_BYTES;

  take(size: number): Uint8Array {
    if (size > this.#free.length) {
      if (size > MAX_SHARING_BYTES) return new Uint8Array(size);
      this.#free = new Uint8Array(Math.max(this.#next, size));
      this.#next = Math.min(this.#next * GROWTH, MAX_BLOCK_BYTES);
    }
    const taken = this.#free.subarray(0, size);
    this.#free = this.#free.subarray(size);
    return taken;
  }
}
