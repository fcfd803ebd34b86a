import { Document, isCollection, isSeq } from "yaml";

/**
 * One field of front matter as lines of YAML: entries of a list on a line each, everything else on the line of its key.
 * Texts are quoted where they have to be.
 */
export function yamlField(name: string, value: unknown): string[] {
  const document = new Document({ [name]: value });
  const node = document.get(name);
  const entries = isSeq(node) && node.items.some(isCollection);
  if (isCollection(node) && !entries) node.flow = true;
  if (entries) for (const item of node.items) if (isCollection(item)) item.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd().split("\n");
}
