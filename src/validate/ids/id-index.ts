import type { Place } from "../../model/place.js";

/** The types of thing that can be referred to by id. */
export type IdType =
  | "kind"
  | "class"
  | "degradation class"
  | "policy"
  | "objective"
  | "step"
  | "invariant"
  | "contract"
  | "scenario"
  | "service"
  | "severity"
  | "owner"
  | "incident"
  | "drill";

/** Where an id is declared. */
export interface Declaration {
  file: string;
  place: Place;
}

/** Every id of the collection by type, and where it is declared. */
export interface IdIndex {
  ids(type: IdType): ReadonlyMap<string, Declaration>;
  /** False where the file that declares this type could not be read whole: then an unknown id may be in the lost part. */
  complete(type: IdType): boolean;
}
