/** On a narrow screen the links of the header stand behind a button. Without a script they are a row that scrolls. */
export function enhanceMenu(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-menu]");
  const nav = document.querySelector<HTMLElement>(".site-nav");
  if (!button || !nav) return;
  const show = (isOpen: boolean) => {
    nav.classList.toggle("is-unfolded", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
    show(false);
    button.focus();
  });
}
