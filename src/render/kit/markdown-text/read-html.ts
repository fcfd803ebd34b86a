/** An element of a page, with its children. */
export interface PageElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: PageNode[];
}

/** Text is unescaped. */
export type PageNode = string | PageElement;

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|[^<]+|</g;
const ATTRIBUTE = /([^\s="'/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const VOID: ReadonlySet<string> = new Set(["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);
/** Their text is no HTML. */
const RAW = /<(script|style)\b[\s\S]*?<\/\1\s*>/gi;

/**
 * Reads HTML that templates of this program have printed: well-formed, and every attribute quoted. What a general parser takes a
 * hundred times longer for.
 */
export function readHtml(html: string): PageNode[] {
  const root: PageElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  for (const [token, slash, name, attributes] of html.replace(RAW, "").matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    if (name === undefined) {
      if (!token.startsWith("<!--")) parent.children.push(decode(token));
      continue;
    }
    const tag = name.toLowerCase();
    if (slash === "/") {
      const at = open.findLastIndex((one) => one.name === tag);
      if (at > 0) open.length = at;
      continue;
    }
    const element: PageElement = { name: tag, attributes: attributesOf(attributes ?? ""), children: [] };
    parent.children.push(element);
    if (!VOID.has(tag) && !attributes?.endsWith("/")) open.push(element);
  }
  return root.children;
}

function attributesOf(text: string): Record<string, string> {
  if (text.trim() === "") return {};
  return Object.fromEntries(
    Array.from(text.matchAll(ATTRIBUTE), ([, name = "", a, b, c]) => [name.toLowerCase(), decode(a ?? b ?? c ?? "")]),
  );
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

function decode(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
