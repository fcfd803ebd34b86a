import { DETECTED_BY, type Named } from "../../edit/new/answers.js";
import { isOpen } from "../../edit/new/front-matter-text.js";
import type { Collection } from "../../model/collection.js";
import { EVIDENCE_KINDS } from "../../model/evidence-kind.js";
import type { Session } from "./session.js";
import { statement } from "./statement.js";
import { askNeeded, askOne, askText, type Choice } from "./terminal.js";

/** The choices beside the entries of a catalog. */
const STATE = "state";
const NONE = "none";

/** Asks for the owner, where the document has none. */
export async function askOwner(session: Session, { config: { owners } }: Collection): Promise<void> {
  if (session.input.owner !== null) return;
  session.keep({
    owner: owners?.length
      ? await askOne("Who answers for this document?", owners)
      : await askText("Who answers for this document? Enter skips it", "team-policy", statement),
  });
}

/** Asks why it is of each kind, of the document's kinds those whose reason is still to be written. */
export async function askReasons(session: Session, data: Readonly<Record<string, unknown>>): Promise<void> {
  const present = Array.isArray(data.failure_kinds) ? (data.failure_kinds as { kind?: unknown; why?: unknown }[]) : [];
  const open = present.flatMap(({ kind, why }) => (typeof kind === "string" && isOpen(why) ? [kind] : []));
  for (const kind of new Set([...open, ...session.input.kinds])) {
    if (session.input.reasons[kind] !== undefined) continue;
    const why = await askText(`Why is it ${kind}? Enter skips it`, "Sidecars kept the old bundle", statement);
    if (why === null) continue;
    const { kinds, reasons } = session.input;
    session.keep({ kinds: [...new Set([...kinds, kind])], reasons: { ...reasons, [kind]: why } });
  }
}

/**
 * Asks for those of the four answers that the document leaves open.
 * @param data the front matter of the document
 */
export async function askFour(
  session: Session,
  { catalogs }: Collection,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const keep = (part: Partial<typeof session.input.four>) => session.keep({ four: { ...session.input.four, ...part } });
  const given = session.input.four;
  if (isOpen(data.violated_invariants) && isEmpty(given.invariants)) {
    const invariant = await askNamed("1 of 4. Which invariant was violated?", catalogs.invariants, null, INVARIANT);
    if (invariant !== null && invariant !== NONE)
      keep({ invariants: [{ invariant, how: await askNeeded("How was it violated?", HOW, statement) }] });
  }
  const detection = (data.detection ?? {}) as Readonly<Record<string, unknown>>;
  const by = session.input.type === "near-miss" ? data.caught_by : detection.by;
  if (isOpen(by) && given.detection.by === null) {
    const choices = DETECTED_BY.map((id) => ({ id, title: id }));
    keep({ detection: { ...session.input.four.detection, by: await askOne("2 of 4. What noticed it?", choices) } });
  }
  if (isOpen(detection.why_delayed) && given.detection.why === null) {
    const why = await askText("2 of 4. Why was detection delayed? Enter skips it", WHY, statement);
    keep({ detection: { ...session.input.four.detection, why } });
  }
  if (isOpen(data.unclear_contracts) && isEmpty(given.contracts)) {
    const contract = await askNamed("3 of 4. Which contract lacked clarity?", catalogs.contracts, "none did", CONTRACT);
    if (contract === NONE) keep({ contracts: { none: await askNeeded("Why none?", NO_CONTRACT, statement) } });
    else if (contract !== null)
      keep({ contracts: [{ contract, gap: await askNeeded("What did it leave open?", GAP, statement) }] });
  }
  if (isOpen(data.missing_evidence) && isEmpty(given.missing)) {
    const kinds = EVIDENCE_KINDS.map((id) => ({ id, title: id }));
    const kind = await askOne("4 of 4. What evidence was missing? First its kind", [...kinds, NO_EVIDENCE]);
    if (kind === NONE) keep({ missing: { none: await askNeeded("Why none?", ALL_THERE, statement) } });
    else if (kind !== null) {
      const what = await askNeeded("What was missing?", "The age of the bundle in each sidecar", statement);
      const needed_for = await askNeeded(
        "What was it needed for?",
        "To tell stale sidecars from fresh ones",
        statement,
      );
      keep({ missing: [{ kind, what, needed_for }] });
    }
  }
}

const INVARIANT = ["What must hold? In one sentence", "A revoked grant is refused within 5 min"] as const;
const CONTRACT = ["What is promised? In one sentence", "A restarted sidecar serves the current bundle"] as const;
const HOW = "Sidecars kept the old bundle after the restart";
const WHY = "No alert watches grants that are honoured after their revocation";
const GAP = "Whether a restart fetches the bundle again";
const NO_CONTRACT = "One team owns both sides";
const ALL_THERE = "Logs, metrics and traces of the whole time were kept";
const NO_EVIDENCE: Choice = { id: NONE, title: "none was missing" };

function isEmpty(answers: readonly unknown[] | object): boolean {
  return Array.isArray(answers) && answers.length === 0;
}

/** @returns an id, a statement, {@link NONE}, or null for "I don't know yet" */
async function askNamed(
  question: string,
  entries: readonly Choice[],
  none: string | null,
  sentence: readonly [question: string, example: string],
): Promise<Named | null> {
  const choice = await askOne(question, [
    { id: STATE, title: "state it in a sentence" },
    ...(none === null ? [] : [{ id: NONE, title: none }]),
    ...entries.map(({ id, title }) => ({ id: `id:${id}`, title })),
  ]);
  if (choice === STATE) return { statement: await askNeeded(...sentence, statement) };
  return choice?.startsWith("id:") ? choice.slice(3) : choice;
}
