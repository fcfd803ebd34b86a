import type { Mark } from "../../../model/marks.js";

const THING = "(?:outage|incident|impact|disruption|degradation|issue|problem|fault|failure)s?";
/** In characters: a row states its mark at its start. */
const MAX_TEXT_LENGTH = 300;
const BE =
  "(?:\\s(?:is|was|were|are|has been|have been|been|fully|now|marked as|marked|and|officially|first|initially))*";

/**
 * The phrases that give a row its mark. Left out because they leave it open: "alert fired" and "reported" (who noticed?), "rolled
 * back", "fix deployed", "repaired" and "recovered" (for most, or for all?), "incident closed" (only the paperwork).
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

/** A sentence with a negation, a doubt, an attempt, or about a part only gives no mark. */
const NO_STATEMENT =
  /\b(?:not|never|no|cannot|yet|until|before|un\w+|partial\w*|partly|mostly|some|should|would|could|might|may|appear\w*|seem\w*|believe[sd]?|thought|think\w*|assum\w*|suspect\w*|expect\w*|try\w*|tries|tried|attempt\w*|trying|if|whether|to be|another|other|similar|related|unrelated|previous|prior|false\w*|incorrect\w*|potential\w*|possibl\w+|possible|probabl\w+|likely|nearly|almost|later|retro\w*)\b|n't\b|\?/;

/** The mark that the text of a row states, or undefined. "Incident begins" comes last: it often means that it was declared. */
export function markInText(text: string): Mark | undefined {
  const plain = text
    .slice(0, MAX_TEXT_LENGTH)
    .toLowerCase()
    .replace(/[’']/g, "'")
    .replace(/[*_`"“”]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return sentencesOf(plain)
    .filter((sentence) => !NO_STATEMENT.test(sentence))
    .map((sentence) => PHRASES.find(([, phrase]) => phrase.test(sentence))?.[0])
    .find((mark) => mark !== undefined);
}

function sentencesOf(text: string): string[] {
  return text.split(/[.;!] |, (?:but|while|although) |(?<=[.;!])$/).map((sentence) => sentence.trim());
}

/**
 * The mark that each row keeps: every mark but `relapsed` stands once. Rows at different times that state the same mark all lose
 * it; of rows at the same time the first keeps it.
 * @param rows the mark that each row states, and its time as any text that tells two times apart
 */
export function settleMarks(rows: readonly { stated: Mark | undefined; time: string }[]): (Mark | undefined)[] {
  const times = new Map<Mark, Set<string>>();
  for (const { stated, time } of rows) if (stated) times.set(stated, (times.get(stated) ?? new Set()).add(time));
  const given = new Set<Mark>();
  return rows.map(({ stated }) => {
    if (stated === undefined || stated === "relapsed") return stated;
    if ((times.get(stated)?.size ?? 0) > 1 || given.has(stated)) return undefined;
    given.add(stated);
    return stated;
  });
}
