import type { Collection } from "../../model/collection.js";
import { type FieldDeclaration, fieldsOn } from "../../model/custom-fields.js";
import type { FailureClass } from "../../model/schema-types.js";
import { optionalHeadings } from "../../model/sections.js";
import { warnsIfAbsent } from "../../model/skip-severity.js";
import type { Answers } from "./answers.js";

type Entry = { readonly id: string };

/** In characters: the longest list that is shown completely, and how much is shown of a longer one. */
const WHOLE = 150;
const BEGINNING = 90;

/**
 * The collection's ids for the help in a new document, by placeholder name in the templates. Known facts need no
 * help.
 */
export function helpWords(
  answers: Answers,
  { catalogs, config }: Pick<Collection, "catalogs" | "config">,
  isForeign: boolean,
): Record<string, string[]> {
  const takenSteps = new Set(answers.timeline.flatMap((event) => event.steps ?? []));
  const offer = (isKnown: boolean, entries: readonly Entry[], file: string) => (isKnown ? [] : [idList(entries, file)]);
  return {
    unpublished: isForeign
      ? ["What somebody knows and the record does not say: {unpublished: what was looked for}"]
      : [],
    // A third-party account cites its sources.
    cites: isForeign ? [", cites: [S1]"] : [""],
    citation: isForeign ? ["cites: [S1]"] : [],
    severities: offer(answers.severity !== null || !config.severities, config.severities ?? [], "inquest.yaml"),
    owners: offer(answers.owner !== null || !config.owners, config.owners ?? [], "inquest.yaml"),
    services: offer(answers.services.length > 0, catalogs.services, "catalog/services.yaml"),
    kinds: answers.kinds.length > 0 ? [] : kindLists(catalogs.classes, answers.failureClass),
    aStep: catalogs.steps.slice(0, 1).map(({ id }) => id),
    step: catalogs.steps.filter((step) => !takenSteps.has(step.id) && warnsIfAbsent(step)).map(({ id }) => id),
    answerHeadings: [
      optionalHeadings(config)
        .map((heading) => `"${heading}"`)
        .join(", "),
    ],
    invariants: offer(false, catalogs.invariants, "catalog/invariants"),
    contracts: offer(false, catalogs.contracts, "catalog/contracts"),
    customFields: fieldsOn(config, answers.type === "drill" ? "drill" : "postmortem").map(fieldHelp),
    customField: fieldsOn(config, answers.type === "drill" ? "drill" : "postmortem").map(({ name }) => name),
    scenarios: offer(answers.scenario !== null, catalogs.scenarios, "catalog/scenarios.yaml"),
  };
}

/** A one-line description of a custom field. */
function fieldHelp({ name, title, type, options, required }: FieldDeclaration): string {
  const form = options === undefined ? type : `${type === "choices" ? "some" : "one"} of ${options.join(", ")}`;
  return `${name}: ${title} (${form}${required === undefined ? "" : `; required when ${required}`})`.replace(
    /\s+/g,
    " ",
  );
}

/** The kinds of each class, or only of the likely class. */
function kindLists(classes: readonly FailureClass[], failureClass: string | null): string[] {
  if (classes.length === 0) return [idList([], "catalog/taxonomy.yaml")];
  return classes
    .filter(({ id }) => failureClass === null || id === failureClass)
    .map(({ id, kinds }) => `${id}/…: ${idList(kinds, "catalog/taxonomy.yaml")}`);
}

/** As many ids as fit on a line, and the file with the others. */
function idList(entries: readonly Entry[], file: string): string {
  if (entries.length === 0) return `none yet; ${file} takes them`;
  const whole = entries.map(({ id }) => id).join(", ");
  if (whole.length <= WHOLE) return whole;
  let shown = 1;
  for (let length = 0; length < BEGINNING && shown < entries.length; shown++)
    length += (entries[shown]?.id.length ?? 0) + 2;
  const first = entries.slice(0, shown).map(({ id }) => id);
  return `${first.join(", ")}, and ${entries.length - shown} more in ${file}`;
}
