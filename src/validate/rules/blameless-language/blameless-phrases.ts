/** Wordings that judge people instead of telling what happened, and what to say instead. */
export interface BlamelessPhrase {
  /** In lower case, each in all its forms. Matched as whole words. */
  match: readonly string[];
  /** How to say it better; null: these are no blame, though a part of them looks like it. */
  say: string | null;
  /** Of things it is plain description ("the retry should have stopped"): it counts only after a word for people. */
  ofPeople?: true;
}

/** Words for people, after which a phrase that is harmless of things is a judgement. */
export const PEOPLE: ReadonlySet<string> = new Set(
  (
    "he she we i you who someone somebody anyone anybody everyone everybody person people colleague " +
    "colleagues engineer engineers operator operators administrator administrators admin admins developer developers " +
    "programmer programmers reviewer reviewers author authors responder responders oncall team teams staff employee " +
    "employees contractor contractors manager managers management user users customer customers intern interns"
  ).split(" "),
);

const SEEN = "say what could be seen at that moment, and what would have shown more";
const SLIP = "name what made the slip possible: the command, the screen, the default, the missing check";
const LOOKED_RIGHT = "say what made it look right at that moment, and what did not stop it";
const WITHOUT_ADJECTIVE = "say what was done and what happened then, without judging it";
const SYSTEM_CHANGES = "name a check, a limit or a default that changes; nobody is more careful for long";

