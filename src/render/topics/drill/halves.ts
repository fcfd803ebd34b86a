import type { Drill } from "../../../model/collection.js";
import { isBlank } from "../../../model/values/blank.js";
import { type BlankView, blankView } from "../../shared/blank-view.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { addressOf } from "../../shared/document-evidence.js";
import { type Glyph, resultGlyph } from "../../shared/glyph.js";

/** One half of a drill. */
export interface HalfView {
  title: string;
  /** Whose half it is, in a few words. */
  whose: string;
  result: Glyph;
  criterion: string | null;
  criterionBlank: BlankView | null;
  note: string | null;
  playbook: { text: string; href: string | null } | null;
  responders: number | null;
  cites: Cite[];
}

/** Both halves, automation first and then people, whether or not they are recorded. */
export function halvesOf(drill: Drill, isOwn: boolean): HalfView[] {
  const { automation, playbook } = drill.data;
  return [
    {
      ...halfView(drill, isOwn, automation, "Automation", "what machines play"),
      playbook: null,
      responders: null,
    },
    {
      ...halfView(drill, isOwn, playbook, "Playbook", "what people play"),
      playbook: addressOf(playbook?.playbook),
      responders: playbook?.responders ?? null,
    },
  ];
}

type Half = Drill["data"]["automation"] | Drill["data"]["playbook"];

function halfView(
  drill: Drill,
  isOwn: boolean,
  half: Half,
  title: string,
  whose: string,
): Omit<HalfView, "playbook" | "responders"> {
  const criterion = half?.criterion;
  return {
    title,
    whose,
    result: resultGlyph(half?.result, isOwn),
    criterion: criterion === undefined || isBlank(criterion) ? null : criterion,
    criterionBlank: isBlank(criterion) ? blankView(criterion) : null,
    note: half?.note ?? null,
    cites: citesOf(drill, half?.cites),
  };
}
