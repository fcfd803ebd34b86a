import type { ServeFiles } from "../read/read-serve-files.js";
import { twinPath } from "../render/shared/twins.js";
import { type Answer, fileAnswer, redirect, textAnswer } from "./answer.js";
import type { LiveCollection } from "./live-collection.js";
import { type MadeFile, madeFile, Overtaken } from "./live-site.js";
import { OwnPages } from "./own-pages.js";
import { panelOf } from "./panel.js";

/** The URL folder for the server's own pages. It cannot clash with the site, because ids have no underscore. */
const OWN = "_inquest/";

/** Whether a client takes Markdown, and does not name HTML before it. */
function prefersMarkdown(accept: string): boolean {
  const types = accept.split(",").map((one) => one.split(";", 1)[0]?.trim().toLowerCase());
  const [markdown, html] = [types.indexOf("text/markdown"), types.indexOf("text/html")];
  return markdown >= 0 && (html < 0 || markdown < html);
}

const NOT_FOUND = textAnswer(404, "Not found");

/** The request asks for the event stream. */
export const EVENTS = Symbol("events");

export interface RouteOptions {
  live: LiveCollection;
  files: ServeFiles;
  /** A secret that only pages of this server contain. */
  token: string;
  /** Whether there is a search index. */
  search: boolean;
}

/** Answers requests. */
export class Routes {
  readonly #pages: OwnPages;

  constructor(readonly options: RouteOptions) {
    this.#pages = new OwnPages();
  }

  /**
   * @param path without a slash at its start
   * @param query of the URL
   * @param accept the header of this name: a page is sent as Markdown to those who ask for that and not for HTML
   */
  async answer(path: string, query: URLSearchParams, accept = ""): Promise<Answer | typeof EVENTS> {
    if (path.startsWith(OWN)) return this.#own(path.slice(OWN.length), query);
    if (path.startsWith("search/data/")) {
      const file = this.options.search ? await this.#searchFile(path) : null;
      return file ? fileAnswer(file) : NOT_FOUND;
    }
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    const twin = prefersMarkdown(accept) ? twinPath(file) : null;
    const answer = this.#site(twin ?? file);
    return file.endsWith("index.html") ? { ...answer, headers: { ...answer.headers, vary: "accept" } } : answer;
  }

  #own(path: string, query: URLSearchParams): Answer | typeof EVENTS {
    const { files, live, token } = this.options;
    if (path === "live.js") return fileAnswer(madeFile({ path, content: files.script }));
    if (path === "serve.css") return fileAnswer(madeFile({ path, content: files.style }));
    // `findings/` was their address in earlier versions.
    if (["diagnostics", "findings", "findings/"].includes(path)) return redirect(`/${OWN}diagnostics/`);
    if (path === "diagnostics/") return this.#page(200, this.#pages.all(live));
    if (path !== "events" && path !== "diagnostics.json") return NOT_FOUND;
    if (query.get("token") !== token) return textAnswer(403, "Missing or wrong token");
    if (path === "events") return EVENTS;
    return fileAnswer(madeFile({ path, content: JSON.stringify(panelOf(query.get("page") ?? "", live)) }));
  }

  #site(path: string): Answer {
    const { live } = this.options;
    const isPage = path.endsWith(".html");
    const broken = (fault: string) =>
      isPage ? this.#page(500, this.#pages.broken(live, fault)) : textAnswer(500, fault);
    if (live.site === null || (isPage && live.fault !== null))
      return broken(live.fault ?? "The site is still being built");
    try {
      const file = live.site.file(path);
      if (file) return isPage ? this.#sitePage(200, file) : fileAnswer(file);
      if (!isPage && live.site.file(`${path}/index.html`)) return redirect(encodeURI(`/${path}/`));
      const missing = this.#pages.missing(path, live);
      if (missing !== null) return this.#page(404, missing);
      const notFound = live.site.file("404.html");
      return notFound ? this.#sitePage(404, notFound) : NOT_FOUND;
    } catch (error) {
      const fault = live.failureOf(path, error);
      live.options.onFault(fault);
      return isPage ? this.#page(500, this.#pages.unmade(live, fault)) : textAnswer(500, fault);
    }
  }

  /** From the newest site, which may be replaced while its index is built. */
  async #searchFile(path: string): Promise<MadeFile | null> {
    const { live } = this.options;
    for (;;) {
      const { site } = live;
      try {
        return (await site?.searchFile(path)) ?? null;
      } catch (error) {
        if (!(error instanceof Overtaken) || site === live.site) throw error;
      }
    }
  }

  #sitePage(status: number, { content }: MadeFile): Answer {
    return this.#page(status, String(content), " data-panel");
  }

  /** A page with the script that reloads it when its content hash has changed. */
  #page(status: number, html: string, attributes = ""): Answer {
    const { token } = this.options;
    const { etag } = madeFile({ path: "", content: `${html}${token}` });
    const script = `<script src="/${OWN}live.js" data-token="${token}" data-page="${etag}"${attributes} defer></script>\n`;
    const at = html.indexOf("</head>");
    const content = at < 0 ? `${html}${script}` : `${html.slice(0, at)}${script}${html.slice(at)}`;
    return fileAnswer({ path: "page.html", content: Buffer.from(content), etag }, status);
  }
}
