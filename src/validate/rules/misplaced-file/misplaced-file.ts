import { FILE_START } from "../../../model/place.js";
import { placedAs } from "../../placed-as.js";
import { defineRule, filesOf } from "../../rule.js";

/** Every document lies where it is read, as what it is. */
export const misplacedFile = defineRule({
  id: "misplaced-file",
  severity: "error",
  *check(context) {
    const isRead = context.files.some(
      ({ parsed, schema }) => parsed.file.role === "config" && schema.data !== undefined,
    );
    const isAboutKnown = isRead && !context.lost.has("site");
    for (const { parsed } of filesOf(context)) {
      const { file, path } = parsed;
      // Only inquest.yaml says which file is the about page.
      const mayBeAbout = !isAboutKnown && /^[^/]+\.m\w+$/i.test(path);
      if (file.role === "stray" && !mayBeAbout)
        yield { file: path, place: FILE_START, message: file.message, hint: file.hint };
      const is = placedAs(parsed);
      if (is === null) continue;
      const [from, to, expected, found] =
        is === "postmortem"
          ? ["drills", "incidents", "a drill", "a postmortem"]
          : ["incidents", "drills", "a postmortem", "a drill"];
      const target = path.replace(new RegExp(`^${from}/`), `${to}/`);
      yield {
        file: path,
        place: FILE_START,
        message: `Expected ${expected} in ${from}/, found ${found}`,
        hint: `Move it to ${target}`,
      };
    }
  },
});
