import { type CutScalar, cutScalars } from "../parse/cut-scalars.js";
import { splitFrontMatter } from "../parse/front-matter.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { memoize } from "../util/memoize.js";

/** The scalars in a file's YAML that a `#` cuts off, by offsets in the file. */
export const cutScalarsOf: (parsed: ParsedFile) => readonly CutScalar[] = memoize(({ file, source }: ParsedFile) => {
  const { role } = file;
  if (role === "config" || role === "catalog") return cutScalars(source.text);
  if (role !== "postmortem" && role !== "drill") return [];
  const { yaml } = splitFrontMatter(source);
  if (yaml === undefined) return [];
  const move = ({ start, end }: { start: number; end: number }) => ({
    start: start + yaml.start,
    end: end + yaml.start,
  });
  return cutScalars(source.text.slice(yaml.start, yaml.end)).map(({ scalar, comment, tookBracket }) => ({
    scalar: move(scalar),
    comment: move(comment),
    tookBracket,
  }));
});
