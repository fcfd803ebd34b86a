import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import GithubSlugger from "github-slugger";
import { expect, test } from "vitest";
import { schemaReadme } from "../../src/dev/schema-readme.js";
import { formats } from "../../src/model/formats.js";

const FOLDER = new URL("../../schema/", import.meta.url);
const readme = readFileSync(new URL("README.md", FOLDER), "utf8");

test("the tables of schema/README.md are those of the schemas: else run npm run generate", () => {
  expect(schemaReadme(readme, FOLDER)).toBe(readme);
});

test("its links lead to headings and files that exist", () => {
  const slugger = new GithubSlugger();
  const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => slugger.slug(text));
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, to = ""]) => to);
  expect(links.length).toBeGreaterThan(50);
  const leadsNowhere = (to: string) =>
    to.startsWith("#") ? !headings.includes(to.slice(1)) : !existsSync(new URL(to, FOLDER));
  expect(links.filter(leadsNowhere)).toEqual([]);
});

test("every example of a field is one that the field accepts", () => {
  const ajv = new Ajv2020({
    allErrors: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    formats,
  });
  const schemas = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".schema.json"))
    .map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as { $id: string });
  for (const schema of schemas) ajv.addSchema(schema);
  const refused: unknown[] = [];
  let tried = 0;
  const visit = (node: unknown, id: string, pointer: string): void => {
    if (typeof node !== "object" || node === null) return;
    if ("examples" in node && Array.isArray(node.examples) && pointer !== "") {
      const validate = ajv.getSchema(`${id}#${pointer}`);
      for (const example of node.examples) {
        tried += 1;
        if (validate?.(example) !== true) refused.push([id, pointer, example, validate?.errors]);
      }
    }
    for (const [key, value] of Object.entries(node)) {
      const isData = ["examples", "enum", "const"].includes(key) && !pointer.endsWith("/properties");
      if (!isData) visit(value, id, `${pointer}/${key}`);
    }
  };
  for (const schema of schemas) visit(schema, schema.$id, "");
  expect(refused).toEqual([]);
  expect(tried).toBeGreaterThan(200);
});

test("the smallest postmortem of the README is the one of a project, of at most 15 lines and without a blank", () => {
  const path = "../projects/first-postmortem/incidents/2026-05-11-paid-orders-shown-as-unpaid.md";
  const front = readFileSync(new URL(path, import.meta.url), "utf8").split("---\n")[1] ?? "";
  const readme = readFileSync(new URL("../../schema/README.md", import.meta.url), "utf8");
  expect(readme).toContain(`\`\`\`yaml\n${front}\`\`\`\n`);
  expect(front.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
  expect(front).not.toMatch(/unknown:|unpublished:|not_applicable:|none:/);
});
