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

/** What is known of a new document. What nobody has said yet is null, or an empty list. */
export interface Answers {
  type: DocumentType;
  title: string;
  id: string;
  account: Account | null;
  severity: string | null;
  owner: string | null;
  authors: readonly string[];
  services: readonly ServicePart[];
  /** The failure class that is likely, where the kind is open. */
  failureClass: string | null;
  /** `class/kind`, the first of them primary. */
  kinds: readonly string[];
  /** In order of time. */
  timeline: readonly Event[];
  scenario: string | null;
  held: Time | null;
  environment: string | null;
  locations: readonly string[];
}
