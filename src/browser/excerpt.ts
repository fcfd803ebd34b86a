const ENTITIES: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
  "&amp;": "&",
};

/** Pagefind's excerpt as text nodes and `mark` elements; other markup stays text. */
export function excerptNodes(html: string): Node[] {
  return html.split(/<mark>([\s\S]*?)<\/mark>/).flatMap((part, index): Node[] => {
    const text = part.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
    if (text === "") return [];
    if (index % 2 === 0) return [document.createTextNode(text)];
    const mark = document.createElement("mark");
    mark.textContent = text;
    return [mark];
  });
}
