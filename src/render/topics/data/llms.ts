import { dayOfId } from "../../../model/collection.js";
import { licenceOf } from "../../../model/licence.js";
import { canonicalUrl } from "../../shared/canonical-url.js";
import type { FileKind } from "../../shared/file-kind.js";
import { flagsOf, organisationsOf } from "../../shared/incident-row.js";
import { pagePath } from "../../shared/paths.js";
import { twinPath } from "../../shared/twins.js";

/** How many postmortems it names: the newest; `postmortems.json` names all. */
const MAX_POSTMORTEMS = 50;

const DATA: readonly (readonly [path: string, title: string, what: string])[] = [
  ["data/postmortems.json", "All postmortems", "one record each, with the address of its page and of its own JSON"],
  ["data/graph.json", "The graph", "what links to what, with the reasons"],
  ["data/measures.json", "The measures", "every figure of the site, with the incidents that it counts"],
  ["data/index.html", "Data dictionary", "what every file and field means"],
];

/** `llms.txt`: where a language model begins to read (https://llmstxt.org). */
export const llmsFiles: FileKind = (site, pages) => {
  const { config } = site.graph.collection;
  const link = (path: string, title: string, what: string) => {
    const twin = twinPath(path);
    const markdown = twin === null ? "" : ` ([Markdown](${canonicalUrl(site, twin) ?? twin}))`;
    return `- [${escapeMarkdown(title)}](${canonicalUrl(site, path) ?? path}): ${escapeMarkdown(what)}${markdown}`;
  };
  const licence = licenceOf(config);
  const overviews = pages().filter(({ path }) => /^[a-z]+\/index\.html$/.test(path) && !/^(search|data)\//.test(path));
  const newest = site.newestFirst.slice(0, MAX_POSTMORTEMS);
  const content = [
    `# ${escapeMarkdown(config.title)}`,
    ...(config.description === undefined ? [] : [`> ${escapeMarkdown(config.description)}`]),
    "Postmortems told in one form. Each answers which invariant was violated, why detection was delayed, which contract lacked clarity and what evidence was missing. What is not known is given as not known, with the reason. A response step that is not recorded was not necessarily skipped.",
    "Every page is there as Markdown too: `index.md` beside its `index.html`, with links to the Markdown of other pages.",
    ...(licence === null ? [] : [`The data are under [${escapeMarkdown(licence.title)}](${licence.url}).`]),
    "## Data",
    DATA.map(([path, title, what]) => link(path, title, what)).join("\n"),
    "## Overviews",
    overviews.map(({ path, title, description }) => link(path, title, description)).join("\n"),
    ...(newest.length === 0 ? [] : ["## Newest postmortems"]),
    newest
      .map((postmortem) => {
        const facts = [
          ...flagsOf(postmortem),
          dayOfId(postmortem.id) ?? "undated",
          ...organisationsOf(site, postmortem),
        ];
        return link(pagePath(`incident:${postmortem.id}`) ?? "", postmortem.data.title, facts.join(", "));
      })
      .join("\n"),
  ];
  return [{ path: "llms.txt", content: `${content.filter((block) => block !== "").join("\n\n")}\n` }];
};

/** Text on one line in which nothing is markup. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>#]/g, "\\$&");
}
