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

const REQUIRED: Record<"postmortem" | "drill", readonly SectionKey[]> = {
  postmortem: ["summary", "impact", "invariant", "detection", "contract", "evidence", "lessons"],
  drill: ["hypothesis", "happened", "surprises", "lessons"],
};

/** The headings of the required sections of a kind of document, as the collection names them. */
export function requiredHeadings(type: "postmortem" | "drill", config: Pick<ConfigData, "sections">): string[] {
  return REQUIRED[type].map((key) => sectionHeading(key, config));
}

/** The heading of a section, as the collection names it. */
export function sectionHeading(key: SectionKey, config: Pick<ConfigData, "sections">): string {
  return config.sections?.[key] ?? DEFAULTS[key];
}

/** Whether two headings are the same but for case, spacing and a final mark. */
export function sameHeading(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .replace(/\s+/g, " ")
      .replace(/[?:.]$/, "")
      .toLowerCase();
  return plain(a) === plain(b);
}
