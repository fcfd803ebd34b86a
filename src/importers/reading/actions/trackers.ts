import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

const TRACKER =
  /\/(?:issues?|pull|pulls|merge_requests|tickets?|browse|tasks?|work_items|workitems|stories|story|cards?)\/|show_bug\.cgi|bugs?\.|jira|linear\.app|trello\.com\/c\//i;

/** A link, and the text that it stands on. */
export interface TrackerLink {
  url: string;
  text: string;
}

/** The first link to an issue, a ticket or a change in some nodes. */
export function trackerIn(nodes: readonly Nodes[]): TrackerLink | null {
  return linkIn(nodes, TRACKER);
}

/**
 * The first link with an https address in some nodes.
 * @param form what the address must look like
 */
export function linkIn(nodes: readonly Nodes[], form = /^/): TrackerLink | null {
  let found: TrackerLink | null = null;
  for (const node of nodes)
    visit(node, "link", (link) => {
      const isGood =
        /^https:\/\//.test(link.url) && link.url.length <= 500 && form.test(link.url) && URL.canParse(link.url);
      if (found === null && isGood) found = { url: link.url, text: textOf(link) };
    });
  return found;
}
