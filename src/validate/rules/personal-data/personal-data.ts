import { defineRule, documentsOf } from "../../rule.js";
import { personalDataIn } from "../../text/personal-data.js";

const HINT: Readonly<Record<string, string>> = {
  "e-mail address": "Name the role, or use an address at example.org",
  "phone number": "Name the role instead",
  "public IP address": "Say whose it is, or use an address for documentation such as 192.0.2.1 or 2001:db8::1",
};

/** What may lead to a person, anywhere in a document: quotes and logs are no exception. What it is does not show in the message. */
export const personalData = defineRule({
  id: "personal-data",
  severity: "warning",
  *check(context) {
    for (const { source } of documentsOf(context)) {
      for (const { what, start, end } of personalDataIn(source.text))
        yield {
          file: source.path,
          place: source.place(start, end),
          message: `Expected no ${what}, found one`,
          hint: HINT[what],
          hideSource: true,
        };
    }
  },
});
