import type { GapState, LedgerGap } from "../../../measure/ledger-gap.js";
import { DECORATION, el, printSvg, type SvgElement } from "../../kit/charts/svg.js";
import type { Site } from "../../shared/site-model.js";
import { GAP_STATE } from "./evidence-words.js";
import { gapLink } from "./gap-entry.js";

const SIDE = 10;
const STEP = 14;
const PER_LINE = 15;

/** More squares than these are too many to count, and their links would make the page heavy. */
const MAX_SQUARES = 120;

const ORDER: readonly GapState[] = ["open", "closed", "proven"];

/** Whether the gaps of a kind are drawn one by one, if the kind that has most has so many. */
export function drawsSquares(most: number): boolean {
  return most <= MAX_SQUARES;
}

/**
 * The gaps of one kind as squares in lines, or as one bar where they are many. A square is hollow while its gap is open,
 * half full when it is closed, full when that is proven.
 * @param root from the page to the root of the site
 * @param most the number of gaps of the kind that has most: the longest bar
 */
export function gapUnits(site: Site, root: string, gaps: readonly LedgerGap[], most: number): string {
  if (gaps.length === 0) return "";
  if (!drawsSquares(most)) return bar(gaps, most);
  const sorted = ORDER.flatMap((state) => gaps.filter((gap) => gap.state === state));
  const width = PER_LINE * STEP - (STEP - SIDE) + 2;
  const height = Math.ceil(sorted.length / PER_LINE) * STEP - (STEP - SIDE) + 2;
  return printSvg(
    el(
      "svg",
      { class: "gap-units", viewBox: `0 0 ${width} ${height}`, width, height, ...DECORATION },
      ...sorted.flatMap((gap, at) => square(site, root, gap, at)),
    ),
  );
}

function square(site: Site, root: string, gap: LedgerGap, at: number): SvgElement[] {
  const [x, y] = [(at % PER_LINE) * STEP + 1, Math.floor(at / PER_LINE) * STEP + 1];
  const { path } = gapLink(site, gap);
  const title = `${gap.gap.what} (${GAP_STATE[gap.state]})`;
  const marks = [
    el("rect", { class: `unit is-${gap.state}`, x, y, width: SIDE, height: SIDE }, el("title", {}, title)),
    gap.state === "closed"
      ? el("rect", { class: "unit-half", x, y: y + SIDE / 2, width: SIDE, height: SIDE / 2 })
      : null,
  ].filter((mark) => mark !== null);
  return path === null ? marks : [el("a", { href: root + path, tabindex: -1 }, ...marks)];
}

function bar(gaps: readonly LedgerGap[], most: number): string {
  let x = 0;
  const parts = ORDER.map((state) => {
    const width = (gaps.filter((gap) => gap.state === state).length / most) * 100;
    x += width;
    return width === 0 ? null : el("rect", { class: `unit is-${state}`, x: x - width, y: 0, width, height: 10 });
  });
  const box = { class: "gap-bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", width: 100, height: 10 };
  return printSvg(el("svg", { ...box, ...DECORATION }, ...parts));
}
