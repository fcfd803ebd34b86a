// The validators that `npm run build` compiles from schema/ into dist/generated/validators.js.
import type { ValidateFunction } from "ajv";
import type { CatalogName } from "../model/kinds.js";

/** The names of the fields of a document, in the order of its schema. */
export const field_order: Record<"postmortem" | "drill", readonly string[]>;
/** The names of the fields of postmortems, drills, actions and blanks, which no custom field may have. */
export const built_in_fields: readonly string[];
export const catalogs: Readonly<Record<CatalogName, ValidateFunction>>;
export const baseline: ValidateFunction;
export const check_result: ValidateFunction;
export const drill: ValidateFunction;
export const drill_published: ValidateFunction;
export const inquest: ValidateFunction;
export const postmortem: ValidateFunction;
export const postmortem_published: ValidateFunction;
