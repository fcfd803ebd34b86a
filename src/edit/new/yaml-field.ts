import { Document, isCollection, isSeq } from "yaml";

/**
 * Formats a front matter field as lines of YAML: each list entry on its own line, everything else on the line of its key.
 * Strings are quoted if necessary.
 */
export function yamlField(name: string, value: unknown): string[] {
  const document = new Document({ [name]: value });
  const node = document.get(name);
  const entries = isSeq(node) && node.items.some(isCollection);
  if (isCollection(node) && !entries) node.flow = true;
  if (entries) for (const item of node.items) if (isCollection(item)) item.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().split("\n");
}
