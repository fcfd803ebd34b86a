import type { ForeignFields, ForeignFile, Importer } from "../importer.js";
import { namesOfField, textOfField } from "../reading/fields/field-values.js";
import { dayOfField, postFields } from "../reading/fields/post-fields.js";
import { readMarkdown } from "../reading/read-markdown.js";

/** Advisories as RustSec has them: TOML in a block of code or between fences, with a table `advisory`, and Markdown below. */
export const advisory: Importer = {
  id: "advisory",
  title: "Advisories with TOML above the text",
  recognises: (file) => (tableOf(file) ? 0.9 : 0),
  read(file) {
    const table = tableOf(file);
    if (!table) return [readMarkdown(file)];
    const day = dayOfField(table.data, ["date"], true);
    const url = textOfField(table.data, ["url"]);
    const title = textOfField(table.data, ["title", "id"]);
    return [
      readMarkdown(file, {
        ...postFields(table, true),
        ...(day ? { day } : {}),
        title,
        services: namesOfField(table.data, ["package"]).map((service) => ({ service, role: "origin" })),
        sources: url === null ? [] : [{ title: title ?? url, url }],
      }),
    ];
  },
};

function tableOf({ front }: ForeignFile): ForeignFields | null {
  const table = front?.data.advisory;
  if (front === null || typeof table !== "object" || table === null || Array.isArray(table)) return null;
  return { ...front, data: table as ForeignFields["data"] };
}
