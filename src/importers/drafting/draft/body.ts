import type { Heading, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { applyEdits } from "../../../edit/apply-edits.js";
import type { Edit } from "../../../model/diagnostic.js";
import type { ConfigData } from "../../../model/schema-types.js";
import { type SectionKey, sameHeading, sectionHeading } from "../../../model/sections.js";
import { type HeadingRole, roleOfHeading } from "../../reading/outline/heading-role.js";
import { type LinkTarget, linkEdits } from "./links.js";
import { withoutContainers } from "./without-containers.js";

/** The required sections that old documents have under other names. */
const SECTIONS: Partial<Record<HeadingRole, SectionKey>> = {
  summary: "summary",
  impact: "impact",
  detection: "detection",
  lessons: "lessons",
};

/**
 * The text of a draft: headings from the second level on, the first of each required section under the collection's name
 * for it, links that lead to something, and no container but `:::internal`. All else stays as it is written.
 */
export function draftBody(text: string, config: ConfigData, targetOf: (url: string) => LinkTarget): string {
  const { markdown, tree } = withoutContainers(text);
  const links = linkEdits(markdown, tree, targetOf);
  const headings = headingEdits(markdown, tree, config);
  const within = (a: Edit, others: readonly Edit[]) =>
    others.some(({ start, end }) => start <= a.start && a.end <= end);
  // A section that gets another name loses its links with it; a line break within a link goes with the link.
  const kept = links.filter((link) => !within(link, headings));
  return applyEdits(markdown, [[...headings.filter((edit) => !within(edit, kept)), ...kept]]).text;
}

function headingEdits(markdown: string, tree: Root, config: ConfigData): Edit[] {
  const headings = tree.children.filter((node): node is Heading => node.type === "heading");
  const top = headings[0]?.depth ?? 2;
  const depths = new Map(headings.map((node) => [node, Math.min(6, Math.max(2, node.depth - top + 2))]));
  const named = sectionNames(
    headings.filter((node) => depths.get(node) === 2),
    config,
  );
  return headings.flatMap((node) => {
    const depth = depths.get(node) ?? 2;
    const name = named.get(node);
    return name === undefined && depth === node.depth ? [] : headingEdit(markdown, node, "#".repeat(depth), name);
  });
}

/** A heading underlined with `=` or `-` gets the form with `#`. */
function headingEdit(markdown: string, node: Heading, marks: string, name: SectionName | undefined): Edit[] {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  // "Detection" does not promise to say why it was late: what it was called stays.
  const before = name?.key === "detection" ? `${marks} ${name.title}\n\n${marks}#` : marks;
  const own = /^#+/.exec(markdown.slice(start, end))?.[0];
  if (name !== undefined && name.key !== "detection") return [{ start, end, text: `${marks} ${name.title}` }];
  if (own !== undefined) return [{ start, end: start + own.length, text: before }];
  const textEnd = (node.children.at(-1) as RootContent | undefined)?.position?.end.offset ?? start;
  const breaks = [...markdown.slice(start, textEnd).matchAll(/[ \t]*\n[ \t]*/g)];
  return [
    { start, end: start, text: `${before} ` },
    ...breaks.map(({ 0: found, index }) => ({ start: start + index, end: start + index + found.length, text: " " })),
    { start: textEnd, end, text: "" },
  ];
}

interface SectionName {
  key: SectionKey;
  title: string;
}

/** Which headings get the name of a required section, unless a heading has that name already. */
function sectionNames(headings: readonly Heading[], config: ConfigData): Map<Heading, SectionName> {
  const names = new Map<Heading, SectionName>();
  for (const [role, key] of Object.entries(SECTIONS)) {
    const title = sectionHeading(key, config);
    if (headings.some((node) => sameHeading(textOf(node), title))) continue;
    const heading = headings.find((node) => roleOfHeading(textOf(node)) === role);
    if (heading) names.set(heading, { key, title });
  }
  return names;
}
