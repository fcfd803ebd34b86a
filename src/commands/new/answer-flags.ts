import { DETECTED_BY, type FourAnswers, type Named, NO_ANSWERS } from "../../edit/new/answers.js";
import type { Catalogs } from "../../model/catalogs.js";
import { isSlug } from "../../model/document-id.js";
import { EnvironmentFault, readAll } from "../../model/environment-fault.js";
import { EVIDENCE_KINDS } from "../../model/evidence-kind.js";
import { knownId } from "../known-id.js";
import { statement } from "./statement.js";

/** The flags of the four answers. */
export interface AnswerOptions {
  invariant?: string[];
  detection?: string;
  contract?: string[];
  missing?: string[];
}

/**
 * The four answers as flags give them: what and how, with = between. `none=REASON` says that there is none.
 * @throws EnvironmentFault where one cannot be read, or names what the catalogs do not have
 */
export function fourAnswersOf(options: AnswerOptions, { invariants, contracts }: Catalogs): FourAnswers {
  const [invariantAnswers, detection, contractAnswers, missing] = readAll(
    () =>
      answersOf("invariant", options.invariant, "WHAT=HOW", ([what, how]) => ({
        invariant: namedOf(what, "invariant", invariants),
        how,
      })),
    () => (options.detection === undefined ? { by: null, why: null } : detectionOf(options.detection)),
    () =>
      answersOf("contract", options.contract, "WHAT=GAP", ([what, gap]) => ({
        contract: namedOf(what, "contract", contracts),
        gap,
      })),
    () => answersOf("missing", options.missing, "KIND=WHAT=NEEDED-FOR", missingOf),
  );
  return { ...NO_ANSWERS, invariants: invariantAnswers, detection, contracts: contractAnswers, missing };
}

function answersOf<T>(
  flag: string,
  texts: readonly string[] | undefined,
  form: string,
  read: (parts: [string, string, string]) => T,
): T[] | { none: string } {
  const given = (texts ?? []).map((text) => ({ text, parts: text.split("=").map((part) => part.trim()) }));
  const none = given.find(({ parts: [first, second] }) => first === "none" && second);
  if (none !== undefined) {
    if (given.length !== 1) throw new EnvironmentFault(`--${flag} none stands alone: leave the others out`);
    return { none: statement(none.text.slice(none.text.indexOf("=") + 1), `--${flag}`) };
  }
  const wanted = form.split("=").length;
  return readAll(
    ...given.map(({ text, parts }) => () => {
      if (parts.length !== wanted || parts.includes(""))
        throw new EnvironmentFault(`--${flag} ${text}: expected ${form}, or none=REASON`);
      for (const part of parts) statement(part, `--${flag}`);
      const [first = "", second = "", third = ""] = parts;
      return read([first, second, third]);
    }),
  );
}

/**
 * An entry of a catalog by its id, or a statement.
 * @throws EnvironmentFault for what has the form of an id and is none
 */
function namedOf(text: string, what: string, entries: readonly { id: string }[]): Named {
  if (!isSlug(text)) return entries.some(({ id }) => id === text) ? text : { statement: text };
  knownId(text, what, entries);
  return text;
}

function missingOf([kind, what, needed_for]: [string, string, string]) {
  knownId(
    kind,
    "kind of evidence",
    EVIDENCE_KINDS.map((id) => ({ id })),
  );
  return { kind, what, needed_for };
}

function detectionOf(text: string): { by: string | null; why: string } {
  const at = text.indexOf("=");
  const by = at < 0 ? "" : text.slice(0, at).trim();
  const why = text.slice(at + 1).trim();
  if (at < 0 || why === "")
    throw new EnvironmentFault(`--detection ${text}: expected BY=WHY, such as "customer=No alert watches refusals"`);
  knownId(
    by,
    "way of detection",
    DETECTED_BY.map((id) => ({ id })),
  );
  return { by, why: statement(why, "--detection") };
}
