import { readFileSync } from "node:fs";

// The same from `dist/read/` and, in tests, from `src/read/`.
const TEMPLATE = new URL("../../templates/serve/findings.hbs", import.meta.url);
const STYLE = new URL("../../templates/serve/serve.css", import.meta.url);
const SCRIPT = new URL("../../dist/browser/live.js", import.meta.url);

/** What the live server shows beside the site: the script and the style of its panel, and the template of its own pages. */
export interface ServeFiles {
  script: string;
  style: string;
  template: string;
}

export function readServeFiles(): ServeFiles {
  const [script, style, template] = [SCRIPT, STYLE, TEMPLATE].map((url) => readFileSync(url, "utf8"));
  return { script: script ?? "", style: style ?? "", template: template ?? "" };
}
