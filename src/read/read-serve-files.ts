import { readFileSync } from "node:fs";

// The same from `dist/read/` and, in tests, from `src/read/`.
const STYLE = new URL("../../templates/serve/serve.css", import.meta.url);
const SCRIPT = new URL("../../dist/browser/live.js", import.meta.url);

/** What the live server shows beside the site: the script and the style of its panel. */
export interface ServeFiles {
  script: string;
  style: string;
}

export function readServeFiles(): ServeFiles {
  const [script, style] = [SCRIPT, STYLE].map((url) => readFileSync(url, "utf8"));
  return { script: script ?? "", style: style ?? "" };
}
