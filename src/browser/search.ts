import type { Answer, Question, Sort } from "../search/search.js";
import { showChosen } from "./chosen-filters.js";
import { element } from "./element.js";
import { Facets } from "./facets.js";
import { resultGroups } from "./result-groups.js";
import { openIndex, type SiteSearch } from "./search-index.js";
import { readState, writeState } from "./search-state.js";
import { suggest } from "./suggestions.js";
import { counted, wordNotes } from "./word-notes.js";

const TYPING_PAUSE_MS = 150;

/** The search page: a field, results and facets, with the search in the URL. */
function start(root: HTMLElement): void {
  const field = find<HTMLInputElement>(root, "#q");
  const sort = find<HTMLSelectElement>(root, "#sort");
  const status = find<HTMLElement>(root, "[data-status]");
  const said = find<HTMLElement>(root, "[data-said]");
  const chosen = find<HTMLElement>(root, "[data-filters]");
  const suggestions = find<HTMLElement>(root, "[data-suggestions]");
  const list = find<HTMLElement>(root, "[data-results]");
  const narrow = find<HTMLElement>(root, "[data-narrow]");
  const facets = new Facets(find(root, "[data-facets]"), () => changed("push"));
  let opening: Promise<SiteSearch> | undefined;
  let latest = 0;
  let timer: number | undefined;

  const current = (): Question => ({ words: field.value, sort: sort.value as Sort | "", chosen: facets.chosen() });

  /** Typing replaces the history entry, selecting adds one, so that `back` undoes a selection and not a letter. */
  function changed(how: "push" | "replace"): void {
    window.clearTimeout(timer);
    timer = undefined;
    const url = `${location.pathname}${writeState(current())}`;
    if (how === "push") history.pushState(null, "", url);
    else history.replaceState(null, "", url);
    void run();
  }

  function fromUrl(): void {
    const state = readState(location.search, facets.names);
    field.value = state.words;
    sort.value = state.sort;
    facets.show(state);
    void run();
  }

  /** Only the latest of several searches shows its results. */
  async function run(): Promise<void> {
    const ticket = ++latest;
    const question = current();
    list.ariaBusy = "true";
    showChosen(chosen, question, facets, () => {
      changed("push");
      focus(field);
    });
    try {
      opening ??= openIndex(root.dataset.words ?? "../assets/words.js");
      const site = await opening;
      const answer = await site.search.answer(question);
      const groups = await resultGroups(answer, { site, facets, found: answer.found });
      if (ticket !== latest) return;
      facets.count(answer.counts);
      status.textContent = statusText(answer, question);
      narrow.textContent = counted(answer.total, "result");
      const follow = (words: string) => writeState({ ...question, words });
      said.replaceChildren(...wordNotes(answer, question.words, follow));
      suggest(suggestions, answer.without, facets, dropped);
      list.replaceChildren(...groups);
      list.ariaBusy = "false";
    } catch {
      opening = undefined;
      if (ticket !== latest) return;
      said.replaceChildren();
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

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => changed("replace"), TYPING_PAUSE_MS);
  });
  // The results are there already: Enter only hurries, and the words stay.
  const hurry = () => {
    if (timer !== undefined) changed("replace");
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") hurry();
  });
  root.querySelector("[data-search-go]")?.addEventListener("click", (event) => {
    event.preventDefault();
    changed("replace");
  });
  sort.addEventListener("change", () => changed("push"));
  window.addEventListener("popstate", fromUrl);
  root.addEventListener("keydown", (event) => moveByArrows(event, field, list));
  fromUrl();
  focus(field);
}

/** How many were found, in words. */
function statusText({ groups, total, missing, found }: Answer, { words, chosen }: Question): string {
  if (total > 0) {
    const sum = (group: string) =>
      groups.filter((one) => one.group === group).reduce((all, { hits }) => all + hits.length, 0);
    const parts = [
      [sum("incident"), "incident", "incidents"],
      [sum("catalog"), "catalog entry", "catalog entries"],
      [sum("drill"), "drill", "drills"],
    ] as const;
    const texts = parts.flatMap(([n, one, many]) =>
      n === 0 ? [] : [`${n.toLocaleString("en")} ${n === 1 ? one : many}`],
    );
    return `${texts.join(", ").replace(/, ([^,]*)$/, " and $1")}${words.trim() !== "" || chosen.size > 0 ? " found" : ""}`;
  }
  if (chosen.size > 0) return "Nothing matches. Fewer filters may help, or other words.";
  if (found.length === 0 && missing.length === 0)
    return "Only words that are everywhere were asked for. Add one that is particular.";
  return "Nothing matches. Other words may help: fewer, or the name of a service.";
}

/** On a touch screen the keyboard would cover the results. */
function focus(field: HTMLInputElement): void {
  if (window.matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
}

/** Arrows move between the field and the results; Enter opens the one that has the focus, as it does any link. */
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
  const link = element("a", "", "The list of incidents");
  link.href = "../incidents/index.html";
  return link;
}

function find<T extends Element>(root: Element, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(`The page lacks ${selector}`);
  return found;
}

const root = document.querySelector<HTMLElement>("[data-search]");
if (root) start(root);
