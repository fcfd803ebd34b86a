/** Whether a key press belongs to a field that is being typed in. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"))
  );
}

/**
 * Turns the header's link to the search page into a field to type in where there is room, lets the field of the home page
 * search, and makes `/` focus the field of the page.
 */
export function enhanceHeaderSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>("[data-search-link]");
  const own = document.querySelector<HTMLInputElement>("#q");
  if (own && !own.closest("[data-search]")) searchFrom(own);
  // On a phone there is room for a few letters only, so the link leads to a whole field.
  const hasRoom = window.matchMedia("(min-width: 48.1rem)").matches;
  const field = own ?? (link && hasRoom ? replaceLink(link) : null);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

/** A field that leads to the search page. */
function searchFrom(field: HTMLInputElement): void {
  const button = field.parentElement?.querySelector<HTMLAnchorElement>("[data-search-go]");
  if (!button) return;
  onEnter(field, button.href);
  button.addEventListener("click", () => {
    button.href = addressOf(field, button.href);
  });
}

function replaceLink(link: HTMLAnchorElement): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "header-search";
  // No hint for the key on touch devices.
  field.placeholder = window.matchMedia("(pointer: fine)").matches ? "Search  /" : "Search";
  field.autocomplete = "off";
  field.setAttribute("aria-label", "Search all incidents, catalogs and drills");
  field.setAttribute("aria-keyshortcuts", "/");
  onEnter(field, link.href);
  link.replaceWith(field);
  return field;
}

/** Not a form, which the content security policy forbids. */
function onEnter(field: HTMLInputElement, page: string): void {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") location.href = addressOf(field, page);
  });
}

function addressOf(field: HTMLInputElement, page: string): string {
  const url = new URL(page);
  const words = field.value.trim();
  url.search = words === "" ? "" : `?${new URLSearchParams({ q: words })}`;
  return url.href;
}
