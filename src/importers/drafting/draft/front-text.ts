import { Document, isMap, isSeq } from "yaml";
import { filled } from "../../../model/values/blank.js";

/** Lists whose entries stand on one line each, as authors write them. */
const ON_ONE_LINE = ["authors", "services", "timeline", "sources"];
const BLANKS = ["violated_invariants", "detection", "unclear_contracts", "missing_evidence"];

/** The front matter as YAML, with comments above it. */
export function frontText(data: Record<string, unknown>, comments: readonly string[]): string {
  const document = new Document(data, { aliasDuplicateObjects: false });
  for (const key of ON_ONE_LINE) {
    const list = document.get(key, true);
    if (isSeq(list)) for (const item of list.items) onOneLine(item);
    if (isSeq(list) && key === "authors") list.flow = true;
  }
  for (const key of BLANKS) if (filled(data[key]) === undefined) onOneLine(document.get(key, true));
  for (const key of ["delay", "by", "why_delayed", "cites"]) onOneLine(document.getIn(["detection", key], true));
  const yaml = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  const lines = comments.map((comment) => `# ${comment.replace(/[\r\n\u0085\u2028\u2029]+/g, " ").trim()}\n`);
  return `---\n${lines.join("")}${yaml}---\n`;
}

function onOneLine(node: unknown): void {
  if (isMap(node) || isSeq(node)) node.flow = true;
}
