/** An element of a page, with its children. */
export interface PageElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: PageNode[];
  /** Whether it, or something in it, stands on lines of its own. */
  hasBlocks: boolean;
}

/** Text is unescaped. */
export type PageNode = string | PageElement;

const TAG = /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/y;
const ATTRIBUTE = /([^\s="'/>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
/** Elements that stand on lines of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  "article aside blockquote caption details dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const VOID: ReadonlySet<string> = new Set(["br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);
/** Their text is no HTML. */
const RAW = /<(script|style)\b[\s\S]*?<\/\1\s*>/gi;

/** A tag, by all its text. */
interface Tag {
  /** Null: a comment. */
  name: string | null;
  isEnd: boolean;
  /** Nothing is in the element. */
  isEmpty: boolean;
  attributes: PageElement["attributes"];
}

/**
 * Reads HTML that templates of this program have printed: well-formed, and every attribute quoted. What a general parser takes a
 * hundred times longer for.
 */
export function readHtml(html: string): PageNode[] {
  const root: PageElement = { name: "", attributes: {}, children: [], hasBlocks: true };
  const open = [root];
  // A page repeats most of its tags.
  const known = new Map<string, Tag>();
  const tagOf = (text: string) => {
    const tag = known.get(text) ?? readTag(text);
    known.set(text, tag);
    return tag;
  };
  const source = html.replace(RAW, "");
  const addText = (start: number, end: number) => {
    if (end > start) open.at(-1)?.children.push(decode(source.slice(start, end)));
  };
  let textStart = 0;
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at)) {
    addText(textStart, at);
    textStart = at;
    // Nearly half of all tags end the innermost element: nothing else has to be known of them.
    const { name: innermost } = open.at(-1) as PageElement;
    if (open.length > 1 && source.startsWith("</", at) && source.startsWith(`${innermost}>`, at + 2)) {
      open.pop();
      at += innermost.length + 3;
      textStart = at;
      continue;
    }
    TAG.lastIndex = at;
    if (!TAG.test(source)) {
      // A sign of its own.
      addText(at, ++at);
      textStart = at;
      continue;
    }
    textStart = TAG.lastIndex;
    const { name, isEnd, isEmpty, attributes } = tagOf(source.slice(at, textStart));
    at = textStart;
    if (name === null) continue;
    if (isEnd) {
      const opened = open.findLastIndex((one) => one.name === name);
      if (opened > 0) open.length = opened;
      continue;
    }
    const hasBlocks = BLOCKS.has(name);
    const element: PageElement = { name, attributes, children: [], hasBlocks };
    open.at(-1)?.children.push(element);
    // Where an element has blocks already, so have those around it.
    for (let depth = open.length - 1; hasBlocks && open[depth]?.hasBlocks === false; depth--)
      (open[depth] as PageElement).hasBlocks = true;
    if (!isEmpty) open.push(element);
  }
  addText(textStart, source.length);
  return root.children;
}

function readTag(text: string): Tag {
  TAG.lastIndex = 0;
  const [, slash, written, attributes = ""] = TAG.exec(text) ?? [];
  const name = written?.toLowerCase() ?? null;
  return {
    name,
    isEnd: slash === "/",
    isEmpty: name === null || VOID.has(name) || attributes.endsWith("/"),
    attributes: readAttributes(attributes),
  };
}

function readAttributes(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", a, b, c] of text.matchAll(ATTRIBUTE))
    attributes[name.toLowerCase()] = decode(a ?? b ?? c ?? "");
  return attributes;
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
