import { expect, test } from "vitest";
import type { Collection } from "../../src/model/collection.js";
import { EnvironmentFault, PageFault } from "../../src/model/environment-fault.js";
import { contained, madeOf } from "../../src/pipeline/contained.js";
import { collection, drill, incident } from "../support/collection.js";

const POSTMORTEMS = Array.from({ length: 1000 }, (_, at) => `incidents/${at}.md`);
const DRILLS = ["drills/0.md", "drills/1.md"];
const ALL = [...POSTMORTEMS, ...DRILLS];

/** Makes the list of what is not left out, and fails on some of it. */
function maker(failing: Readonly<Record<string, Error>>) {
  const calls: number[] = [];
  const make = (leftOut: ReadonlySet<string>): Promise<string[]> => {
    const kept = ALL.filter((path) => !leftOut.has(path));
    calls.push(kept.length);
    const error = kept.map((path) => failing[path]).find((one) => one !== undefined);
    return error ? Promise.reject(error) : Promise.resolve(kept);
  };
  return { calls, make };
}

test("without a failure it is made once", async () => {
  const { calls, make } = maker({});
  expect(await contained([POSTMORTEMS, DRILLS], make)).toEqual({ made: ALL, failures: new Map() });
  expect(calls).toEqual([ALL.length]);
});

test("some that fail are left out, and the work is not much more than making all a few times", async () => {
  const failing = {
    "incidents/17.md": new RangeError("Maximum call stack size exceeded"),
    "drills/1.md": new PageFault("Cannot fill a page"),
  };
  const { calls, make } = maker(failing);
  const { made, failures } = await contained([POSTMORTEMS, DRILLS], make);
  expect(made).toEqual(ALL.filter((path) => !(path in failing)));
  expect(Object.fromEntries(failures)).toEqual(failing);
  expect(calls.length).toBeLessThan(60);
  expect(calls.reduce((sum, one) => sum + one, 0)).toBeLessThan(8 * ALL.length);
});

test.each([
  ["what fails without any document", () => Promise.reject(new Error("a bug"))],
  ["a refusal", (out: ReadonlySet<string>) => (out.size === 0 ? Promise.reject(new EnvironmentFault("no")) : ALL)],
  [
    "a fault of the disk",
    (out: ReadonlySet<string>) =>
      out.size === 0 ? Promise.reject(Object.assign(new Error("x"), { code: "EIO", syscall: "read" })) : ALL,
  ],
  [
    "two documents that fail only together",
    (out: ReadonlySet<string>) =>
      out.has(ALL[0] ?? "") || out.has(ALL[1001] ?? "") ? ALL : Promise.reject(new Error("together")),
  ],
  [
    "a template that fails on all drills",
    (out: ReadonlySet<string>) => (DRILLS.every((one) => out.has(one)) ? ALL : Promise.reject(new PageFault("drill"))),
  ],
])("%s is not contained", async (_, make) => {
  await expect(contained([POSTMORTEMS, DRILLS], async (leftOut) => make(leftOut))).rejects.toThrow();
});

test("of a collection the documents that break it are left out, and it is said why", async () => {
  const all = collection([incident("2026-03-14-a"), incident("2026-03-15-b")], { drills: [drill("2026-03-16-c")] });
  const idsOf = ({ postmortems, drills }: Collection) => [...postmortems, ...drills].map(({ id }) => id);
  const { made, leftOut } = await madeOf(all, (some) => {
    if (idsOf(some).includes("2026-03-15-b")) throw new RangeError("Maximum call stack size exceeded");
    return idsOf(some);
  });
  expect(made).toEqual(["2026-03-14-a", "2026-03-16-c"]);
  expect([...leftOut]).toEqual([[all.postmortems[1]?.source.path, "Maximum call stack size exceeded"]]);
  expect(await madeOf(all, idsOf)).toEqual({ made: idsOf(all), leftOut: new Map() });
});
