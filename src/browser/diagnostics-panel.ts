/** A diagnostic, as the server sends it. */
interface Diagnostic {
  severity: string;
  where: string;
  message: string;
  hint: string | null;
  fix: string | null;
  rule: string;
  rulePath: string | null;
}

/** What the server says about a page. */
export interface Panel {
  /** Changes whenever the list changes. */
  id: string;
  counts: string;
  worst: string;
  note: string | null;
  here: Diagnostic[];
  others: Diagnostic[];
  more: number;
}

/** Stored: whether the panel is open, or which list was dismissed. */
const KEY = "inquest-diagnostics";

/**
 * The diagnostics at the bottom of a page, in a shadow root with styles of its own. A button with the counts opens
 * them; what is dismissed stays hidden until the list changes.
 */
export class DiagnosticsPanel {
  readonly #host = document.createElement("div");
  readonly #toggle = element("button", "toggle");
  readonly #list = element("div", "list");
  #id = "";

  /** @param stylesheet its address */
  constructor(stylesheet: string) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = stylesheet;
    const panel = element("section", "panel");
    panel.setAttribute("aria-label", "Diagnostics of inquest");
    const dismiss = element("button", "dismiss");
    dismiss.textContent = "Dismiss";
    dismiss.title = "Put the diagnostics away until there are others";
    dismiss.addEventListener("click", () => this.#dismiss());
    this.#toggle.addEventListener("click", () => this.#open(this.#list.hidden === true));
    this.#list.id = "diagnostics";
    this.#list.tabIndex = 0;
    this.#list.hidden = true;
    this.#toggle.setAttribute("aria-controls", "diagnostics");
    const bar = element("div", "bar");
    bar.append(this.#toggle, dismiss);
    panel.append(bar, this.#list);
    panel.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || this.#list.hidden) return;
      this.#open(false);
      this.#toggle.focus();
    });
    this.#host.hidden = true;
    // Hidden until the stylesheet is loaded.
    style.addEventListener("load", () => panel.removeAttribute("hidden"));
    panel.hidden = true;
    this.#host.attachShadow({ mode: "open" }).append(style, panel);
    document.body.append(this.#host);
  }

  show(panel: Panel): void {
    const { id, counts, worst, note, here, others, more } = panel;
    this.#id = id;
    this.#toggle.textContent = counts === "" ? "Checking…" : counts;
    this.#toggle.dataset.worst = worst;
    const parts: HTMLElement[] = [];
    if (note !== null) parts.push(text("p", note, "note"));
    if (here.length > 0) parts.push(text("h2", "Of this page"), listOf(here));
    if (others.length > 0)
      parts.push(text("h2", here.length > 0 ? "Of other files" : "Of files of other pages"), listOf(others));
    parts.push(allDiagnostics(more));
    this.#list.replaceChildren(...parts);
    const remembered = recall();
    this.#host.hidden = remembered === id;
    this.#open(remembered === "open", false);
  }

  #open(open: boolean, isChoice = true): void {
    this.#list.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    if (isChoice) remember(open ? "open" : "closed");
  }

  #dismiss(): void {
    remember(this.#id);
    this.#host.hidden = true;
  }
}

function listOf(diagnostics: readonly Diagnostic[]): HTMLElement {
  const list = document.createElement("ul");
  list.append(
    ...diagnostics.map(({ severity, where, message, hint, fix, rule, rulePath }) => {
      const item = element("li", "diagnostic");
      const first = document.createElement("p");
      first.append(text("span", severity, `severity ${severity}`), " ", text("strong", message));
      const place = text("p", "", "where");
      place.append(text("code", where), " · ", rulePath === null ? rule : linkTo(`/${rulePath}`, rule));
      item.append(first, place);
      if (hint !== null) item.append(text("p", hint, "hint"));
      if (fix !== null) item.append(text("p", fix, "fix"));
      return item;
    }),
  );
  return list;
}

function allDiagnostics(more: number): HTMLElement {
  const line = text("p", "", "all");
  line.append(
    linkTo("/_inquest/diagnostics/", more > 0 ? `All diagnostics, ${more} more than here` : "All diagnostics"),
  );
  return line;
}

function linkTo(href: string, words: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = words;
  return link;
}

function text(name: string, words: string, className = ""): HTMLElement {
  const one = element(name, className);
  one.textContent = words;
  return one;
}

function element<Name extends string>(
  name: Name,
  className: string,
): Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement {
  const one = document.createElement(name);
  if (className !== "") one.className = className;
  return one as never;
}

/** Storage may be denied; then nothing is stored. */
function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // As above.
  }
}
