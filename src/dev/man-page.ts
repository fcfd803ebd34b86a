/** Writes the manual page from what the program says of itself, so that the two cannot differ. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createProgram } from "../commands/program.js";
import { manPage } from "./man-page/man-page.js";

const folder = fileURLToPath(new URL("../man/", import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}inquest.1`, manPage(createProgram(() => {})));
