import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { importers } from "../src/importers/index.js";
import { reporters } from "../src/reporters/index.js";
import { rules } from "../src/validate/rules/index.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const MAX_LINES = 15;

const GENERATED = /^(?:src\/model\/schema-types\.ts|schema\/(?:data|output)\/)/;

/** Collections that the program writes: who adds a thing need not use it in them. */
const CONTENT = /^templates\/scaffold\/(?:collection|demo)\//;

/** Every guide with a pattern of its example, in the paths and texts of the files that it touches, and how many those may be. */
const GUIDES: readonly { title: string; example: RegExp; max: number }[] = [
  { title: "A rule", example: /\brecurrence-order\b|\brecurrenceOrder\b/, max: 3 },
  { title: "A measure", example: /\bincidentNumbers\b|export interface IncidentsNumbers/, max: 5 },
  { title: "A page", example: /\bactionsPages\b|^templates\/pages\/actions\/actions\.hbs/, max: 5 },
  {
    title: "A field",
    example: /\b(?:data|record|facts)\.pattern\b|\bPATTERN\b|name: "pattern"|"at-expiry"/,
    max: 8,
  },
  {
    title: "A kind of catalog entry",
    example: /evidence-themes|EvidenceTheme|"has-theme"|to: "theme"/,
    max: 8,
  },
  { title: "An importer", example: /\bicco\b/, max: 3 },
  { title: "An output format", example: /\bjunit\b/, max: 3 },
];

const readme = readFileSync(join(ROOT, "src/README.md"), "utf8");

function guide(title: string): string {
  const [, text] = new RegExp(`^### ${title}\\n\\n([\\s\\S]*?)(?=\\n### |$(?![\\s\\S]))`, "m").exec(readme) ?? [];
  if (text === undefined) throw new Error(`src/README.md has no guide "${title}"`);
  return text.trim();
}

/** The files that the steps of a guide name. */
function filesOf(title: string): string[] {
  const steps = guide(title)
    .split("\n")
    .filter((line) => /^\d+\. /.test(line))
    .map((line) => line.slice(0, line.indexOf(":")));
  return steps.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path)).sort();
}

const sources = ["src", "schema", "templates"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll("\\", "/") : [],
  ),
);

test.each(GUIDES)("the guide for $title names the files where its example stands", ({ title, example, max }) => {
  const files = filesOf(title);
  expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  const touched = sources.filter(
    (path) =>
      path !== "src/README.md" &&
      !path.startsWith("src/guides/") &&
      !GENERATED.test(path) &&
      !CONTENT.test(path) &&
      example.test(`${path}\n${readFileSync(join(ROOT, path), "utf8")}`),
  );
  expect(touched.sort()).toEqual(files);
  expect(files.length).toBeLessThanOrEqual(max);
});

test.each(GUIDES)("the guide for $title is short", ({ title }) => {
  expect(guide(title).split("\n").length).toBeLessThanOrEqual(MAX_LINES);
});

test("the examples are what the guides say", () => {
  expect(rules.map(({ id }) => id)).toContain("recurrence-order");
  expect(importers.map(({ id }) => id)).toContain("icco");
  expect(Object.keys(reporters)).toContain("junit");
});
