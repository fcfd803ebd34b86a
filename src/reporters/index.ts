import { json } from "./json.js";
import { pretty } from "./pretty.js";
import type { Reporter } from "./report.js";

/** Every format of `check`, by name. */
export const reporters: Readonly<Record<string, Reporter>> = { json, pretty };
