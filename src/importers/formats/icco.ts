import type { Importer } from "../importer.js";
import { fieldOf, fieldTime, textOfField } from "../reading/fields/field-values.js";
import { dayOfField, postFields } from "../reading/fields/post-fields.js";
import { readMarkdown } from "../reading/read-markdown.js";

/** The collection of public postmortems icco/postmortems: others' incidents, each with its source and a summary. */
export const icco: Importer = {
  id: "icco",
  title: "Records of icco/postmortems",
  recognises({ front }) {
    if (!front) return 0;
    const has = (name: string) => fieldOf(front.data, [name]) !== null;
    return has("uuid") && has("url") && has("company") && (has("product") || has("categories")) ? 0.95 : 0;
  },
  read(file) {
    const data = file.front?.data ?? {};
    const text = (name: string) => textOfField(data, [name]);
    const [company, product, url] = [text("company"), text("product"), text("url")];
    const published = dayOfField(data, ["source_published_at"], true);
    const at = fieldTime(text("source_published_at"), true);
    const title = text("title") ?? [company, product].filter((one) => one !== null).join(" ");
    return [
      readMarkdown(file, {
        ...(file.front ? postFields(file.front, true) : {}),
        ...(published ? { published } : {}),
        title: title === "" ? null : title,
        account: "third-party",
        services: product === null ? [] : [{ service: product, role: "origin" }],
        sources:
          url === null
            ? []
            : [
                {
                  title,
                  url,
                  ...(company === null ? {} : { publisher: company }),
                  ...(at === null ? {} : { published: at }),
                },
              ],
      }),
    ];
  },
};
