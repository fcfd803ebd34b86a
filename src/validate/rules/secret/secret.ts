import { defineRule, filesOf, type RuleProblem } from "../../rule.js";
import { findSecrets } from "../../text/secret-search.js";
import { mayHoldSecret } from "../../text/secret-signs.js";

/** Something that opens a door: a token, a private key, a password in an address. What it is never shows. */
export const secret = defineRule({
  id: "secret",
  severity: "error",
  async check(context) {
    if (context.collection.config.rules?.secret === "off") return [];
    const suspects = filesOf(context).map(({ parsed }) => parsed.source);
    const found = await findSecrets(suspects.filter(({ text }) => mayHoldSecret(text)));
    return found.map(({ source, start, end, name }): RuleProblem => {
      return {
        file: source.path,
        place: source.place(start, end),
        message: `Expected no secret, found ${name}`,
        hint: "Revoke it first: git keeps it, whatever you write here. Then write a name or a few letters of it instead",
        hideSource: true,
      };
    });
  },
});
