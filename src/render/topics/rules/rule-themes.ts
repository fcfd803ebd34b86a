/** What the rules of the validator are about, in the order in which pages show them: an id, or the start of ids with `*`. */
const THEMES: readonly { title: string; text: string; rules: readonly string[] }[] = [
  {
    title: "The form of files",
    text: "What every file must be before anything else can be said of it.",
    rules: [
      "yaml-syntax",
      "document-limit",
      "conflict-marker",
      "lfs-pointer",
      "misplaced-file",
      "cut-scalar",
      "control-character",
      "unknown-container",
      "raw-html",
      "old-form",
      "schema",
      "id-format",
      "duplicate-id",
      "date-of-id",
      "field-order",
      "title-length",
      "measure-form",
    ],
  },
  {
    title: "What a document must say",
    text: "What a published postmortem or drill holds, and in which sections.",
    rules: [
      "required-*",
      "answers-blank",
      "misplaced-value",
      "section-order",
      "empty-section",
      "placeholder-text",
      "status-deadline",
      "published-edit",
      "published-removed",
      "archived-recent",
      "copied-document",
      "possible-duplicate",
    ],
  },
  {
    title: "Times",
    text: "That times agree with each other.",
    rules: ["timeline-order", "mark-order", "range-order", "detection-delay", "recovery-clock", "impossible-date"],
  },
  {
    title: "Links between things",
    text: "That what is named exists, and that links lead somewhere.",
    rules: [
      "unknown-reference",
      "reference-case",
      "broken-link",
      "orphan-entry",
      "same-statement",
      "affects-reach",
      "recurrence-*",
    ],
  },
  {
    title: "Evidence and sources",
    text: "That what is claimed can be followed to where it comes from.",
    rules: ["uncited", "evidence-*"],
  },
  {
    title: "Missing evidence",
    text: "That a gap is named, leads to an action, and closes only with proof.",
    rules: ["unknown-without-gap", "gap-*", "proven-by-itself"],
  },
  {
    title: "Response steps",
    text: "That the record tells what became of every step.",
    rules: ["choreography-*"],
  },
  { title: "Recovery objectives", text: "That targets are measured and breaches answered.", rules: ["objective-*"] },
  {
    title: "Degradation policies",
    text: "That what fails without its dependency was declared, and tested.",
    rules: ["degradation-*", "policy-*"],
  },
  {
    title: "Invariants",
    text: "That what must always hold is checked by something that exists.",
    rules: ["checked-by-missing", "unchecked-invariant"],
  },
  {
    title: "Other repositories",
    text: "That what other repositories hold is named soundly, and changes in the open.",
    rules: ["source-*"],
  },
  { title: "Contracts", text: "That what was misread is made clear.", rules: ["contract-*"] },
  { title: "Drills", text: "That scenarios are run, with both of their halves.", rules: ["drill-*", "scenario-*"] },
  { title: "Actions", text: "That what was promised has an owner, a day and an end.", rules: ["action-*"] },
  {
    title: "Words and secrets",
    text: "That a text blames nobody, and gives nothing away.",
    rules: ["blameless-language", "personal-data", "reads-as-internal", "secret", "withheld-from-public"],
  },
  {
    title: "The check itself",
    text: "That what was accepted for a time does not stay for ever.",
    rules: ["suppression-*", "baseline-*"],
  },
];

export interface RuleTheme<T> {
  title: string;
  text: string;
  rules: T[];
}

/** The rules under their themes, in the order of the themes. What no theme names comes last, so that no rule is lost. */
export function byTheme<T extends { id: string }>(rules: readonly T[]): RuleTheme<T>[] {
  const left = new Set(rules);
  const themes = THEMES.map(({ title, text, rules: patterns }) => {
    const of = patterns.flatMap((pattern) => [...left].filter(({ id }) => matches(id, pattern)));
    for (const rule of of) left.delete(rule);
    return { title, text, rules: of };
  });
  return [...themes, { title: "Others", text: "What belongs to no theme.", rules: [...left] }].filter(
    (theme) => theme.rules.length > 0,
  );
}

function matches(id: string, pattern: string): boolean {
  return pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern;
}
