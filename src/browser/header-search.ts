/** Whether a key press belongs to a field that is being typed in. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"))
  );
}

/**
 * Turns the header's link to the search page into a box to type in, and makes `/` focus the search field of the page.
 * On the search page that is the page's own field.
 */
export function enhanceHeaderSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>("[data-search-link]");
  const own = document.querySelector<HTMLInputElement>("#q");
  const field = own ?? (link && replaceLink(link));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

function replaceLink(link: HTMLAnchorElement): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "header-search";
  // No hint for the key on touch devices and narrow screens.
  field.placeholder = window.matchMedia("(pointer: fine) and (min-width: 48.1rem)").matches ? "Search  /" : "Search";
  field.autocomplete = "off";
  field.setAttribute("aria-label", "Search all postmortems and drills");
  field.setAttribute("aria-keyshortcuts", "/");
  // Not a form, which the content security policy forbids.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const words = field.value.trim();
    location.href = words === "" ? link.href : `${link.href}?${new URLSearchParams({ q: words })}`;
  });
  link.replaceWith(field);
  return field;
}
