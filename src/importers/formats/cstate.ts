import type { ForeignFile, ImportedEvent, Importer } from "../importer.js";
import { fieldOf, fieldTime, namesOfField, textOfField } from "../reading/fields/field-values.js";
import { dayOfField, postFields } from "../reading/fields/post-fields.js";
import { readMarkdown } from "../reading/read-markdown.js";

const SEVERITIES = /^(?:down|disrupted|notice|ok|under-maintenance|degraded-performance|partial-outage|major-outage)$/i;
/** The time of an update, as a shortcode. */
const TRACK = /\{\{[<%]\s*track\s+"([^"\n]{1,40})"\s*[>%]\}\}/g;
const UPDATE: readonly [NonNullable<ImportedEvent["mark"]>, RegExp][] = [
  ["declared", /^investigating\b/i],
  ["diagnosed", /^identified\b/i],
  ["resolved", /^(?:resolved|closed)\b/i],
];

/** Issues of the status pages cState and Netlify StatusKit. Hugo takes times without an offset for UTC. */
export const cstate: Importer = {
  id: "cstate",
  title: "Issues of cState and StatusKit status pages",
  recognises({ front }) {
    if (!front) return 0;
    const severity = textOfField(front.data, ["severity"]);
    const hasState = fieldOf(front.data, ["resolved"]) !== null || fieldOf(front.data, ["resolvedWhen"]) !== null;
    return severity !== null && SEVERITIES.test(severity) && hasState && fieldOf(front.data, ["date"]) ? 0.95 : 0;
  },
  read(file) {
    const data = file.front?.data ?? {};
    const opened = fieldTime(fieldOf(data, ["date"])?.value, true);
    const closed = fieldTime(fieldOf(data, ["resolvedWhen"])?.value, true);
    const day = dayOfField(data, ["date"], true);
    const services = namesOfField(data, ["affected", "affectedsystems", "affectedsytems"]);
    const timeline: ImportedEvent[] = [
      ...(opened === null
        ? []
        : [
            {
              at: opened,
              event: "The issue is opened on the status page",
              mark: "declared" as const,
              source: `date: ${opened}`,
            },
          ]),
      ...updatesIn(file),
      ...(closed === null
        ? []
        : [
            {
              at: closed,
              event: "The issue is marked as resolved on the status page",
              mark: "resolved" as const,
              source: `resolvedWhen: ${closed}`,
            },
          ]),
    ];
    return [
      readMarkdown(file, {
        ...(file.front ? postFields(file.front, true) : {}),
        ...(day ? { day } : {}),
        services: services.map((service) => ({ service, role: "affected" })),
        timeline,
      }),
    ];
  },
};

/** The paragraphs that end or begin with the time of an update. */
function updatesIn({ body }: ForeignFile): ImportedEvent[] {
  return body.split(/\n\s*\n/).flatMap((paragraph): ImportedEvent[] => {
    const [track] = paragraph.matchAll(TRACK);
    const at = fieldTime(track?.[1], true);
    const event = paragraph
      .replace(TRACK, "")
      .replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, "")
      .trim();
    if (at === null || event === "") return [];
    const mark = UPDATE.find(([, words]) => words.test(event))?.[0];
    return [{ at, event, ...(mark === undefined ? {} : { mark }), source: paragraph }];
  });
}
