import type { ConfigData, DegradationPolicy } from "./schema-types.js";

/**
 * Whose a degradation policy is: `own`, declared by others (`published`), or what this collection measures others by
 * (`yardstick`). One that does not say is own, and a yardstick in a collection of third-party accounts.
 */
export function originOf(policy: DegradationPolicy, config: ConfigData): "own" | "published" | "yardstick" {
  return policy.origin ?? (config.account === "third-party" ? "yardstick" : "own");
}
