import { checksOf } from "../model/checks.js";
import type { AnyDocument } from "../model/collection.js";
import { isOpenGap } from "../model/gap-closure.js";
import type { Graph } from "../model/graph.js";
import type { MissingEvidence, UnclearContract, ViolatedInvariant } from "../model/schema-types.js";
import { isStated } from "../model/stated.js";
import { listOf } from "../model/values/blank.js";

/**
 * One sentence to act on before a change is merged: what an unclear contract leaves open, else the broken invariant that
 * nothing checks, else the evidence that would be missing again.
 *
 * @param unclear the ids of contracts that have not been clarified since
 */
export function askOf({ data }: AnyDocument, graph: Graph, unclear: ReadonlySet<string>): string | null {
  const { contracts, invariants } = graph.collection.catalogs;
  if ("unclear_contracts" in data) {
    for (const { contract, gap } of listOf<UnclearContract>(data.unclear_contracts)) {
      const entry = isStated(contract) ? undefined : contracts.find(({ id }) => id === contract);
      if (entry && !unclear.has(entry.id)) continue;
      if (entry?.missing_sentence) return `Is it written down now ${lowerFirst(withoutStop(entry.missing_sentence))}?`;
      return `Is this settled now? ${withStop(gap)}`;
    }
  }
  if ("violated_invariants" in data) {
    for (const { invariant } of listOf<ViolatedInvariant>(data.violated_invariants)) {
      const entry = isStated(invariant) ? undefined : invariants.find(({ id }) => id === invariant);
      const statement = isStated(invariant) ? invariant.statement : entry?.statement;
      if (statement === undefined || checksOf(entry).length > 0) continue;
      return `Nothing checks this, so check it by hand: ${withStop(statement)}`;
    }
  }
  const gap = listOf<MissingEvidence>(data.missing_evidence).find(isOpenGap);
  return gap === undefined ? null : `Would this be recorded now? ${withStop(gap.what)}`;
}

/** Words that begin with one capital letter; names such as DNS and iOS stay. */
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function withoutStop(text: string): string {
  return text.replace(/[.\s]+$/, "");
}

function withStop(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
