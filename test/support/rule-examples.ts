import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import type { RawFile } from "../../src/model/raw-file.js";
import { type CheckOptions, check } from "../../src/pipeline.js";
import { parseMemo } from "../../src/session/parse-memo.js";

const BASE = fileURLToPath(new URL("../../templates/scaffold/collection/", import.meta.url));
const INCIDENT = "incidents/2026-03-14-stale-grants-after-forced-rollout.md";
const DRILL = "drills/2026-05-20-policy-lag-eu-west.md";

/** Most files of one example are those of the one before. */
const parse = parseMemo();

/** A fenced block of a rule's doc: ```yaml incidents/other.md */
export interface Fence {
  language: string;
  meta: string;
  text: string;
}

/** The fenced blocks of each section of a rule's doc, by the section's heading. */
export function fencesOf(doc: string): Map<string, Fence[]> {
  const sections = new Map<string, Fence[]>();
  let heading = "";
  for (const [, title, language, meta, text] of doc.matchAll(/^## (.*)$|^ *```(\w+) ?([^\n]*)\n([\s\S]*?)^ *```$/gm)) {
    if (title !== undefined) heading = title;
    else
      sections.set(heading, [
        ...(sections.get(heading) ?? []),
        { language: language ?? "", meta: meta ?? "", text: text ?? "" },
      ]);
  }
  return sections;
}

/**
 * The collection that `init` writes, in a new folder, with the blocks put into it. A block of YAML replaces the fields
 * that it names: of the example postmortem, of the document or file that the block names (a new document starts as a
 * copy of the example), or, marked `committed`, of the version that git holds, of the example or of the file named after that. A block of Markdown replaces the sections
 * that it names, or marked `body` the whole body. Any other block is a file.
 */
export function exampleFolder(fences: readonly Fence[]): { root: string; request: CheckOptions } {
  const root = mkdtempSync(join(tmpdir(), "inquest-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(BASE, root, { recursive: true });
  const committed = fences.filter(({ meta }) => /^committed\b/.test(meta));
  const isCommitted = (fence: Fence) => committed.includes(fence);
  if (committed.length > 0) {
    const pathOf = ({ meta }: Fence) => meta.slice("committed ".length) || INCIDENT;
    for (const fence of committed) put(root, { ...fence, meta: pathOf(fence) });
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "one");
    for (const fence of committed) rmSync(join(root, pathOf(fence)));
    cpSync(BASE, root, { recursive: true });
  }
  for (const fence of fences) if (!isCommitted(fence)) put(root, fence);
  const path = join(root, "baseline.json");
  const baseline: RawFile | null = existsSync(path)
    ? { path: "baseline.json", file: { role: "baseline" }, bytes: readFileSync(path) }
    : null;
  return {
    root,
    request: {
      now: "2026-11-23",
      today: null,
      asPublished: false,
      baseline,
      changedSince: null,
      parse,
      findDuplicates: true,
    },
  };
}

/** What `check` says of the example with the blocks put into it. */
export async function checkExample(fences: readonly Fence[]): Promise<Diagnostic[]> {
  const { root, request } = exampleFolder(fences);
  return (await check(root, { ...request, forPublic: true })).diagnostics;
}

function put(root: string, { language, meta, text }: Fence): void {
  const path = meta === "" || meta === "body" ? INCIDENT : meta;
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  const isDocument = /^(incidents|drills)\/.*\.md$/.test(path);
  if (!existsSync(target) && isDocument) cpSync(join(root, path.startsWith("drills/") ? DRILL : INCIDENT), target);
  const before = existsSync(target) ? readFileSync(target, "utf8") : "";
  if (meta === "body")
    writeFileSync(
      target,
      before.replace(/^(---\n[\s\S]*?^---\n)[\s\S]*$/m, (_, yaml) => `${yaml}\n${text}`),
    );
  else if (language === "markdown") writeFileSync(target, withSections(before, text));
  else if (language === "yaml" && isDocument) {
    const [, yaml = "", body = ""] = /^---\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(before) ?? [];
    writeFileSync(target, `---\n${withFields(yaml, text)}---\n${body}`);
  } else if (language === "yaml") writeFileSync(target, withFields(before, text));
  else writeFileSync(target, text);
}

const FIELD = /^(?=[a-z_]+:)/m;
const nameOf = (block: string) => /^([a-z_]+):/.exec(block)?.[1];

/** YAML with the top-level fields of `change` in place of its own. */
function withFields(yaml: string, change: string): string {
  const names = new Set(change.split(FIELD).map(nameOf));
  const kept = yaml.split(FIELD).filter((block) => nameOf(block) === undefined || !names.has(nameOf(block)));
  return kept.join("") + change;
}

const SECTION = /^(?=#{1,6} )/m;
const headingOf = (block: string) => /^#+ (.*)/.exec(block)?.[1];

/** Markdown with the sections of `change` in place of those with the same heading; others are added at the end. */
function withSections(markdown: string, change: string): string {
  const blocks = markdown.split(SECTION);
  for (const block of change.split(SECTION)) {
    const at = blocks.findIndex((one) => headingOf(one) !== undefined && headingOf(one) === headingOf(block));
    if (at >= 0) blocks[at] = `${block.trimEnd()}\n\n`;
    else blocks.push(`\n${block}`);
  }
  return blocks.join("");
}
