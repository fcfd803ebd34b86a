import type { Question } from "../search/search.js";
import type { Facets } from "./facets.js";

/**
 * Lists the selected values above the results with a button to remove each, since folded facets hide them.
 * @param drop is called after a value was removed
 */
export function showChosen(list: HTMLElement, { chosen }: Question, facets: Facets, drop: () => void): void {
  const items = [...chosen].flatMap(([name, values]) =>
    [...values].map((value) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chosen-filter";
      button.textContent = facets.labelOf(name, value);
      button.setAttribute("aria-label", `Take back the filter “${facets.titleOf(name)}: ${button.textContent}”`);
      button.addEventListener("click", () => {
        facets.untick(name, value);
        drop();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  list.replaceChildren(...items);
}
