import { getHeapStatistics, setFlagsFromString } from "node:v8";
import type { Progress } from "../model/progress.js";

/** How much garbage the heap may hold beside what is in use. */
const MAX_GARBAGE_BYTES = 150 * 1024 * 1024;
/** The same while a site is made: then the most is in use, and what grows old is little, so that it takes little time. */
const MAX_GARBAGE_OF_SITE_BYTES = 50 * 1024 * 1024;
/** With less in use V8 knows better; with a little more, it would let the heap become several times as large. */
const SMALL_HEAP_BYTES = 100 * 1024 * 1024;
/** In steps of a stage. */
const LIMIT_EVERY = 1000;

/**
 * Keeps the memory of a large run small, for a little time.
 * @param maxPercent a limit as a share of what is in use; by default there is none for a small heap
 * @returns told like `progress`, which it tells
 */
export function limitingGarbage(progress: Progress | undefined, maxPercent?: number): Progress {
  return (stage, done, total) => {
    const maxBytes = stage === "Indexing" || stage === "Writing" ? MAX_GARBAGE_OF_SITE_BYTES : MAX_GARBAGE_BYTES;
    if (done % LIMIT_EVERY === 0) limitGarbage(maxBytes, maxPercent);
    return progress?.(stage, done, total);
  };
}

function limitGarbage(maxBytes: number, maxPercent: number | undefined): void {
  const used = getHeapStatistics().used_heap_size;
  const percent = Math.ceil((100 * maxBytes) / used);
  // 0: V8 decides.
  const most = maxPercent ?? (used < SMALL_HEAP_BYTES ? 0 : percent);
  setFlagsFromString(`--heap-growing-percent=${Math.min(percent, most)}`);
}
