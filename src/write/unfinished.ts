import { rmSync } from "node:fs";
import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What is done before a folder is removed, by its path. */
const folders = new Map<string, () => void>();
let swaps = 0;
let heard: (typeof SIGNALS)[number] | null = null;

/**
 * Has a folder removed where the process ends, or is interrupted, before `keepAtExit` is called.
 * @param before ends what may still write to it
 */
export function removeAtExit(folder: string, before: () => void = () => undefined): void {
  if (folders.size === 0) {
    process.on("exit", removeAll);
    for (const signal of SIGNALS) process.on(signal, end);
  }
  folders.set(folder, before);
}

export function keepAtExit(folder: string): void {
  folders.delete(folder);
  if (folders.size > 0) return;
  process.off("exit", removeAll);
  for (const signal of SIGNALS) process.off(signal, end);
}

/** Swaps folders. A signal waits until they are swapped, so that none is left aside. */
export async function swapWhole(swap: () => Promise<void>): Promise<void> {
  swaps++;
  try {
    await swap();
  } finally {
    swaps--;
    if (heard !== null) end(heard);
  }
}

function end(signal: (typeof SIGNALS)[number]): void {
  heard = signal;
  if (swaps === 0) process.exit(128 + constants.signals[signal]);
}

function removeAll(): void {
  for (const [folder, before] of folders) {
    before();
    rmSync(folder, { recursive: true, force: true, maxRetries: 2 });
  }
}
