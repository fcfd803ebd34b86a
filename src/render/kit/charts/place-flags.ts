/** A label on a pole, in pixels. */
export interface Flag {
  /** Where the pole stands. */
  x: number;
  /** How far the label reaches from the pole. */
  reach: number;
  /** How far it extends on the other side of the pole. */
  overhang: number;
}

/** Which side of its pole a label is on, and how many rows it is from the axis. */
export interface Placed {
  side: "right" | "left";
  level: number;
}

/** Between two labels in a row. */
const MIN_GAP_PX = 8;

/** The cost of a pixel beyond the edge, in rows. Room can be made at the right; what stands beyond the left is cut off. */
const OVERFLOW = 0.25;
const OVERFLOW_LEFT = 4;

/**
 * Finds a row for each label so that no label covers another and no pole runs through a label. Labels stand to the right
 * of their poles, like stairs that fall towards the right; from some flag on they may stand to the left, which keeps those
 * at the end within the picture.
 * @param flags by ascending `x`
 */
export function placeFlags(flags: readonly Flag[], width: number): Placed[] {
  let best: { cost: number; placed: Placed[] } | null = null;
  for (let rights = flags.length; rights >= 0; rights--) {
    const sides = flags.map((_, at): Placed["side"] => (at < rights ? "right" : "left"));
    const levels = levelsOf(flags, sides);
    if (levels === null) continue;
    const over = Math.max(0, ...flags.map((flag, at) => overflowCost(flag, sides[at] ?? "right", width)));
    const cost = Math.max(0, ...levels) + over;
    if (best === null || cost < best.cost - 1e-9) {
      best = { cost, placed: flags.map((_, at) => ({ side: sides[at] ?? "right", level: levels[at] ?? 0 })) };
    }
  }
  return best?.placed ?? [];
}

/** From where to where a label reaches, in pixels. */
export function spanOf({ x, reach, overhang }: Flag, side: Placed["side"]): { from: number; to: number } {
  return side === "right" ? { from: x - overhang, to: x + reach } : { from: x - reach, to: x + overhang };
}

function overflowCost(flag: Flag, side: Placed["side"], width: number): number {
  const { from, to } = spanOf(flag, side);
  return Math.max(0, side === "left" ? -from * OVERFLOW_LEFT : 0, (to - width) * OVERFLOW);
}

/** The lowest rows in which every label stands above those it must. Null where the order is circular. */
function levelsOf(flags: readonly Flag[], sides: readonly Placed["side"][]): number[] | null {
  const above: [upper: number, lower: number][] = [];
  const spans = flags.map((flag, at) => spanOf(flag, sides[at] ?? "right"));
  for (const [j, right] of flags.entries()) {
    for (const [i, left] of flags.slice(0, j).entries()) {
      const [a, b] = [spans[i], spans[j]];
      if (a === undefined || b === undefined || a.to + MIN_GAP_PX <= b.from || b.to + MIN_GAP_PX <= a.from) continue;
      const bothRight = sides[i] === "right" && sides[j] === "right";
      const bothLeft = sides[i] === "left" && sides[j] === "left";
      const poleOfRight = !bothLeft && (bothRight || (right.x >= a.from && right.x <= a.to));
      const poleOfLeft = !bothRight && (bothLeft || (left.x >= b.from && left.x <= b.to));
      if (poleOfRight) above.push([i, j]);
      if (poleOfLeft || !poleOfRight) above.push([j, i]);
    }
  }
  const levels = flags.map(() => 0);
  for (let round = 0; round <= flags.length; round++) {
    let settled = true;
    for (const [upper, lower] of above) {
      const least = (levels[lower] ?? 0) + 1;
      if ((levels[upper] ?? 0) >= least) continue;
      levels[upper] = least;
      settled = false;
    }
    if (settled) return levels;
  }
  return null;
}
