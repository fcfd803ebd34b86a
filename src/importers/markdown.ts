import { emptyDocument, type Importer } from "./importer.js";

/** Markdown with headings, as most teams write it. */
export const markdown: Importer = {
  id: "markdown",
  title: "Markdown with headings",
  recognises: (file) => (file.json === undefined ? 0.1 : 0),
  read: (file) => [{ ...emptyDocument(), body: file.body }],
};
