import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Debouncer } from "../../src/session/debouncer.js";

/** A thing to be done that is over when it is told to be. */
function work() {
  let running = 0;
  const waiting: (() => void)[] = [];
  const seen = { runs: 0, atOnce: 0 };
  const run = async () => {
    seen.runs++;
    seen.atOnce = Math.max(seen.atOnce, ++running);
    await new Promise<void>((done) => waiting.push(done));
    running--;
  };
  return { seen, run, finish: () => waiting.shift()?.() };
}

test("a burst of changes is one run", async () => {
  const { seen, run, finish } = work();
  const debouncer = new Debouncer(() => 20, 10_000, run);
  for (let change = 0; change < 1000; change++) debouncer.changed();
  expect(seen.runs).toBe(0);
  const done = debouncer.latest();
  finish();
  await done;
  await wait(60);
  expect(seen).toEqual({ runs: 1, atOnce: 1 });
});

test("what changes during a run is looked at by the next one, and there is only one at a time", async () => {
  const { seen, run, finish } = work();
  const debouncer = new Debouncer(() => 1, 10_000, run);
  debouncer.changed();
  const first = debouncer.latest();
  debouncer.changed();
  debouncer.changed();
  const second = debouncer.latest();
  expect(seen.runs).toBe(1);
  finish();
  await first;
  while (seen.runs < 2) await wait(1);
  finish();
  await second;
  expect(seen).toEqual({ runs: 2, atOnce: 1 });
});

test("changes that never pause do not put a run off for ever", async () => {
  const { seen, run } = work();
  const debouncer = new Debouncer(() => 50, 100, run);
  while (seen.runs === 0) {
    debouncer.changed();
    await wait(5);
  }
  debouncer.close();
});

test("how long it waits follows from how long the last run took", async () => {
  const taken: number[] = [];
  const delay = (lastRunMs: number) => {
    taken.push(lastRunMs);
    return 1;
  };
  const debouncer = new Debouncer(delay, 10_000, () => wait(30));
  debouncer.changed();
  await debouncer.latest();
  debouncer.changed();
  await debouncer.latest();
  debouncer.close();
  expect(taken[0]).toBe(0);
  // Timers of Node may fire a millisecond early.
  expect(taken[1]).toBeGreaterThanOrEqual(29);
});

test("nothing runs after the end", async () => {
  const { seen, run } = work();
  const debouncer = new Debouncer(() => 1, 10, run);
  debouncer.changed();
  debouncer.close();
  debouncer.changed();
  await debouncer.latest();
  await wait(20);
  expect(seen.runs).toBe(0);
});
