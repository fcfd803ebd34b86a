/** Generates the manual page from the command definitions, so that it cannot differ from `--help`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createProgram } from "../commands/program.js";
import { manPage } from "./man-page/man-page.js";

const folder = fileURLToPath(new URL("../man/", import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}inquest.1`, manPage(await createProgram(() => {})));
