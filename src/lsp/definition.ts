import type { Location } from "vscode-languageserver/node.js";
import type { CursorContext } from "./cursor-context.js";
import { rangeOf } from "./ranges.js";

/** Where the id under the cursor is declared. */
export function definition(context: CursorContext): Location[] {
  const { session } = context.at;
  return context.declared().map(({ path, place }) => ({ uri: session.uri(path), range: rangeOf(place) }));
}
