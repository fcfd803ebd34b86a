import { isDeviceName } from "../../../model/document-id.js";
import { isSameRepository, readSourceUrl } from "../../../model/repository-source.js";
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
    const message = context.sources?.lockFault ?? null;
    if (message !== null)
      yield {
        file,
        place: places.key(data as object, "sources"),
        message,
        hint: "Run inquest update, which writes it again, and commit it",
      };
    const first = new Map<string, object>();
    const repositories: { source: object; url: string; folder: unknown }[] = [];
    for (const source of sources) {
      if (typeof source !== "object" || source === null) continue;
      const { name, url, folder } = source as { name?: unknown; url?: unknown; folder?: unknown };
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
      if (typeof name === "string" && isDeviceName(name))
        yield {
          file,
          place: places.value(source, "name"),
          message: `${JSON.stringify(name)} is the name of a device in Windows, where no folder can be called so`,
          hint: "Give the source another name",
          hideSource,
        };
      const same = repositories.find(
        (one) => typeof url === "string" && isSameRepository(one.url, url) && one.folder === folder,
      );
      if (same) {
        const { line, column } = places.value(same.source, "url");
        yield {
          file,
          place: places.value(source, "url"),
          message: "The same repository is a source twice, so all that it holds would count twice",
          hint: "Remove one of the two, or give each the folder of another collection",
          related: [{ file, line, column, message: "first declared here" }],
          hideSource,
        };
      } else if (typeof url === "string") repositories.push({ source, url, folder });
      if (read !== null && "fault" in read)
        yield { file, place: places.value(source, "url"), message: read.fault, hint: read.hint, hideSource };
    }
  },
});
