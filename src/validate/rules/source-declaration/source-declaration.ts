import { readSourceUrl } from "../../../model/repository-source.js";
import { defineRule, filesOf } from "../../rule.js";

/** Every source has a name of its own, and an address from which git may fetch. */
export const sourceDeclaration = defineRule({
  id: "source-declaration",
  severity: "error",
  *check(context) {
    const config = filesOf(context).find(({ parsed }) => parsed.file.role === "config");
    if (config === undefined) return;
    const { path: file, places, data } = config.parsed;
    const { sources } = (data ?? {}) as { sources?: unknown };
    if (!Array.isArray(sources)) return;
    const first = new Map<string, object>();
    for (const source of sources) {
      if (typeof source !== "object" || source === null) continue;
      const { name, url } = source as { name?: unknown; url?: unknown };
      const read = typeof url === "string" ? readSourceUrl(url) : null;
      // The line may hold a password even where something else is wrong with it.
      const hideSource = read !== null && "fault" in read;
      if (typeof name === "string") {
        const earlier = first.get(name);
        if (earlier === undefined) first.set(name, source);
        else {
          const { line, column } = places.value(earlier, "name");
          yield {
            file,
            place: places.value(source, "name"),
            message: `Duplicate name ${JSON.stringify(name)} of a source`,
            hint: "Give one of the two another name: ids that start with @ would be uncertain",
            related: [{ file, line, column, message: "first declared here" }],
            hideSource,
          };
        }
      }
      if (read !== null && "fault" in read)
        yield { file, place: places.value(source, "url"), message: read.fault, hint: read.hint, hideSource };
    }
  },
});
