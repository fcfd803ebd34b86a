/** On a narrow screen the links of the header are one row that scrolls: the current one is shown from the start. */
export function showCurrentLink(): void {
  const nav = document.querySelector<HTMLElement>(".site-nav");
  const current = nav?.querySelector<HTMLElement>("[aria-current]");
  if (!nav || !current) return;
  // By hand: scrollIntoView may move the page as well.
  nav.scrollLeft += current.getBoundingClientRect().left - nav.getBoundingClientRect().left - nav.clientWidth / 3;
}
