import { element } from "./element.js";

/** The same name as in `theme.js`, which sets the remembered choice before the page shows. */
const KEY = "inquest-theme";

/** Adds the choice of colours to the footer, and remembers it where that is allowed. */
export function addThemeChoice(): void {
  const current = document.documentElement.dataset.theme ?? "auto";
  const choices = ["Auto", "Light", "Dark"].map((title) => {
    const input = element("input", "");
    input.type = "radio";
    input.name = "theme";
    input.value = title.toLowerCase();
    input.checked = input.value === current;
    input.addEventListener("change", () => choose(input.value));
    return element("label", "", input, ` ${title}`);
  });
  const fieldset = element("fieldset", "theme", element("legend", "", "Colours"), ...choices);
  document.querySelector(".site-footer > .site-bar")?.append(fieldset);
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
