import type { Importer } from "./importer.js";
import { markdown } from "./markdown.js";

/** Every importer, sorted by id. */
export const importers: readonly Importer[] = [markdown];
