import type { Mark } from "../../../model/marks.js";

const THING = "(?:outage|incident|impact|disruption|degradation|issue|problem|fault|failure)s?";
const BE =
  "(?:\\s(?:is|was|were|are|has been|have been|been|fully|now|marked as|marked|and|officially|first|initially))*";

/**
 * What a row must say, in so many words, to carry a mark. Left out on purpose, as they need judgement: "alert fired" and "reported"
 * (who noticed?), "rolled back", "fix deployed", "repaired" and "recovered" (for most, or whole?), "incident closed" (the paper work).
 */
const PHRASES: readonly (readonly [Mark, RegExp])[] = [
  [
    "introduced",
    /\b(?:bug|fault|defect|regression|error|misconfiguration|vulnerability)(?: (?:is|was|were))? introduced\b/,
  ],
  ["introduced", /\bintroduc(?:es|ed|ing) (?:the|a) (?:bug|fault|defect|regression|misconfiguration|vulnerability)\b/],
  [
    "declared",
    /\b(?:incident|outage|sev[ -]?\d|p[0-4])(?: (?:is|was|officially))? declared\b(?! (?:mitigated|resolved|over|closed|as))/,
  ],
  ["declared", /\bdeclar(?:es|ed|ing) (?:an? |the )?(?:\w{1,12} )?(?:incident|outage|sev[ -]?\d)\b/],
  [
    "began",
    /\b(?:outage|impact|disruption|degradation|fault|failure) (?:begins|began|starts|started|occurs|occurred)\b/,
  ],
  ["began", /^(?:start|beginning) of (?:the )?(?:outage|impact|disruption|degradation)\b/],
  ["detected", new RegExp(`\\b${THING}${BE} detected\\b`)],
  ["detected", /^(?:first |initially )?detected\b/],
  ["detected", /^(?:time of )?detection\b\W*$/],
  ["notified", /\b(?:customers|users|tenants|subscribers)(?: (?:are|were|have been))? notified\b/],
  [
    "diagnosed",
    /\broot cause(?: (?:is|was|has been))? (?:identified|found|determined|discovered|confirmed|established)\b/,
  ],
  [
    "diagnosed",
    /\b(?:identif(?:ies|ied)|finds|found|determin(?:es|ed)|discover(?:s|ed)|confirm(?:s|ed)) (?:the )?root cause\b/,
  ],
  ["mitigated", new RegExp(`\\b${THING}${BE} mitigated\\b`)],
  ["mitigated", /^mitigated\b/],
  ["resolved", new RegExp(`\\b${THING}${BE} resolved\\b`)],
  ["resolved", /^(?:fully )?resolved\b/],
  ["resolved", /\b(?:outage|impact|disruption|degradation) (?:ends|ended|is over|was over)\b/],
  ["relapsed", new RegExp(`\\b${THING} (?:recurs|recurred|reoccurs|reoccurred|returns|returned|relapses|relapsed)\\b`)],
  ["began", /\bincident (?:begins|began|starts|started)\b/],
];

/** Words that take a statement back, put it off or say it of a part: a row with one of them carries no mark. */
const DOUBT =
  /\b(?:not|never|no|cannot|yet|until|before|un\w+|partial\w*|partly|mostly|some|should|would|could|might|may|appear\w*|seem\w*|believe[sd]?|thought|think\w*|assum\w*|suspect\w*|expect\w*|try\w*|tries|tried|attempt\w*|trying|if|whether|to be|another|other|similar|related|unrelated|previous|prior|false\w*|incorrect\w*|potential\w*|possibl\w+|possible|probabl\w+|likely|nearly|almost|later|retro\w*)\b|n't\b|\?/;

/** The mark that the text of a row says it is, or undefined. "Incident begins" counts last: it often means that it was declared. */
export function markSaid(text: string): Mark | undefined {
  const said = text
    .slice(0, 300)
    .toLowerCase()
    .replace(/[’']/g, "'")
    .replace(/[*_`"“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return sentencesOf(said)
    .filter((sentence) => !DOUBT.test(sentence))
    .map((sentence) => PHRASES.find(([, phrase]) => phrase.test(sentence))?.[0])
    .find((mark) => mark !== undefined);
}

function sentencesOf(text: string): string[] {
  return text.split(/[.;!] |, (?:but|while|although) |(?<=[.;!])$/).map((sentence) => sentence.trim());
}

/**
 * Which of the marks that rows say may stand: every mark but `relapsed` once. Where two rows at different times say the same,
 * the text does not tell which of them it is, and neither gets it; at the same time, the first one does.
 * @param rows what each row says, and its time in any form that tells two times apart
 */
export function settleMarks(rows: readonly { said: Mark | undefined; time: string }[]): (Mark | undefined)[] {
  const times = new Map<Mark, Set<string>>();
  for (const { said, time } of rows) if (said) times.set(said, (times.get(said) ?? new Set()).add(time));
  const given = new Set<Mark>();
  return rows.map(({ said }) => {
    if (said === undefined || said === "relapsed") return said;
    if ((times.get(said)?.size ?? 0) > 1 || given.has(said)) return undefined;
    given.add(said);
    return said;
  });
}
