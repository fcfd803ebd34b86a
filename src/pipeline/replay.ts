import { commitPaths } from "../git/commit-paths.js";
import { isShallowClone } from "../git/repository-state.js";
import { replay as replayed } from "../recall/replay.js";
import { REPLAY_FORMATS } from "../render/recall-replay.js";
import { type LeftOut, pathFrom } from "./recall.js";
import { remember } from "./remember.js";
import type { RememberOptions } from "./remember-whole.js";

interface ReplayPrintOptions extends RememberOptions {
  format: "json" | "text";
  colour: boolean;
  /** The width of the terminal; undefined where there is none. */
  columns?: number | undefined;
}

/**
 * Files in a folder → how often they would have spoken up at the last commits of their repository, as text.
 * @param top the top of the repository
 */
export async function replay(
  root: string,
  top: string,
  count: number,
  { format, colour, columns, ...options }: ReplayPrintOptions,
): Promise<{ text: string; rate: number; budget: number | null; isShallow: boolean; leftOut: LeftOut }> {
  const commits = await commitPaths(top, count);
  const remembered = await remember(root, options);
  const { index, budget } = remembered;
  const result = replayed(index, commits, pathFrom(top, root));
  return {
    text: REPLAY_FORMATS[format]({ ...result, budget }, colour, columns),
    rate: result.rate,
    budget,
    isShallow: await isShallowClone(top),
    leftOut: remembered,
  };
}
