import type { Question } from "../search/search.js";

/** The check boxes of the search page. */
export class Facets {
  readonly #groups: ReadonlyMap<string, HTMLDetailsElement>;
  readonly #clear: HTMLButtonElement | null;

  constructor(root: HTMLElement, onChange: () => void) {
    const groups = [...root.querySelectorAll<HTMLDetailsElement>("[data-facet]")];
    this.#groups = new Map(groups.map((group) => [group.dataset.facet ?? "", group]));
    this.#clear = root.querySelector("[data-clear]");
    root.addEventListener("change", onChange);
    this.#clear?.addEventListener("click", () => {
      for (const name of this.names) this.clear(name);
      onChange();
    });
  }

  /** Clears a facet. */
  clear(name: string): void {
    const group = this.#groups.get(name);
    if (group) for (const box of boxesOf(group)) box.checked = false;
  }

  /** The title of a facet. */
  titleOf(name: string): string {
    return this.#groups.get(name)?.querySelector("summary")?.firstChild?.textContent?.trim() ?? name;
  }

  /** The title of a value. */
  labelOf(name: string, value: string): string {
    return this.#box(name, value)?.labels?.[0]?.textContent?.trim() ?? value;
  }

  untick(name: string, value: string): void {
    const box = this.#box(name, value);
    if (box) box.checked = false;
  }

  /** The mark beside a value, as a copy; null where it has none. */
  markOf(name: string, value: string): Node | null {
    return this.#box(name, value)?.labels?.[0]?.querySelector("svg")?.cloneNode(true) ?? null;
  }

  #box(name: string, value: string): HTMLInputElement | undefined {
    const group = this.#groups.get(name);
    return group && boxesOf(group).find((box) => box.value === value);
  }

  get names(): string[] {
    return [...this.#groups.keys()];
  }

  /** The selected values. */
  chosen(): Question["chosen"] {
    const chosen = new Map<string, ReadonlySet<string>>();
    for (const [name, group] of this.#groups) {
      const values = boxesOf(group)
        .filter((box) => box.checked)
        .map((box) => box.value);
      if (values.length > 0) chosen.set(name, new Set(values));
    }
    return chosen;
  }

  /** Selects the values of the state, and opens the facets that have any. */
  show({ chosen }: Question): void {
    for (const [name, group] of this.#groups) {
      const values = chosen.get(name);
      for (const box of boxesOf(group)) box.checked = values?.has(box.value) ?? false;
      if (values) group.open = true;
    }
  }

  /** Shows how many results each value would give. */
  count(counts: ReadonlyMap<string, Readonly<Record<string, number>>>): void {
    let all = 0;
    for (const [name, group] of this.#groups) {
      const numbers = counts.get(name) ?? {};
      const boxes = boxesOf(group);
      for (const box of boxes) {
        const item = box.closest("li");
        const n = numbers[box.value] ?? 0;
        item?.classList.toggle("is-empty", n === 0 && !box.checked);
        const label = item?.querySelector("[data-count]");
        if (label) label.textContent = String(n);
      }
      const ticked = boxes.filter((box) => box.checked).length;
      all += ticked;
      const note = group.querySelector("[data-chosen]");
      if (note) note.textContent = ticked > 0 ? `${ticked} chosen` : "";
    }
    if (this.#clear) this.#clear.hidden = all === 0;
  }
}

function boxesOf(group: Element): HTMLInputElement[] {
  return [...group.querySelectorAll("input")];
}
