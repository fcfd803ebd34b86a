/** The width below which the page has one column. */
const NARROW = "(max-width: 48rem)";

/** Folds long lists on a phone, which are open where nothing runs. What an address leads to stays in sight. */
export function foldWhenNarrow(): void {
  if (!window.matchMedia(NARROW).matches) return;
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details[data-fold-when-narrow]"))
    if (!details.contains(wanted)) details.open = false;
}
