import type { Facets } from "./facets.js";

/**
 * Suggests what to remove from a search without results, with the number of results it would have then.
 * @param without see `Answer`
 * @param drop clears a facet, or (`""`) the words
 */
export function suggest(
  list: HTMLElement,
  without: ReadonlyMap<string, number>,
  facets: Facets,
  drop: (facet: string) => void,
): void {
  const items = [...without]
    .filter(([, n]) => n > 0)
    .map(([facet, n]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "quiet";
      const what = facet === "" ? "the words" : `the filter “${facets.titleOf(facet)}”`;
      button.textContent = `Without ${what}: ${n} ${n === 1 ? "result" : "results"}`;
      button.addEventListener("click", () => drop(facet));
      const item = document.createElement("li");
      item.append(button);
      return item;
    });
  list.replaceChildren(...items);
}
