/** Collects the docs of all rules in `dist/rule-docs.json`: one file instead of one per rule in the package. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const RULES = new URL("../../src/validate/rules/", import.meta.url);

const docs = readdirSync(RULES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, doc: new URL(`${name}/${name}.md`, RULES) }))
  .filter(({ doc }) => existsSync(doc))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .map(({ name, doc }) => [name, readFileSync(doc, "utf8")]);
writeFileSync(new URL("../rule-docs.json", import.meta.url), JSON.stringify(Object.fromEntries(docs)));
