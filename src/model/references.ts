import type { EdgeType } from "./graph.js";
import type { CatalogKind, Kind, LocalKind } from "./kinds.js";

/** What has a reference: a postmortem, a drill, either, an entry of a catalog, `inquest.yaml`, or any map at any depth. */
export type ReferenceOwner = "postmortem" | "drill" | "document" | CatalogKind | "config" | "anything";

/** The edge that a reference makes, from the entry of the document that has it, else from the document or catalog entry. */
interface ReferenceEdge {
  type: EdgeType;
  /** The field beside the reference that says why. */
  why?: string;
  /** The field beside the reference that qualifies it, or the qualifier itself in quotes. */
  detail?: string;
  /** The edge starts at what is referred to. */
  reversed?: true;
}

/**
 * What becomes of a reference to something that an audience may not see. `entry`: the entry of the list goes, for it is
 * about that thing. `answer`: likewise, but one entry that says "withheld" takes the place of all such. `withheld`: the
 * id becomes "withheld". `omitted`: the id goes. `owner`: what has the reference is hidden too.
 */
type WhenHidden = "entry" | "answer" | "withheld" | "omitted" | "owner";

/** A field whose value is the id of something. */
export interface ReferenceField {
  of: ReferenceOwner;
  /** From its owner on. `[]` stands for each item of a list, `{}` for each key of a map. */
  path: string;
  /** `typed`: the value names the kind itself, such as `contract:x`. Of several kinds the letter of the id says which. */
  to: Kind | "typed" | readonly LocalKind[];
  edge?: ReferenceEdge;
  /** Absent: what it refers to is seen by everybody, or lies in the same document and is left out with its id. */
  whenHidden?: WhenHidden;
  /** A word that is no id. */
  except?: string;
  /** In someone else's incident it is plain text. */
  ownAccount?: true;
}

/** Every field that refers to something. A field that the schemas have and this table lacks fails a test. */
export const REFERENCES: readonly ReferenceField[] = [
  { of: "document", path: "owner", to: "owner" },
  { of: "postmortem", path: "severity", to: "severity" },
  {
    of: "postmortem",
    path: "services[].service",
    to: "service",
    edge: { type: "involves", detail: "role" },
    whenHidden: "entry",
  },
  {
    of: "postmortem",
    path: "failure_kinds[].kind",
    to: "kind",
    edge: { type: "has-kind", why: "why" },
    whenHidden: "entry",
  },
  {
    of: "postmortem",
    path: "timeline[].steps[]",
    to: "step",
    edge: { type: "responds-with", detail: '"taken"' },
    whenHidden: "omitted",
  },
  {
    of: "postmortem",
    path: "response[].step",
    to: "step",
    edge: { type: "responds-with", why: "reason", detail: "outcome" },
    whenHidden: "entry",
  },
  {
    of: "postmortem",
    path: "violated_invariants[].invariant",
    to: "invariant",
    edge: { type: "violates", why: "how", detail: "state" },
    whenHidden: "answer",
  },
  {
    of: "postmortem",
    path: "unclear_contracts[].contract",
    to: "contract",
    edge: { type: "misreads", why: "gap" },
    whenHidden: "answer",
  },
  {
    of: "postmortem",
    path: "recurrence_of[].incident",
    to: "incident",
    edge: { type: "recurs", why: "why" },
    whenHidden: "entry",
  },
  { of: "postmortem", path: "recurrence_of[].same[]", to: "typed", whenHidden: "withheld" },
  { of: "drill", path: "scenario", to: "scenario", edge: { type: "rehearses" }, whenHidden: "withheld" },
  { of: "drill", path: "services[]", to: "service", edge: { type: "involves" }, whenHidden: "omitted" },
  {
    of: "drill",
    path: "steps[].step",
    to: "step",
    edge: { type: "responds-with", why: "note", detail: "result" },
    whenHidden: "entry",
  },
  {
    of: "drill",
    path: "incidents[].incident",
    to: "incident",
    edge: { type: "exercises", detail: "relation" },
    whenHidden: "entry",
  },
  { of: "drill", path: "findings[].failure_kind", to: "kind", edge: { type: "has-kind" }, whenHidden: "withheld" },
  {
    of: "document",
    path: "degradation[].policy",
    to: "policy",
    edge: { type: "degrades", why: "note", detail: "observed" },
    whenHidden: "entry",
  },
  { of: "document", path: "degradation[].expected", to: "degradation-class", whenHidden: "entry" },
  {
    of: "document",
    path: "degradation[].observed",
    to: "degradation-class",
    whenHidden: "entry",
    except: "destructive",
  },
  {
    of: "postmortem",
    path: "held[].what",
    to: "typed",
    edge: { type: "held", why: "how" },
    whenHidden: "entry",
  },
  {
    of: "document",
    path: "recovery[].objective",
    to: "objective",
    edge: { type: "measures", why: "note", detail: "service" },
    whenHidden: "entry",
  },
  { of: "document", path: "recovery[].service", to: "service", whenHidden: "entry" },
  {
    of: "document",
    path: "related[].incident",
    to: "incident",
    edge: { type: "relates-to", why: "why", detail: "relation" },
    whenHidden: "entry",
  },
  {
    of: "document",
    path: "related[].drill",
    to: "drill",
    edge: { type: "relates-to", why: "why", detail: "relation" },
    whenHidden: "entry",
  },
  {
    of: "document",
    path: "missing_evidence[].theme",
    to: "theme",
    edge: { type: "has-theme" },
    whenHidden: "omitted",
  },
  {
    of: "document",
    path: "missing_evidence[].closed_by.proven_by",
    to: "typed",
    edge: { type: "proves", why: "artifact", reversed: true },
    whenHidden: "withheld",
  },
  {
    of: "document",
    path: "actions[].closed_by.proven_by",
    to: "typed",
    edge: { type: "proves", why: "artifact", reversed: true },
    whenHidden: "withheld",
  },
  { of: "document", path: "actions[].owner", to: "owner", ownAccount: true },
  {
    of: "document",
    path: "actions[].addresses[]",
    to: "typed",
    edge: { type: "addresses", detail: "state" },
    whenHidden: "withheld",
  },
  { of: "policy", path: "class", to: "degradation-class", whenHidden: "owner" },
  { of: "policy", path: "owner", to: "owner" },
  { of: "objective", path: "overrides[].service", to: "service", whenHidden: "entry" },
  { of: "invariant", path: "owner", to: "owner" },
  { of: "contract", path: "owner", to: "owner" },
  { of: "scenario", path: "kinds[]", to: "kind", edge: { type: "rehearses" }, whenHidden: "omitted" },
  { of: "scenario", path: "steps[]", to: "step", edge: { type: "rehearses" }, whenHidden: "omitted" },
  { of: "scenario", path: "policies[]", to: "policy", edge: { type: "rehearses" }, whenHidden: "omitted" },
  { of: "scenario", path: "objectives[]", to: "objective", edge: { type: "rehearses" }, whenHidden: "omitted" },
  { of: "config", path: "rules{}", to: "rule" },
  { of: "anything", path: "cites[]", to: ["evidence", "source"], edge: { type: "cites" } },
  // A blank names the missing evidence under `gap`. In other maps that field is a sentence.
  { of: "anything", path: "gap", to: "missing", edge: { type: "lacks", why: "unknown", reversed: true } },
  { of: "anything", path: "suppress[].rule", to: "rule" },
];
