import { filesOf, type RuleContext } from "./rule.js";

/** The documents whose body could not be read completely, so that a section may be in the missing part. */
export function filesWithBodyProblems(context: RuleContext): Set<string> {
  const broken = filesOf(context).filter(({ parsed: { body, problems, source } }) => {
    if (body === undefined) return false;
    const start = source.text.length - body.text.length;
    const { line } = source.place(start, start);
    return problems.some(({ place }) => place.line >= line);
  });
  return new Set(broken.map(({ parsed }) => parsed.path));
}
