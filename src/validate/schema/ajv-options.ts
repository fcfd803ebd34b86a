import type { Options } from "ajv";

/**
 * Nothing is coerced, filled in or removed: what is validated is what stands in the file. `strictRequired` and
 * `strictTypes` are off because a condition names fields and forms that the schema around it defines.
 */
export const AJV_OPTIONS = {
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allErrors: true,
  ownProperties: true,
  $data: false,
  coerceTypes: false,
  useDefaults: false,
  removeAdditional: false,
  verbose: true,
} as const satisfies Options;
