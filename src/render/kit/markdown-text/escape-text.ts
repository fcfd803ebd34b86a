/**
 * Text in which nothing is markup, HTML, a mention or an address, wherever it stands in a line of Markdown. Names such as
 * `snake_case` stay readable.
 */
export function escapeText(text: string): string {
  // All space but a single blank, of which there are most.
  const flat = text.replace(/\s{2,}|[^\S ]/g, " ");
  if (!/[\\`*[\]<~|$_&@:]|www/i.test(flat)) return flat;
  return flat
    .replace(/[\\`*[\]<~|$]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/(?<!\w)@(?=\w)/g, "\\@")
    .replace(/:\/\//g, ":\\//")
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
}

/** A line of Markdown whose first characters are no list, heading, quote or rule. Inline markup stays. */
export function plainLine(line: string): string {
  if (!/^\s*[-+=#>\d]/.test(line)) return line;
  return line
    .replace(/^(\s*)(#{1,6}|[-+=])(?=\s|$)/, "$1\\$2")
    .replace(/^(\s*)>/, "$1\\>")
    .replace(/^(\s*)([-=]{2,}\s*)$/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Text as code, in as many backticks as it takes. */
export function codeSpan(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = "`".repeat(longest + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${ticks}${pad}${flat}${pad}${ticks}`;
}

/** A link with text that is Markdown already. */
export function markdownLink(text: string, url: string): string {
  const safe = url.replace(/[<>\s\\]/g, encodeURIComponent);
  return /^[^()]*$/.test(safe) ? `[${text}](${safe})` : `[${text}](<${safe}>)`;
}
