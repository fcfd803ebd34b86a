import type { Graph, NodeRef } from "../model/graph.js";
import { sourceOfId } from "../model/repository-source.js";
import type { Objective, Step } from "../model/schema-types.js";
import { memoize } from "../util/memoize.js";

/** The steps and objectives that apply to the documents of one repository, in the order of the catalogs. */
interface Applicable {
  steps: readonly Step[];
  objectives: readonly Objective[];
}

/**
 * The response steps and recovery objectives that apply to a document: those of its own repository, and those of others that a
 * document of its repository refers to. What one team prescribes is neither skipped nor breached by another. Without
 * sources all apply.
 * @returns by the id of the document
 */
export const applicableEntries = memoize(({ collection, edges }: Graph): ((document: string) => Applicable) => {
  const { catalogs, sources, sharedEntries } = collection;
  if (sources === undefined) return () => catalogs;
  const used = new Map<string, Set<NodeRef>>();
  for (const { from, to, type } of edges) {
    if (type !== "responds-with" && type !== "measures") continue;
    const repository = repositoryOf(from.slice(from.indexOf(":") + 1));
    const refs = used.get(repository) ?? new Set();
    used.set(repository, refs.add(to));
  }
  const found = new Map<string, Applicable>();
  return (document) => {
    const repository = repositoryOf(document);
    const known = found.get(repository);
    if (known) return known;
    const applies = (kind: "objective" | "step", id: string) =>
      repositoryOf(id) === repository ||
      used.get(repository)?.has(`${kind}:${id}`) === true ||
      sharedEntries?.get(repository)?.has(`${kind}:${id}`) === true;
    const applicable: Applicable = {
      steps: catalogs.steps.filter(({ id }) => applies("step", id)),
      objectives: catalogs.objectives.filter(({ id }) => applies("objective", id)),
    };
    found.set(repository, applicable);
    return applicable;
  };
});

/** The name of the source that an id belongs to; empty for the collection itself. */
export function repositoryOf(id: string): string {
  return sourceOfId(id) ?? "";
}
