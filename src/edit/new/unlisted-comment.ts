import type { Facts } from "./answers.js";

/** The comment that keeps the names of services that the catalog does not have; none where there are none. */
export function unlistedComment({ unlistedServices }: Pick<Facts, "unlistedServices">): string[] {
  if (unlistedServices.length === 0) return [];
  return [`# Not in the catalog of services: ${unlistedServices.map((name) => name.replace(/\s+/g, " ")).join(", ")}`];
}
