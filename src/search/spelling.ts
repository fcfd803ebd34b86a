/** British words whose American spelling no rule gives. */
const WORDS = new Map(
  Object.entries({
    acknowledgement: "acknowledgment",
    aeroplane: "airplane",
    ageing: "aging",
    aluminium: "aluminum",
    artefact: "artifact",
    artefacts: "artifacts",
    cheque: "check",
    cheques: "checks",
    defence: "defense",
    defences: "defenses",
    enrol: "enroll",
    fulfil: "fulfill",
    fuelled: "fueled",
    fuelling: "fueling",
    grey: "gray",
    judgement: "judgment",
    judgements: "judgments",
    licence: "license",
    licences: "licenses",
    manoeuvre: "maneuver",
    mould: "mold",
    offence: "offense",
    offences: "offenses",
    plough: "plow",
    practise: "practice",
    practised: "practiced",
    practising: "practicing",
    pretence: "pretense",
    programme: "program",
    programmes: "programs",
    sceptical: "skeptical",
    skilful: "skillful",
    tyre: "tire",
    whilst: "while",
  }),
);

/** Rules, each for a family of words. They need not be right for every word, only never make one word of two. */
const RULES: readonly [RegExp, string][] = [
  // authorise, authorisation, serialiser; not raise, wise, rise, precise and others in which the letters are no suffix
  [/^(.{3,}[^aeiou])is(e[ds]?|ers?|ing|ations?|able)$/, "$1iz$2"],
  // analyse, paralysed
  [/^(.+[lr])ys(e[drs]?|ers?|ing)$/, "$1yz$2"],
  // colour, behaviour, favoured; not hour, four, tour
  [/^(.{3,})our(s|ed|ing|ite|ites|al|able|s?|hoods?)$/, "$1or$2"],
  // centre, fibre, metres
  [/^(.{2,}[bt])re(s?)$/, "$1er$2"],
  [/^(.{2,}[bt])red$/, "$1ered"],
  // catalogue, dialogues
  [/^(.{3,})ogue(s?)$/, "$1og$2"],
];

/** The American spelling of an English word in lower case, so that both spellings are one word of the index. */
export function americanSpelling(word: string): string {
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  for (const [rule, instead] of RULES) if (rule.test(word)) return word.replace(rule, instead);
  return word;
}
