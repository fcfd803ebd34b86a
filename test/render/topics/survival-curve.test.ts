import { expect, test } from "vitest";
import { survival } from "../../../src/measure/survival.js";
import { survivalCurve } from "../../../src/render/topics/actions/survival-curve.js";

test("nothing done yet has no curve: a line that never falls tells nothing", () => {
  expect(survivalCurve(survival([{ days: 10, done: false }]))).toBeNull();
});

test("the line starts at all and ends at the last day that is known", () => {
  const curve = survivalCurve(
    survival([
      { days: 10, done: true },
      { days: 40, done: false },
    ]),
  );
  expect(curve?.steps.map(({ from, to, falls }) => [from, to, falls])).toEqual([
    [0, 25, true],
    [25, 100, false],
  ]);
  expect(curve?.points).toEqual([{ days: 10, atRisk: 2, done: 1, share: "50%", within: "1% to 91%" }]);
});

test("of thousands it stays a small picture, with a table of round days", () => {
  const many = Array.from({ length: 4000 }, (_, at) => ({ days: at % 500, done: at % 3 > 0 }));
  const curve = survivalCurve(survival(many));
  expect(curve?.steps.length).toBeLessThan(125);
  expect(curve?.points.map(({ days }) => days)).toEqual([7, 14, 30, 60, 90, 180, 365]);
  // By the end of day 7: eight of each five hundred, two thirds of them done, and those of days 0 to 6 not looked at longer.
  const done = many.filter((one) => one.done && one.days <= 7).length;
  const gone = many.filter((one) => !one.done && one.days < 7).length;
  expect(curve?.points[0]).toMatchObject({ done, atRisk: 4000 - done - gone });
});
