import type { Importer } from "../importer.js";
import { fieldOf } from "../reading/fields/field-values.js";
import { postFields } from "../reading/fields/post-fields.js";
import { likeness } from "../reading/outline/likeness.js";
import { readMarkdown } from "../reading/read-markdown.js";

/** Posts on incidents of a site made with Hugo, Jekyll or the like: their date is that of the post, unless the text says more. */
export const post: Importer = {
  id: "post",
  title: "Posts of Hugo, Jekyll and the like",
  recognises(file) {
    const { data } = file.front ?? {};
    if (!data || !fieldOf(data, ["title"]) || !fieldOf(data, ["date"])) return 0;
    return Math.max(0.35, likeness(file) + 0.05);
  },
  read: (file) => [readMarkdown(file, file.front ? postFields(file.front, false) : {})],
};
