/** The same name as in `theme.js`, which sets the remembered choice before the page shows. */
const KEY = "inquest-theme";

/** Shows the choice of colours, and remembers it where that is allowed. */
export function enhanceThemeChoice(): void {
  const fieldset = document.querySelector<HTMLFieldSetElement>("[data-theme-choice]");
  if (fieldset === null) return;
  const current = document.documentElement.dataset.theme ?? "auto";
  for (const input of fieldset.querySelectorAll("input")) input.checked = input.value === current;
  fieldset.hidden = false;
  fieldset.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement) choose(event.target.value);
  });
}

function choose(theme: string): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is denied: the choice holds for this page.
  }
}
