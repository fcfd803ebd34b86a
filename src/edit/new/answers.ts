import type { Account, Event, Time } from "../../model/schema-types.js";

/** The document types that `new` creates. */
export const DOCUMENT_TYPES = ["incident", "near-miss", "drill"] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const ENVIRONMENTS = ["production", "staging", "tabletop"] as const;

/** Placeholder for text that the author has to write. `check` reports it in a published document. */
export const TO_WRITE = "…";

/** A service and its role in an incident; drills ignore the role. */
export interface ServicePart {
  service: string;
  role: "origin" | "affected";
}

/** The known facts of a new document other than its times. Unknown facts are null or an empty list. */
export interface Facts {
  account: Account | null;
  severity: string | null;
  owner: string | null;
  authors: readonly string[];
  services: readonly ServicePart[];
  /** The likely failure class, if the kind is unknown. */
  failureClass: string | null;
  /** `class/kind`, the primary one first. */
  kinds: readonly string[];
  scenario: string | null;
  environment: string | null;
  locations: readonly string[];
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
