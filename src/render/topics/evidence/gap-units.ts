import type { GapState, LedgerGap } from "../../../measure/ledger-gap.js";
import type { Site } from "../../shared/site-model.js";
import { GAP_STATE } from "./evidence-words.js";
import { gapLink } from "./gap-entry.js";

/** One gap as a square: hollow while open, half full when closed, full when proven. */
interface Unit {
  x: number;
  y: number;
  state: GapState;
  /** The middle, where the lower half of a closed gap begins. */
  half: number | null;
  title: string;
  path: string | null;
}

/** The gaps of one kind as squares in lines, or as one bar where they are many. */
export interface GapUnits {
  width: number;
  height: number;
  units: Unit[];
  /** Stretches of the bar, as shares of 100; empty where there are squares. */
  bars: { state: GapState; x: number; width: number }[];
}

const SIDE = 10;
const STEP = 14;
const PER_LINE = 15;

/** Above this nobody counts squares, and a page would grow by their links. */
const AT_MOST = 120;

const ORDER: readonly GapState[] = ["open", "closed", "proven"];

/**
 * The picture of one kind's gaps.
 * @param most the number of gaps of the kind that has most: the longest bar
 */
export function gapUnits(site: Site, gaps: readonly LedgerGap[], most: number): GapUnits {
  const sorted = ORDER.flatMap((state) => gaps.filter((gap) => gap.state === state));
  if (most > AT_MOST) return bars(sorted, most);
  return {
    width: PER_LINE * STEP - (STEP - SIDE) + 2,
    height: Math.max(1, Math.ceil(sorted.length / PER_LINE)) * STEP - (STEP - SIDE) + 2,
    units: sorted.map((gap, at) => ({
      x: (at % PER_LINE) * STEP + 1,
      y: lineOf(at),
      state: gap.state,
      half: gap.state === "closed" ? lineOf(at) + SIDE / 2 : null,
      title: `${gap.gap.what} (${GAP_STATE[gap.state]})`,
      path: gapLink(site, gap).path,
    })),
    bars: [],
  };
}

function lineOf(at: number): number {
  return Math.floor(at / PER_LINE) * STEP + 1;
}

function bars(sorted: readonly LedgerGap[], most: number): GapUnits {
  let x = 0;
  const stretches = ORDER.map((state) => {
    const width = (sorted.filter((gap) => gap.state === state).length / most) * 100;
    x += width;
    return { state, x: x - width, width };
  });
  return { width: 100, height: 10, units: [], bars: stretches.filter(({ width }) => width > 0) };
}
