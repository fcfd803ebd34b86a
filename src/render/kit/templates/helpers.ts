import type Handlebars from "handlebars";
import { thousands } from "../formats/format-duration.js";
import { formatDay, formatShortDay } from "../formats/format-time.js";
import { isExternalUrl, isSafeUrl } from "../safe-url.js";
import { inlineCode } from "./inline-code.js";

/**
 * The Handlebars helpers. They only format; pages compute. No field of a model may have the name of a helper:
 * the helper would win.
 */
export const helpers: Record<string, Handlebars.HelperDelegate> = {
  /** `2025-06-12` as `12 June 2025`. */
  asDay: (day: string) => formatDay(day),
  asShortDay: (day: string) => formatShortDay(day),
  /** Plain text with `code` in it. */
  inline: (text: string) => inlineCode(text),
  /** A number with its noun: `{{counted 3 "incident" "incidents"}}`. */
  counted: (n: number, one: string, many: string) => `${thousands(n)} ${n === 1 ? one : many}`,
  asNumber: (n: number) => thousands(n),
  /**
   * For every `href` and `src`: makes a path of the site relative to the page, and an unsafe address `#`. Of an asset it is
   * enough to know its plain name.
   */
  url: (url: string, options: Handlebars.HelperOptions) => {
    if (!isSafeUrl(url)) return "#";
    if (isExternalUrl(url) || url.startsWith("#")) return url;
    const { root, assets } = (options.data as { root: { root: string; assets?: ReadonlyMap<string, string> } }).root;
    return `${root}${assets?.get(url) ?? url}`;
  },
};
