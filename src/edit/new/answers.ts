import type { Account, Event, Time } from "../../model/schema-types.js";

/** What can be written anew. */
export const DOCUMENT_TYPES = ["incident", "near-miss", "drill"] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const ENVIRONMENTS = ["production", "staging", "tabletop"] as const;

/** What stands where its author has still to write something. In a published document it is a finding. */
export const TO_WRITE = "…";

/** A service, and its part in an incident; in a drill the part says nothing. */
export interface ServicePart {
  service: string;
  role: "origin" | "affected";
}

/** What is known of a new document whatever is known of its times. What nobody has said is null, or an empty list. */
export interface Facts {
  account: Account | null;
  severity: string | null;
  owner: string | null;
  authors: readonly string[];
  services: readonly ServicePart[];
  /** The failure class that is likely, where the kind is open. */
  failureClass: string | null;
  /** `class/kind`, the first of them primary. */
  kinds: readonly string[];
  scenario: string | null;
  environment: string | null;
  locations: readonly string[];
}

/** All that a draft is made from. */
export interface Answers extends Facts {
  type: DocumentType;
  title: string;
  id: string;
  /** In order of time. */
  timeline: readonly Event[];
  held: Time | null;
}
