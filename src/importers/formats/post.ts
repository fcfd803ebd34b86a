import type { Importer } from "../importer.js";
import { fieldOf, namesOfField } from "../reading/fields/field-values.js";
import { postFields } from "../reading/fields/post-fields.js";
import { likeness } from "../reading/outline/likeness.js";
import { readMarkdown } from "../reading/read-markdown.js";

/** A post with this score counts as a post about an incident, whatever its tags. */
const MIN_LIKENESS = 0.3;
const INCIDENT_TAG = /incident|outage|post-?mortem|downtime|disruption|maintenance|status/i;

/** Posts on incidents of a site made with Hugo, Jekyll or the like: their date is that of the post, unless the text says more. */
export const post: Importer = {
  id: "post",
  title: "Posts of Hugo, Jekyll and the like",
  recognises(file) {
    const { data } = file.front ?? {};
    if (!data || !fieldOf(data, ["title"]) || !fieldOf(data, ["date"])) return 0;
    const like = likeness(file) + 0.05;
    const tags = namesOfField(data, ["tags", "categories", "category"]);
    return like >= MIN_LIKENESS || tags.some((tag) => INCIDENT_TAG.test(tag)) ? Math.max(0.35, like) : like;
  },
  read: (file) => [readMarkdown(file, file.front ? postFields(file.front, false) : {})],
};
