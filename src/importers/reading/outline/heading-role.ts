/** What a section of a postmortem is about, by the words that teams use for it. */
export type HeadingRole =
  | "summary"
  | "impact"
  | "detection"
  | "lessons"
  | "timeline"
  | "actions"
  | "cause"
  | "resolution"
  | "well"
  | "wrong"
  | "lucky"
  | "data";

const ROLES: readonly [HeadingRole, RegExp][] = [
  ["lucky", /^(where|how) (we|did we) (got|get) lucky|^(luck|lucky)$|^near[- ]misses$/],
  ["well", /^(what|things that) (went|worked) (well|right|good)|^what (we did|worked) well|^what worked$|^successes$/],
  [
    "wrong",
    /^(what|things that) (went|was) (wrong|badly|poorly|bad)|^what (didn'?t|did not|could have) (go|gone|work)|^how'?d we do|^what could (be(?! done to (prevent|avoid))|have been|go)|^what we (can|could) (do|improve)/,
  ],
  [
    "timeline",
    /^(the )?(incident |outage |event |full |detailed |complete |rough |approximate |brief |short |response |recovery |investigation |follow[- ]?up )?time[- ]?line\b|^(incident )?chronology|^sequence of events|^key events|^(event|incident) log|^events$|^order of events|^log of events|^log$/,
  ],
  [
    "actions",
    /^(the )?(short[- ]term |long[- ]term |immediate |review |resulting |recommended |proposed |open |remedial |follow[- ]?up )?(action (items|points|plan)|actions(?! taken)|to-?dos?|next steps|follow[- ]?ups?|remediation (items|steps|actions|plan)|remediations?|corrective(( and |\/ ?)prevent(at)?ive)? (actions?|measures?)|prevent(at)?ive(( and |\/ ?)corrective)? (actions?|measures?|steps)|prevention|improvements|follow[- ]up (actions|items|tasks|work)|recommendations|mitigation items|tasks|work items|preventing recurrence|jira (tickets|issues)|tickets)\b|^actions? (to take|to be taken)|^what (are we|we are|will we|we will) (doing|do)|^how (do|will|can) we (prevent|avoid)|^what (can|could) (be done|we do) to (prevent|avoid)|^(future )?(preventions?|prevent(at)?ive work)/,
  ],
  [
    "detection",
    /^(incident |problem |issue )?detection\b|^how (was|were|did|is) (it|this|we|the (issue|incident|problem|outage))( was)? (detect|notic|discover|find|found)|^(time to|how was) (detection|detect)\b|^discovery$|^how we (found|noticed|detected)|^(mean )?time to detect/,
  ],
  [
    "lessons",
    /^(the )?(key )?(lessons?( learn(ed|t|ing)?s?)?|learnings?|take[- ]?aways?|what (did )?we learn(ed|t)?|reflections?)\b/,
  ],
  [
    "summary",
    /^(executive |incident |issue |outage |problem |management |brief |short |high[- ]level )?(summary|overview|synopsis|abstract)\b|^tl;? ?dr\b|^what happened\b|^(incident|issue|problem|event) description$|^in brief$/,
  ],
  [
    "impact",
    /^(the )?(customer |user |business |client |service |operational |incident |user-facing )?(impacts?|effects?)\b|^what was (the impact|affected|impacted)|^(who|what) (was|were) (affected|impacted)|^affected (users|services|customers|systems)|^scope( of (the )?impact)?$|^symptoms?$/,
  ],
  [
    "cause",
    /^(the )?(underlying |primary |likely |probable |technical |blameless |five whys |5 whys )?(root[- ]?causes?|lead[- ]?up|how did (it|this) happen|causes?|triggers?|contributing (factors?|causes?|conditions)|contributors?|fault|5 whys|five whys|analysis|diagnosis|investigation|technical (analysis|details)|background|context)\b|^why (did|was|it) |^what (caused|went on|was the (cause|problem))|^causal/,
  ],
  [
    "resolution",
    /^actions? taken|^(the )?(resolution|recovery|mitigations?|response|incident response|fix|repair|how (was|did) (it|we|this) (fix|resolv|mitigat)|how (it was|we) (fixed|resolved)|solution|remedy)\b|^how (was|were) (it|this|they) (fixed|resolved)/,
  ],
  [
    "data",
    /^(meta(data|[- ]data)?|stats|statistics|metrics|details|general information|incident (details|information|data)|references?|links|(further|additional) (reading|information|resources|notes)|supporting (information|data)|appendix|glossary|notes|status|authors?|severity|date|participants|people( involved)?|attendees|atendees|responders|involved parties|messaging|thanks|acknowledge?ments|(internal|external) (messages?|e?-?mails?)|related (issues|records|incidents|links)|owner|services?( affected)?)\b/,
  ],
];

/** What a heading announces, or null where its words say nothing about that. */
export function roleOfHeading(text: string): HeadingRole | null {
  const words = text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\s*&\s*/g, " and ")
    .replace(/^[^a-z0-9]+/u, "")
    .replace(/^(?:\d+[.)]?)+[\s:-]*/, "")
    .replace(/^[^a-z0-9]+/u, "")
    .replace(/[\s:?!.]+$/, "");
  const role = ROLES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
  // "What would have prevented this" asks for nothing.
  return role === "actions" && /\b(?:would|could|might) have\b/.test(words) ? null : role;
}
