const SKIPPED_OR_SPACE =
  /(<(pre|code|script|style|textarea|title|desc|text)\b[\s\S]*?<\/\2>|<[^>]*>)|(?<=\d) (?=(?:h|min|s|ms|days?|KB|MB|GB)(?![\w-]))| (?=· )/g;

/** HTML in which no line breaks between a number and its unit, or begins with a separator. Tags, code and the texts of charts stay as they are. */
export function withNoBreakSpaces(html: string): string {
  return html.replace(SKIPPED_OR_SPACE, (_, skipped: string | undefined) => skipped ?? "\u00a0");
}
