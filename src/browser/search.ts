import { showChosen } from "./chosen-filters.js";
import { Facets } from "./facets.js";
import { loadPagefind, type Pagefind, type ResultData } from "./pagefind.js";
import { resultItem } from "./result-item.js";
import { ask, type Found, hasWords, statusText } from "./search-query.js";
import { readState, type SearchState, writeState } from "./search-state.js";
import { suggest } from "./suggestions.js";

const PER_PAGE = 20;
const TYPING_PAUSE_MS = 120;

/** The search page: a field, facets and results, with the state in the URL. */
function start(root: HTMLElement): void {
  const field = find<HTMLInputElement>(root, "#q");
  const sort = find<HTMLSelectElement>(root, "#sort");
  const status = find<HTMLElement>(root, "[data-status]");
  const chosen = find<HTMLElement>(root, "[data-filters]");
  const suggestions = find<HTMLElement>(root, "[data-suggestions]");
  const list = find<HTMLElement>(root, "[data-results]");
  const more = find<HTMLButtonElement>(root, "[data-more]");
  const facets = new Facets(find(root, "[data-facets]"), () => changed("push"));
  let loading: Promise<Pagefind> | undefined;
  let running: Promise<void> = Promise.resolve();
  let latest = 0;
  let timer: number | undefined;

  const current = (): SearchState => ({
    words: field.value,
    sort: sort.value as SearchState["sort"],
    chosen: facets.chosen(),
  });

  /** Typing replaces the history entry, selecting adds one, so that `back` undoes a selection and not a letter. */
  function changed(how: "push" | "replace"): void {
    window.clearTimeout(timer);
    timer = undefined;
    const url = `${location.pathname}${writeState(current())}`;
    if (how === "push") history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    running = run();
  }

  function fromUrl(): void {
    const state = readState(location.search, facets.names);
    field.value = state.words;
    sort.value = state.sort;
    facets.show(state);
    running = run();
  }

  /** Only the latest of several searches shows its results. */
  async function run(): Promise<void> {
    const ticket = ++latest;
    const state = current();
    showChosen(chosen, state, facets, () => {
      changed("push");
      focus(field);
    });
    try {
      loading ??= loadPagefind();
      const found = await ask(await loading, state, facets.names);
      const page = (from: number) =>
        Promise.all(found.results.slice(from, from + PER_PAGE).map((result) => result.data()));
      const first = await page(0);
      if (ticket !== latest) return;
      facets.count(found.counts);
      status.textContent = statusText(found, state);
      suggest(suggestions, found.without, facets, dropped);
      list.replaceChildren(...first.map((data) => resultItem(data, hasWords(state), facets)));
      offerMore(found, page, state);
    } catch {
      loading = undefined;
      status.replaceChildren("The index could not be loaded. ", listLink(), " holds everything.");
    }
  }

  /** Clears a facet, or (`""`) the words. */
  function dropped(facet: string): void {
    if (facet === "") field.value = "";
    else facets.clear(facet);
    changed("push");
    focus(field);
  }

  function offerMore({ results }: Found, page: (from: number) => Promise<ResultData[]>, state: SearchState): void {
    more.hidden = results.length <= PER_PAGE;
    more.onclick = async () => {
      const shown = list.children.length;
      const ticket = latest;
      const next = await page(shown);
      if (ticket !== latest) return;
      list.append(...next.map((data) => resultItem(data, hasWords(state), facets)));
      more.hidden = list.children.length >= results.length;
      list.children[shown]?.querySelector("a")?.focus();
    };
  }

  /** Opens the first result of what is typed, even where Enter is quicker than the search. */
  async function openFirst(): Promise<void> {
    if (timer !== undefined) changed("replace");
    await running;
    if (hasWords(current())) list.querySelector("a")?.click();
  }

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => changed("replace"), TYPING_PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void openFirst();
  });
  sort.addEventListener("change", () => changed("push"));
  window.addEventListener("popstate", fromUrl);
  root.addEventListener("keydown", (event) => moveByArrows(event, field, list));
  fromUrl();
  focus(field);
}

/** On a touch screen the keyboard would cover the results. */
function focus(field: HTMLInputElement): void {
  if (window.matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
}

/** Arrows move between the field and the results. */
function moveByArrows(event: KeyboardEvent, field: HTMLInputElement, list: HTMLElement): void {
  const links = [...list.querySelectorAll<HTMLAnchorElement>("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0 && document.activeElement !== field) return;
  if (event.key === "ArrowDown") (links[at + 1] ?? links.at(-1))?.focus();
  else if (event.key === "ArrowUp" && at >= 0) (at === 0 ? field : links[at - 1])?.focus();
  else return;
  event.preventDefault();
}

function listLink(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = "../incidents/index.html";
  link.textContent = "The list of incidents";
  return link;
}

function find<T extends Element>(root: Element, selector: string): T {
  const element = root.querySelector<T>(selector);
  if (element === null) throw new Error(`The page lacks ${selector}`);
  return element;
}

const root = document.querySelector<HTMLElement>("[data-search]");
if (root) start(root);
