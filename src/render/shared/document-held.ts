import type { Postmortem } from "../../model/collection.js";
import { parseReference } from "../../model/kinds.js";
import { type Cite, citesOf } from "./cites.js";
import { linkTo, type NodeLink, type Site } from "./site-model.js";

/** A control that did its work. */
interface HeldControl {
  control: NodeLink;
  how: string;
  limit: string | null;
  cites: Cite[];
}

/** The controls that held, in the author's order. */
export function heldOf(site: Site, postmortem: Postmortem): HeldControl[] {
  return (postmortem.data.held ?? []).map(({ what, how, limit, cites }) => {
    const reference = parseReference(what);
    return {
      control: reference ? linkTo(site, reference.kind, reference.id) : { title: what, path: null },
      how,
      limit: limit ?? null,
      cites: citesOf(postmortem, cites),
    };
  });
}
