import { DiagnosticsPanel, type Panel } from "./diagnostics-panel.js";

/** How often to ask whether a stopped server is back. */
const RECONNECT_DELAY_MS = 1000;

/** The event that the server sends after a change. */
interface State {
  /** A hash of the stylesheet. */
  style: string | null;
}

/**
 * Only on pages of `inquest serve`: reloads the page when it has changed, replaces the stylesheet without reloading,
 * and shows the diagnostics. A hidden page disconnects, because browsers limit open connections per host.
 */
function start(script: HTMLScriptElement): void {
  const { token = "", page = "" } = script.dataset;
  const panel = "panel" in script.dataset ? new DiagnosticsPanel("/_inquest/serve.css") : null;
  const query = `token=${encodeURIComponent(token)}`;
  let events: EventSource | null = null;
  let style: string | null | undefined;
  let looking: Promise<void> = Promise.resolve();

  function listen(): void {
    events?.close();
    events = null;
    if (document.visibilityState === "hidden") return;
    events = new EventSource(`/_inquest/events?${query}`);
    events.addEventListener("change", ({ data }) => {
      const state = JSON.parse(data) as State;
      // In sequence, so that an older answer never replaces a newer one.
      looking = looking.then(() => look(state)).catch(() => undefined);
    });
    // A restarted server has another token.
    events.addEventListener("error", () => {
      if (events?.readyState === EventSource.CLOSED) window.setTimeout(waitForServer, RECONNECT_DELAY_MS);
    });
  }

  async function look(state: State): Promise<void> {
    const { headers } = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    if (headers.get("etag") !== `"${page}"`) return location.reload();
    if (style !== undefined && state.style !== style) restyle(state.style ?? "");
    style = state.style;
    if (panel === null) return;
    const path = encodeURIComponent(decodeURIComponent(location.pathname));
    const response = await fetch(`/_inquest/diagnostics.json?${query}&page=${path}`, { cache: "no-store" });
    if (response.ok) panel.show((await response.json()) as Panel);
  }

  async function waitForServer(): Promise<void> {
    try {
      await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      location.reload();
    } catch {
      window.setTimeout(waitForServer, RECONNECT_DELAY_MS);
    }
  }

  document.addEventListener("visibilitychange", listen);
  listen();
}

/** Reloads the stylesheet, and removes the old one once the new one is loaded. */
function restyle(version: string): void {
  for (const old of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"][href*="assets/style.css"]')) {
    const link = old.cloneNode() as HTMLLinkElement;
    link.href = `${old.href.replace(/\?.*$/, "")}?${version}`;
    link.addEventListener("load", () => old.remove());
    old.after(link);
  }
}

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
