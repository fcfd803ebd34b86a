import type { Account, Event, Time } from "../../model/schema-types.js";

/** The document types that `new` creates. */
export const DOCUMENT_TYPES = ["incident", "near-miss", "drill"] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const ENVIRONMENTS = ["production", "staging", "tabletop"] as const;

/** Who or what can notice an incident. */
export const DETECTED_BY = ["alert", "customer", "operator", "drill", "third-party", "chance"] as const;

/** Placeholder for text that the author has to write. `check` reports it in a published document. */
export const TO_WRITE = "…";

/** A service and its role in an incident; drills ignore the role. */
export interface ServicePart {
  service: string;
  role: "origin" | "affected";
}

/** An invariant or a contract: its id in the catalog, or what is stated in place. */
export type Named = string | { statement: string };

/** The four answers, as far as they are known. */
export interface FourAnswers {
  invariants: readonly { invariant: Named; how: string }[] | { none: string };
  detection: { by: string | null; why: string | null };
  contracts: readonly { contract: Named; gap: string }[] | { none: string };
  missing: readonly { kind: string; what: string; needed_for: string }[] | { none: string };
}

export const NO_ANSWERS: FourAnswers = {
  invariants: [],
  detection: { by: null, why: null },
  contracts: [],
  missing: [],
};

/** A service that the catalog does not have yet. */
export interface NewService {
  id: string;
  title: string;
  description: string;
  organisation: string;
}

/** The known facts of a new document other than its times. Unknown facts are null or an empty list. */
export interface Facts {
  /** The zone of times without offset: an IANA name or an offset such as `+02:00`. */
  zone: string | null;
  account: Account | null;
  severity: string | null;
  owner: string | null;
  authors: readonly string[];
  services: readonly ServicePart[];
  /** Names of services that the catalog does not have: a comment keeps them. */
  unlistedServices: readonly string[];
  /** The likely failure class, if the kind is unknown. */
  failureClass: string | null;
  /** `class/kind`, the primary one first. */
  kinds: readonly string[];
  /** Why it is of a kind, by `class/kind`. */
  reasons: Readonly<Record<string, string>>;
  scenario: string | null;
  environment: string | null;
  locations: readonly string[];
  suspects: readonly string[];
  four: FourAnswers;
}

/** Everything that a draft is created from. */
export interface Answers extends Facts {
  type: DocumentType;
  title: string;
  id: string;
  /** In order of time. */
  timeline: readonly Event[];
  held: Time | null;
}
