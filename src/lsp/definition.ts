import type { Location } from "vscode-languageserver/node.js";
import { rangeOf } from "./ranges.js";
import type { Spot } from "./spot.js";

/** Where the id under the cursor is declared. */
export function definition(spot: Spot): Location[] {
  const { session } = spot.at;
  return spot.declared().map(({ path, place }) => ({ uri: session.uri(path), range: rangeOf(place) }));
}
