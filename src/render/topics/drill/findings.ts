import type { Drill } from "../../../model/collection.js";
import { type Cite, citesOf } from "../../shared/cites.js";
import { isOpen } from "../../shared/document-actions.js";
import { linkTo, type NodeLink, type Site } from "../../shared/site-model.js";
import { ACTION_STATE } from "../../shared/words.js";

/** What a drill found, with the actions that follow from it. */
export interface FindingView {
  id: string;
  what: string;
  /** The half that found it, or null. */
  half: string | null;
  kind: NodeLink | null;
  actions: { id: string; title: string; words: string; open: boolean }[];
  cites: Cite[];
}

/** The findings of a drill in the author's order. */
export function findingsOf(site: Site, drill: Drill): FindingView[] {
  const { findings = [], actions = [] } = drill.data;
  return findings.map(({ id, what, half, failure_kind, cites }) => ({
    id,
    what,
    half: half ?? null,
    kind: failure_kind === undefined ? null : linkTo(site, "kind", failure_kind),
    actions: actions
      .filter((action) => action.addresses?.includes(`finding:${id}`))
      .map((action) => ({
        id: action.id,
        title: action.title,
        words: ACTION_STATE[action.state],
        open: isOpen(action),
      })),
    cites: citesOf(drill, cites),
  }));
}
