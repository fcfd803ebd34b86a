import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { json } from "./json.js";
import { junit } from "./junit.js";
import { pretty } from "./pretty.js";
import type { Reporter } from "./report.js";
import { sarif } from "./sarif.js";

/** Every format of `check`, by name. */
export const reporters: Readonly<Record<string, Reporter>> = { github, gitlab, json, junit, pretty, sarif };

/** Formats whose readers know files by their path from the top level of the repository. */
export const REPOSITORY_FORMATS: ReadonlySet<string> = new Set(["github", "gitlab", "sarif"]);
