import type { Account, MissingEvidence } from "../model/schema-types.js";
import type { LostAnswer } from "./lost-answers.js";

/** `closed`: the evidence exists now; `proven`: and a drill or an incident proved it. */
export type GapState = "open" | "closed" | "proven";

/** Who missed it. Gaps of readers are about the record of an incident, not about the incident. */
type MissedBy = NonNullable<MissingEvidence["missing_to"]>;

export type GapKind = MissingEvidence["kind"];

/** One gap of one document. */
export interface LedgerGap {
  /** The id of the postmortem or drill, and which of the two it is. */
  document: string;
  type: "postmortem" | "drill";
  gap: MissingEvidence;
  missedBy: MissedBy;
  account: Account;
  /** Whether figures count it: it is of a published incident. */
  counted: boolean;
  state: GapState;
  /** The day of the incident or drill, `YYYY-MM-DD`, or null where that is not known. */
  day: string | null;
  /** Days from `day` to now for an open gap. Null for closed gaps, whose end is not recorded. */
  ageDays: number | null;
  /** The day by which it was certainly closed: that of the drill or incident that proved it. */
  provenOn: string | null;
  /** The services where the fault was, else all services of the document. */
  services: readonly string[];
  lost: readonly LostAnswer[];
}
