import { advisory } from "./advisory.js";
import { cstate } from "./cstate.js";
import { icco } from "./icco.js";
import type { Importer } from "./importer.js";
import { markdown } from "./markdown.js";
import { post } from "./post.js";

/** Every importer, sorted by id. */
export const importers: readonly Importer[] = [advisory, cstate, icco, markdown, post];
