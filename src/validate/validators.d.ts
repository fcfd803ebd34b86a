// The validators that `npm run build` compiles from schema/ into dist/generated/validators.js.
import type { ValidateFunction } from "ajv";

export const baseline: ValidateFunction;
/** The names of the fields of a document, in the order of its schema. */
export const field_order: Record<"postmortem" | "drill", readonly string[]>;
export const check_result: ValidateFunction;
export const choreography: ValidateFunction;
export const contracts: ValidateFunction;
export const degradation: ValidateFunction;
export const drill: ValidateFunction;
export const drill_published: ValidateFunction;
export const inquest: ValidateFunction;
export const invariants: ValidateFunction;
export const objectives: ValidateFunction;
export const postmortem: ValidateFunction;
export const postmortem_published: ValidateFunction;
export const scenarios: ValidateFunction;
export const services: ValidateFunction;
export const taxonomy: ValidateFunction;
