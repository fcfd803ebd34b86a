import { Document, isMap, isScalar, isSeq } from "yaml";

/** A scalar, a small map or a small list as YAML on one line, quoted where it must be: `{id: E1, file: a.txt}`. */
export function inlineYaml(value: unknown): string {
  const document = new Document(value);
  if (isMap(document.contents) || isSeq(document.contents)) document.contents.flow = true;
  if (isScalar(document.contents)) {
    // Within braces more has to be quoted than on a line of its own.
    const within = inlineYaml({ value });
    return within.slice("{value: ".length, -1);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trimEnd();
}
