import type { Collection } from "../../model/collection.js";
import type { FailureClass } from "../../model/schema-types.js";
import type { Answers } from "./answers.js";

type Entry = { readonly id: string };

/** How much of a list a line of help shows. */
const MOST = 90;

/**
 * The collection's own ids for the help in a new document, by the name under which the templates ask for them. What is
 * known already needs none.
 */
export function helpWords(
  answers: Answers,
  { catalogs, config }: Pick<Collection, "catalogs" | "config">,
  isForeign: boolean,
): Record<string, string[]> {
  const told = new Set(answers.timeline.flatMap((event) => event.steps ?? []));
  const offer = (isKnown: boolean, entries: readonly Entry[], file: string) => (isKnown ? [] : [idList(entries, file)]);
  return {
    unpublished: isForeign
      ? ["What somebody knows and the record does not say: {unpublished: what was looked for}"]
      : [],
    severities: offer(answers.severity !== null || !config.severities, config.severities ?? [], "inquest.yaml"),
    owners: offer(answers.owner !== null || !config.owners, config.owners ?? [], "inquest.yaml"),
    services: offer(answers.services.length > 0, catalogs.services, "catalog/services.yaml"),
    kinds: answers.kinds.length > 0 ? [] : kindLists(catalogs.classes, answers.failureClass),
    steps: offer(false, catalogs.steps, "catalog/choreography.yaml"),
    step: catalogs.steps.map(({ id }) => id).filter((id) => !told.has(id)),
    invariants: offer(false, catalogs.invariants, "catalog/invariants.yaml"),
    contracts: offer(false, catalogs.contracts, "catalog/contracts.yaml"),
    scenarios: offer(answers.scenario !== null, catalogs.scenarios, "catalog/scenarios.yaml"),
  };
}

/** The kinds of each class, or of the one that is likely. */
function kindLists(classes: readonly FailureClass[], failureClass: string | null): string[] {
  if (classes.length === 0) return [idList([], "catalog/taxonomy.yaml")];
  return classes
    .filter(({ id }) => failureClass === null || id === failureClass)
    .map(({ id, kinds }) => `${id}/…: ${idList(kinds, "catalog/taxonomy.yaml")}`);
}

/** As many ids as a line holds, and where the others are. */
function idList(entries: readonly Entry[], file: string): string {
  if (entries.length === 0) return `${file} has none yet`;
  let text = "";
  let shown = 0;
  for (const { id } of entries) {
    if (shown > 0 && text.length + id.length > MOST) break;
    text += shown === 0 ? id : `, ${id}`;
    shown++;
  }
  const more = entries.length - shown;
  return `${text}${more > 0 ? `, and ${more} more in ${file}` : ""}`;
}
