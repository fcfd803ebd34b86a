import type { Importer } from "../importer.js";
import { postFields } from "../reading/fields/post-fields.js";
import { likeness } from "../reading/outline/likeness.js";
import { readMarkdown } from "../reading/read-markdown.js";

/** Markdown with headings, as most teams write it. */
export const markdown: Importer = {
  id: "markdown",
  title: "Markdown with headings",
  recognises: (file) => (file.json === undefined ? likeness(file) : 0),
  read: (file) => [readMarkdown(file, file.front ? postFields(file.front, false) : {})],
};
