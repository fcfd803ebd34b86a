import type { Answer, HitGroup } from "../search/search.js";
import { element } from "./element.js";
import { type ResultContext, resultItem } from "./result-item.js";
import { numberWord } from "./word-notes.js";

/** How many results of a group are shown at first. */
const FIRST = { incident: 10, catalog: 5, drill: 5 } as const;
const MORE = 20;

const TITLES = { incident: "Incidents", catalog: "Catalog", drill: "Drills" } as const;
const NOUNS = {
  incident: ["incident", "incidents"],
  catalog: ["entry", "entries"],
  drill: ["drill", "drills"],
} as const;

/** The results in their groups, each with a heading, its number and a button for the others. */
export function resultGroups({ groups, found }: Answer, context: ResultContext): Promise<HTMLElement[]> {
  const tiers = groups.filter(({ group }) => group === "incident").length;
  return Promise.all(groups.map((group) => groupElement(group, tiers > 1 || isPart(group, found.length), context)));
}

function isPart({ words }: HitGroup, all: number): boolean {
  return words !== null && words < all;
}

async function groupElement(group: HitGroup, saysWords: boolean, context: ResultContext): Promise<HTMLElement> {
  const { hits } = group;
  const list = element("ol", "rows");
  const n = element("span", "n");
  const more = element("button", "quiet");
  more.type = "button";
  const noun = NOUNS[group.group];
  const add = async (count: number): Promise<void> => {
    const from = list.children.length;
    list.append(...(await Promise.all(hits.slice(from, from + count).map((hit) => resultItem(hit, context)))));
    const shown = list.children.length;
    const left = hits.length - shown;
    const total = `${hits.length.toLocaleString("en")} ${noun[hits.length === 1 ? 0 : 1]}`;
    n.textContent = left > 0 ? `${shown} of ${total}` : total;
    more.hidden = left === 0;
    more.textContent = `${left.toLocaleString("en")} more ${noun[left === 1 ? 0 : 1]}`;
  };
  more.addEventListener("click", async () => {
    const from = list.children.length;
    await add(MORE);
    list.children[from]?.querySelector("a")?.focus();
  });
  await add(FIRST[group.group]);
  return element(
    "section",
    "result-group",
    element("h3", "group-title", headingOf(group, saysWords, context), " ", n),
    list,
    more,
  );
}

function headingOf({ group, words }: HitGroup, saysWords: boolean, { found }: ResultContext): string {
  if (words === null || !saysWords) return TITLES[group];
  const all = words === found.length;
  const which = all
    ? words === 2
      ? "both words"
      : words === 1
        ? "the word"
        : `all ${numberWord(words)} words`
    : `${numberWord(words)} of the words`;
  return `${TITLES[group]} with ${which}`;
}
