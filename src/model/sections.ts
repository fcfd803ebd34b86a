import type { ConfigData } from "./schema-types.js";

export type SectionKey = keyof NonNullable<ConfigData["sections"]>;

const DEFAULTS: Record<SectionKey, string> = {
  summary: "Summary",
  impact: "Impact",
  invariant: "Which invariant was violated",
  detection: "Why detection was delayed",
  contract: "Which contract lacked clarity",
  evidence: "What evidence was missing",
  lessons: "Lessons",
  hypothesis: "Hypothesis",
  happened: "What happened",
  surprises: "What surprised us",
};

const USUAL: Record<"postmortem" | "drill", readonly SectionKey[]> = {
  postmortem: ["summary", "impact", "invariant", "detection", "contract", "evidence", "lessons"],
  drill: ["hypothesis", "happened", "surprises", "lessons"],
};

/** Sections that say more about an answer, which stands as a field. */
const OPTIONAL: ReadonlySet<SectionKey> = new Set<SectionKey>(["invariant", "detection", "contract", "evidence"]);

/** The headings of the sections that a kind of document usually has, in their order, as the collection names them. */
export function usualHeadings(type: "postmortem" | "drill", config: Pick<ConfigData, "sections">): string[] {
  return USUAL[type].map((key) => sectionHeading(key, config));
}

/** The headings of the sections that it must have once published. */
export function requiredHeadings(type: "postmortem" | "drill", config: Pick<ConfigData, "sections">): string[] {
  return USUAL[type].filter((key) => !OPTIONAL.has(key)).map((key) => sectionHeading(key, config));
}

/** The heading of a section, as the collection names it. */
export function sectionHeading(key: SectionKey, config: Pick<ConfigData, "sections">): string {
  return config.sections?.[key] ?? DEFAULTS[key];
}

/** What a section is usually called whose heading the collection has renamed; null where it has not. */
export function usualNameOf(heading: string, { sections }: Pick<ConfigData, "sections">): string | null {
  const key = (Object.keys(DEFAULTS) as SectionKey[]).find((one) => sections?.[one] === heading);
  return key === undefined ? null : DEFAULTS[key];
}

/** The headings of the sections that a postmortem may leave out, as the collection names them. */
export function optionalHeadings(config: Pick<ConfigData, "sections">): string[] {
  return [...OPTIONAL].map((key) => sectionHeading(key, config));
}

/** Whether two headings are the same but for case, spacing and a final mark. */
export function sameHeading(a: string, b: string): boolean {
  return a === b || plainHeading(a) === plainHeading(b);
}

/** Most documents have the same headings, and each is compared with every usual one. */
const PLAIN_HEADINGS = new Map<string, string>();
const MAX_PLAIN_HEADINGS = 1000;

function plainHeading(text: string): string {
  const known = PLAIN_HEADINGS.get(text);
  if (known !== undefined) return known;
  const plain = text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[?:.]$/, "")
    .toLowerCase();
  if (PLAIN_HEADINGS.size >= MAX_PLAIN_HEADINGS) PLAIN_HEADINGS.clear();
  PLAIN_HEADINGS.set(text, plain);
  return plain;
}