/** The built-in list. `blameless.phrases` in `inquest.yaml` adds to it. */
export const BLAMELESS_PHRASES: readonly BlamelessPhrase[] = [
  // Error as an explanation
  { match: ["human error", "human errors", "human mistake", "human failure"], say: SLIP },
  { match: ["operator error", "operator errors", "user error", "pilot error", "engineer error"], say: SLIP },
  { match: ["fat finger", "fat fingered", "fat fingers"], say: "name the command, and what it took without asking" },
  { match: ["rookie mistake", "beginner's mistake", "beginner mistake", "amateur mistake"], say: SLIP },
  { match: ["simple mistake", "silly mistake", "silly error", "trivial mistake", "avoidable mistake"], say: SLIP },
  { match: ["screwed up", "messed up", "blew it"], say: WITHOUT_ADJECTIVE },
  { match: ["botched", "bungled"], say: "say which step had another effect than meant, and why" },
  { match: ["blunder", "blunders", "blundered"], say: WITHOUT_ADJECTIVE },
  { match: ["dropped the ball"], say: "say which handover was not made, and where it was agreed" },

  // Hindsight
  { match: ["should have", "should've", "ought to have", "needed to have"], say: SEEN, ofPeople: true },
  { match: ["should not have", "shouldn't have", "ought not to have"], say: LOOKED_RIGHT, ofPeople: true },
  { match: ["should have known", "should have seen", "should have noticed", "should have realised"], say: SEEN },
  { match: ["should have realized", "must have known", "known better", "knew better"], say: SEEN },
  { match: ["could have prevented", "could have avoided", "could easily have"], say: SEEN, ofPeople: true },
  { match: ["if only they", "if only we", "if only he", "if only she", "if only someone"], say: SEEN },
  { match: ["easily avoided", "easily avoidable", "easily prevented", "easily have been avoided"], say: SEEN },
  { match: ["obviously"], say: "leave it out, or say to whom it was plain, and when" },
  { match: ["was obvious", "were obvious", "is obvious", "been obvious"], say: "say to whom it was plain, and when" },
  { match: ["obvious mistake", "obvious error", "obvious sign", "obvious signs"], say: SEEN },
  { match: ["common sense"], say: "say what was written down, and what everyone was left to guess" },

  // Not noticing, not checking
  {
    match: ["failed to notice", "failed to see", "failed to spot"],
    say: "say what was shown, where, and what was not",
  },
  { match: ["failed to realise", "failed to realize", "failed to recognise", "failed to recognize"], say: SEEN },
  { match: ["failed to understand", "failed to consider", "failed to think"], say: SEEN },
  {
    match: ["failed to check", "failed to verify", "failed to test", "failed to review", "failed to communicate"],
    say: "say where the check was expected, and what made it easy to leave out",
    ofPeople: true,
  },
  { match: ["forgot to", "forgot"], say: "say what would have been a reminder, and was not there", ofPeople: true },
  { match: ["overlooked", "missed the obvious"], say: "say what hid it", ofPeople: true },
  { match: ["not paying attention", "wasn't paying attention"], say: "say what asked for attention just then" },
  { match: ["inattention", "inattentive", "lack of attention"], say: "say what asked for attention just then" },
  { match: ["loss of situational awareness", "lost situational awareness"], say: SEEN },

  // Procedures
  {
    match: ["failed to follow", "did not follow procedure", "did not follow the procedure", "didn't follow procedure"],
    say: "say what the procedure asked for, and why the work was done otherwise that day",
  },
  {
    match: ["violated procedure", "violated the procedure", "broke the rules", "disobeyed"],
    say: "say what the rule asked for, and why the work was done otherwise that day",
  },
  {
    match: ["cut corners", "cutting corners", "took a shortcut", "took shortcuts"],
    say: "say what made it the sensible choice with the time and the tools of that day",
  },
  { match: ["did not bother", "didn't bother", "couldn't be bothered", "could not be bothered"], say: LOOKED_RIGHT },
  { match: ["did not care", "didn't care"], say: LOOKED_RIGHT, ofPeople: true },
  { match: ["blindly", "panicked"], say: "say what was known at that moment, and what was not", ofPeople: true },

  // Character
  { match: ["careless", "carelessly", "carelessness", "lack of care", "lack of diligence"], say: LOOKED_RIGHT },
  { match: ["negligent", "negligently", "negligence", "neglectful", "neglected to"], say: LOOKED_RIGHT },
  { match: ["reckless", "recklessly", "recklessness", "irresponsible", "irresponsibly"], say: LOOKED_RIGHT },
  { match: ["sloppy", "sloppiness", "laziness", "too lazy", "lack of discipline"], say: WITHOUT_ADJECTIVE },
  { match: ["stupid", "stupidly", "stupidity", "dumb mistake", "idiot", "idiots", "idiotic"], say: WITHOUT_ADJECTIVE },
  { match: ["foolish", "foolishly", "fool", "fools", "thoughtless", "thoughtlessly"], say: WITHOUT_ADJECTIVE },
  { match: ["incompetent", "incompetence", "clueless", "unprofessional"], say: WITHOUT_ADJECTIVE },
  { match: ["ignorant", "ignorance"], say: "say where it was written, and who could have come across it" },
  { match: ["complacent", "complacency"], say: "say what had gone well so often that nobody looked any more" },
  { match: ["inexperienced", "inexperience"], say: "say what one had to know, and where it was to be found" },
  { match: ["poor judgement", "poor judgment", "bad judgement", "bad judgment"], say: LOOKED_RIGHT },
  { match: ["error of judgement", "error of judgment", "lapse of judgement", "lapse of judgment"], say: LOOKED_RIGHT },
  { match: ["inexcusable", "unforgivable"], say: WITHOUT_ADJECTIVE },
  {
    match: ["bad apple", "bad apples", "rogue engineer", "rogue employee"],
    say: "say which access was used, for what",
  },

  // Guilt and its consequences
  { match: ["blame", "blamed", "blames", "blaming"], say: "say what each part did, and how that led to the next" },
  { match: ["blame free", "git blame"], say: null },
  { match: ["at fault", "guilty"], say: "say what each did, and what they knew then", ofPeople: true },
  { match: ["his fault", "her fault", "their fault", "whose fault", "my fault", "your fault"], say: WITHOUT_ADJECTIVE },
  { match: ["guilty party", "finger pointing"], say: "say what each part did, and how that led to the next" },
  { match: ["held accountable", "hold accountable", "disciplinary action", "reprimanded"], say: SYSTEM_CHANGES },
  { match: ["be more careful", "try harder", "pay more attention", "pay closer attention"], say: SYSTEM_CHANGES },
];
