import type { Range } from "../model/range.js";

/** The 97.5th percentile of the normal distribution: intervals are of 95%. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval of 95% for a share of `n` (E. B. Wilson, 1927): honest for small numbers, where the usual
 * formula is not. Null for n = 0.
 */
export function shareInterval(count: number, n: number): Range | null {
  if (n === 0) return null;
  const share = count / n;
  const centre = share + (Z * Z) / (2 * n);
  const reach = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  // Where none or all are counted the bound is known; only rounding would miss it.
  return {
    from: count === 0 ? 0 : (centre - reach) / scale,
    to: count === n ? 1 : (centre + reach) / scale,
  };
}

/**
 * Newcombe's interval of 95% for the difference of two shares, the first less the second (R. G. Newcombe, 1998, method
 * 10: from both Wilson intervals). Null where either is of none.
 */
export function differenceInterval(
  first: { count: number; n: number },
  second: { count: number; n: number },
): Range | null {
  const [a, b] = [shareInterval(first.count, first.n), shareInterval(second.count, second.n)];
  if (a === null || b === null) return null;
  const [one, two] = [first.count / first.n, second.count / second.n];
  return {
    from: one - two - Math.hypot(one - a.from, b.to - two),
    to: one - two + Math.hypot(a.to - one, two - b.from),
  };
}
