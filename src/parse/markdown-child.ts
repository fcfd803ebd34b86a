/** The child process of `parseApart`: Markdown on stdin, its tree as JSON on stdout. */
import { text } from "node:stream/consumers";
import { parseReference } from "./reference-markdown.js";

process.stdout.write(JSON.stringify(parseReference(await text(process.stdin))));
