/* Generated from schema/ by `npm run generate`. Do not edit. */

/**
 * An id: lower-case ASCII letters, digits and single hyphens
 */
export type Id = string;
/**
 * A short name or title, not empty
 */
export type Name = string;
/**
 * Other names of the same thing, in the words that readers search for
 */
export type Aliases = Name[];
/**
 * Diagnostics that are accepted for a time, each with a reason and an end
 */
export type Suppress = Suppression[];
/**
 * The id of a postmortem or a drill: its file name without `.md`; for a document of another repository with `@source/` in front
 */
export type DocumentId = string;
/**
 * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
 */
export type EntryId = string;
/**
 * A kind of failure of the taxonomy, as `class/kind`
 */
export type KindPath = string;
/**
 * The id of an evidence entry of this file
 */
export type EvidenceId = string;
/**
 * The id of a source of this file
 */
export type SourceId = string;
/**
 * The id of a missing-evidence entry of this file
 */
export type MissingId = string;
/**
 * The id of an action of this file
 */
export type ActionId = string;
/**
 * The id of a finding of this drill
 */
export type FindingId = string;
/**
 * A typed reference: `invariant:`, `contract:`, `kind:`, `objective:`, `policy:`, `step:`, `scenario:`, `service:`, `theme:`, `incident:` or `drill:` and an id; within the file `evidence:`, `missing:`, `finding:`, `action:` or `source:`, and `invariant:I1` or `contract:C1` for what it states in place
 */
export type Reference = string;
/**
 * Plain text, not empty
 */
export type Text = string;
/**
 * One sentence of at most 240 characters; the page shows it as it is
 */
export type Statement = string;
/**
 * An http or https address
 */
export type Url = string;
/**
 * A day in UTC, `YYYY-MM-DD`
 */
export type Day = string;
/**
 * An RFC 3339 instant with its offset, a UTC day `YYYY-MM-DD`, a UTC month `YYYY-MM` or a UTC year `YYYY`
 */
export type Moment = string;
/**
 * A time, or a range `[from, to]`
 */
export type Time = [Moment, Moment] | Moment;
/**
 * An ISO 8601 duration in days (of 24 hours), hours, minutes and seconds; a leading minus is allowed
 */
export type Span = string;
/**
 * A duration, or `[from, to]`
 */
export type Duration = [Span, Span] | Span;
/**
 * A time, or a blank with its reason
 */
export type TimeOrBlank = Blank | Time;
/**
 * A time, `{not_before: …}` or `{not_after: …}`, or a blank with its reason
 */
export type EventTime = (TimeBound | Blank) | Time;
/**
 * A day, or a blank with its reason
 */
export type DayOrBlank = Blank | Day;
/**
 * A duration, `[from, to]`, `{at_least: …}` or `{at_most: …}`, or a blank with its reason
 */
export type Delay = (SpanBound | Blank) | Duration;
/**
 * One sentence, or a blank with its reason
 */
export type StatementOrBlank = Blank | Statement;
/**
 * A share from 0 to 1: a number, `[from, to]`, `{at_least: n}` or `{at_most: n}`
 */
export type Share =
  | number
  | (
      | [number, number]
      | {
          /**
           * The lower bound, where only that is known
           */
          at_least?: number;
          /**
           * The upper bound, where only that is known
           */
          at_most?: number;
        }
    );
/**
 * How many: a number, `[from, to]`, `{at_least: n}` or `{at_most: n}`
 */
export type Count =
  | {
      /**
       * The lower bound, where only that is known
       */
      at_least?: number;
      /**
       * The upper bound, where only that is known
       */
      at_most?: number;
    }
  | ([number, number] | number);
/**
 * A number or a duration
 */
export type Quantity = number | Span;
/**
 * A measured value: a duration or a count, `[from, to]`, `{at_least: …}`, `{at_most: …}`, or a blank with its reason
 */
export type Measured = [Quantity, Quantity] | ((Bound | Blank) | Quantity);
/**
 * The effect on the caller: a degradation class of the catalog, `destructive` (data was damaged), or a blank
 */
export type Observed = Blank | EntryId;
/**
 * public: shown in every build; internal: left out of public builds
 */
export type Visibility = "public" | "internal";
/**
 * own: written by those who run the system; third-party: someone else's incident, told from the public record
 */
export type Account = "own" | "third-party";
/**
 * How finished the document is: a draft needs only a title and its kind, a published document all required fields. archived: an old document, kept as it was written; nothing more is asked of it, and no figure counts it
 */
export type Status = "draft" | "in-review" | "published" | "archived";
/**
 * The evidence and sources of this file that show it
 */
export type Cites = string[];
/**
 * The name of a custom field: lower-case ASCII letters, digits and single underscores, a letter first
 */
export type FieldName = string;

/**
 * The diagnostics that a collection had on the day it adopted the tool: they do not fail a run
 */
export interface BaselineData {
  /**
   * The version of this format. Version 1, with messages in place of paths, is still read; `check --update-baseline` rewrites it
   */
  version: 1 | 2;
  /**
   * The diagnostics, sorted by file, rule and path
   *
   * Items: Diagnostics of one rule about one value
   */
  findings: {
    /**
     * The rule
     */
    rule: string;
    /**
     * The file, relative to the collection's folder
     */
    file: string;
    /**
     * The path of the value in the file, with ids for the entries of lists; empty for the file as a whole
     */
    path?: string;
    /**
     * In version 1, the message in place of the path
     */
    message?: string;
    /**
     * How many there are of this rule at this path
     */
    count: number;
  }[];
}
/**
 * A response step
 */
export interface Step {
  id: Id;
  /**
   * Its title
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * Why the step is taken
   */
  why: string;
  /**
   * What happens if it is skipped
   */
  if_skipped: string;
  /**
   * What counts as having taken the step
   */
  counts_as: string;
  /**
   * The severity of a skipped step. Default: info
   */
  skip_severity?: "error" | "warning" | "info" | "off";
  /**
   * Who may see this entry. Default: whoever may see the document
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * A diagnostic that is accepted for a time
 */
export interface Suppression {
  /**
   * An id: lower-case ASCII letters, digits and single hyphens
   */
  rule: string;
  /**
   * An id in this file. Default: the whole file or entry
   */
  at?: string;
  /**
   * Why
   */
  reason: string;
  /**
   * The day it ends. May be left out where the diagnostic is an info
   */
  until?: string;
}
/**
 * The catalog `catalog/choreography.yaml`
 */
export interface ChoreographyData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The response steps, in the order in which they should be taken
   */
  steps: Step[];
}
/**
 * A bound, where only that is known of a time
 */
export interface TimeBound {
  /**
   * An RFC 3339 instant with its offset, a UTC day `YYYY-MM-DD`, a UTC month `YYYY-MM` or a UTC year `YYYY`
   */
  not_before?: string;
  /**
   * An RFC 3339 instant with its offset, a UTC day `YYYY-MM-DD`, a UTC month `YYYY-MM` or a UTC year `YYYY`
   */
  not_after?: string;
}
/**
 * A bound, where only that is known of a duration
 */
export interface SpanBound {
  /**
   * An ISO 8601 duration in days (of 24 hours), hours, minutes and seconds; a leading minus is allowed
   */
  at_least?: string;
  /**
   * An ISO 8601 duration in days (of 24 hours), hours, minutes and seconds; a leading minus is allowed
   */
  at_most?: string;
}
/**
 * A blank says why there is no value: `unknown` (cannot be known; `gap` names the evidence that was missing), `unpublished` (somebody knows, but the record does not say; in third-party accounts only), `not_applicable`, or in place of a list `none`
 */
export interface Blank {
  /**
   * It cannot be known: why
   */
  unknown?: string;
  /**
   * The entry of `missing_evidence` that would have shown it
   */
  gap?: string;
  /**
   * Somebody knows, but the record does not say: what was looked for
   */
  unpublished?: string;
  /**
   * The question does not arise here: why
   */
  not_applicable?: string;
}
/**
 * The blank of a list, which may also be `none`: there is nothing to list
 */
export interface ListBlank {
  /**
   * It cannot be known: why
   */
  unknown?: string;
  /**
   * The entry of `missing_evidence` that would have shown it
   */
  gap?: string;
  /**
   * Somebody knows, but the record does not say: what was looked for
   */
  unpublished?: string;
  /**
   * The question does not arise here: why
   */
  not_applicable?: string;
  /**
   * There is nothing to list: why
   */
  none?: string;
}
/**
 * A bound, where only that is known
 */
export interface Bound {
  /**
   * At least this much
   */
  at_least?: number | Span;
  /**
   * At most this much
   */
  at_most?: number | Span;
}
/**
 * A gap: evidence that was needed and did not exist
 */
export interface MissingEvidence {
  id: MissingId;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  what: string;
  /**
   * The kind of evidence that was missing
   */
  kind: "log" | "metric" | "trace" | "audit" | "snapshot" | "config" | "message" | "account" | "inventory" | "test";
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  theme?: string;
  /**
   * Who missed it; readers are those of a third-party report. Default: responders
   */
  missing_to?: "responders" | "reviewers" | "readers";
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  needed_for: string;
  /**
   * open, or closed: the evidence exists now. Default: open
   */
  status?: "open" | "closed";
  closed_by?: Closure;
  cites?: Cites;
  visibility?: Visibility;
}
/**
 * What closed the gap or the action, and what proved that
 */
export interface Closure {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  artifact?: string;
  /**
   * The ticket; on its own it proves nothing
   */
  tracker?: string;
  /**
   * The drill or incident in which it was used
   */
  proven_by?: string;
  judged?: Judgement;
}
/**
 * What somebody else found when they looked at the closure
 */
export interface Judgement {
  /**
   * A short name or title, not empty
   */
  by: string;
  /**
   * A day in UTC, `YYYY-MM-DD`
   */
  on: string;
  /**
   * The judgement; `partial` keeps it open
   */
  as: "sufficient" | "partial" | "superseded" | "no-longer-applicable";
  cites?: Cites;
}
/**
 * A piece of evidence that exists
 */
export interface Evidence {
  id: EvidenceId;
  /**
   * A short name or title, not empty
   */
  title?: string;
  /**
   * The kind of evidence
   */
  kind: "log" | "metric" | "trace" | "audit" | "snapshot" | "config" | "message" | "account" | "inventory" | "test";
  /**
   * The attachment, relative to `evidence/<id of this document>/`
   */
  file?: string;
  /**
   * The SHA-256 hash of the file, in hexadecimal
   */
  sha256?: string;
  /**
   * A time, or a range `[from, to]`
   */
  captured_at?: [Moment, Moment] | Moment;
  /**
   * A short name or title, not empty
   */
  captured_by?: string;
  /**
   * Where it was captured from
   */
  source?: string;
  /**
   * Whether something was removed, or the data is made up. Default: none
   */
  redaction?: "none" | "redacted" | "synthetic";
  visibility?: Visibility;
}
/**
 * How one action behaved when its dependency was not available
 */
export interface Degradation {
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  policy?: string;
  /**
   * A short name or title, not empty
   */
  dependency?: string;
  /**
   * A short name or title, not empty
   */
  action?: string;
  /**
   * The degradation class that should have applied, where no policy declares one; or a blank
   */
  expected?: Blank | EntryId;
  observed: Observed;
  /**
   * Whether the behaviour was designed, chosen by an operator, or accidental
   */
  mode?: "designed" | "operator" | "accidental";
  /**
   * Whether the audit marker of a fail-open policy was written
   */
  audit_marker_seen?: boolean;
  /**
   * Whether the compensating controls of a policy that fails conditionally worked
   */
  controls_seen?: boolean;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  note?: string;
  cites?: Cites;
  visibility?: Visibility;
}
/**
 * A value measured against a recovery objective
 */
export interface Recovery {
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  objective: string;
  value: Measured;
  /**
   * The relapse that the value is of: `relapse`, the second `relapse-2`. Absent: the incident up to its first `resolved`
   */
  of?: string;
  /**
   * A time, or a range `[from, to]`
   */
  as_of?: [Moment, Moment] | Moment;
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  service?: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  note?: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  basis?: string;
  /**
   * In a drill: whether the value can be compared with an incident's
   */
  comparable?: boolean;
  cites?: Cites;
  visibility?: Visibility;
}
/**
 * A link to another incident or drill, with its reason
 */
export interface Related {
  /**
   * The related postmortem
   */
  incident?: string;
  /**
   * The related drill
   */
  drill?: string;
  /**
   * A document outside every collection
   */
  external?: {
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    title: string;
    url: Url;
  };
  /**
   * With `caused-by`: the action of that incident or drill that led to this
   */
  action?: string;
  /**
   * How it is related: it caused this one, is of the same event, has the same pattern, or came before
   */
  relation: "caused-by" | "same-event" | "same-pattern" | "precedes";
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  why: string;
  visibility?: Visibility;
}
/**
 * An action that follows from the incident or drill
 */
export interface Action {
  id: ActionId;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  title: string;
  /**
   * What the action is for
   */
  type: "prevent" | "detect" | "mitigate" | "clarify" | "observe" | "rehearse";
  /**
   * How far it is: proposed, committed (somebody promised it), done, dropped; `reported` and `reported-done` in third-party accounts
   */
  state: "proposed" | "committed" | "done" | "dropped" | "reported" | "reported-done";
  /**
   * A short name or title, not empty
   */
  owner?: string;
  /**
   * When it is due
   */
  due?: Blank | Day;
  /**
   * When it was done
   */
  done_on?: Blank | Day;
  /**
   * An http or https address
   */
  tracker?: string;
  /**
   * What it is for: invariants, contracts, missing evidence, steps, objectives, policies, findings
   */
  addresses?: Reference[];
  fields?: CustomFields;
  closed_by?: Closure1;
  cites?: Cites;
  visibility?: Visibility;
}
/**
 * Values of the custom fields that `inquest.yaml` declares under `fields`, by their name, each in the form that its declaration asks for
 */
export interface CustomFields {
  [k: string]: unknown;
}
/**
 * What closed the gap or the action, and what proved that
 */
export interface Closure1 {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  artifact?: string;
  /**
   * The ticket; on its own it proves nothing
   */
  tracker?: string;
  /**
   * The drill or incident in which it was used
   */
  proven_by?: string;
  judged?: Judgement;
}
/**
 * A cited document
 */
export interface Source {
  id: SourceId;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  title: string;
  /**
   * A short name or title, not empty
   */
  publisher?: string;
  url?: Url;
  /**
   * An http or https address
   */
  archive?: string;
  /**
   * When it was published
   */
  published?: Blank | Time;
  /**
   * A time, or a range `[from, to]`
   */
  accessed?: [Moment, Moment] | Moment;
  /**
   * How close to the origin. A: the organisation's own text, read nearly whole; B: the same, in part by way of quotations; C: accounts of others
   */
  grade?: "A" | "B" | "C";
  visibility?: Visibility;
}
/**
 * A change of facts after publication
 */
export interface Revision {
  /**
   * A day in UTC, `YYYY-MM-DD`
   */
  on: string;
  /**
   * A short name or title, not empty
   */
  by?: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  what: string;
  visibility?: Visibility;
}
/**
 * A contract
 */
export interface Contract {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * Those who promise each other: two or more
   *
   * @minItems 2
   */
  parties: [Name, Name, ...Name[]];
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  promise: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  missing_sentence?: string;
  /**
   * A short name or title, not empty
   */
  owner?: string;
  /**
   * When and where it was clarified
   *
   * Items: A clarification
   */
  clarified?: {
    /**
     * A day in UTC, `YYYY-MM-DD`
     */
    on: string;
    /**
     * An http or https address
     */
    where: string;
    /**
     * A short name or title, not empty
     */
    organisation?: string;
    visibility?: Visibility;
  }[];
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/contracts.yaml`
 */
export interface ContractsData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The contracts: what two parties promise each other
   */
  contracts: Contract[];
}
/**
 * A degradation class
 */
export interface DegradationClass {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * The higher the stricter: 3 fails closed, 2 conditionally, 1 open
   */
  strictness: number;
  /**
   * The risk of the actions that this class is meant for
   */
  for_risk: "high" | "medium" | "low";
  /**
   * What a policy of this class must name: nothing, its compensating controls, or its audit marker
   */
  requires: "nothing" | "controls" | "audit_marker";
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * A degradation policy
 */
export interface DegradationPolicy {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * A short name or title, not empty
   */
  dependency: string;
  /**
   * A short name or title, not empty
   */
  action: string;
  /**
   * The harm that the action could do
   */
  risk: "high" | "medium" | "low";
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  class: string;
  /**
   * The compensating controls: what limits the harm while the check is missing
   */
  controls?: Statement[];
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  audit_marker?: string;
  /**
   * An ISO 8601 duration in days (of 24 hours), hours, minutes and seconds; a leading minus is allowed
   */
  test_interval?: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  policy_ref?: string;
  /**
   * own: we answer for it; published: someone else declares it; yardstick: we measure others by it. Absent: own, in a collection of third-party accounts yardstick
   */
  origin?: "own" | "published" | "yardstick";
  source?: PolicySource;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  tested?: string;
  /**
   * A short name or title, not empty
   */
  owner?: string;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * Where a published policy can be read
 */
export interface PolicySource {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  title: string;
  /**
   * A short name or title, not empty
   */
  publisher?: string;
  url?: Url;
  /**
   * When it was published
   */
  published?: Blank | Time;
}
/**
 * The catalog `catalog/degradation.yaml`
 */
export interface DegradationData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The degradation classes: what an action may do without its dependency
   */
  classes: DegradationClass[];
  /**
   * The degradation policies: which action degrades how
   */
  policies: DegradationPolicy[];
}
/**
 * The front matter of a game-day drill, `drills/<id>.md`
 */
export interface DrillData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * What was rehearsed, in one line
   */
  title: string;
  aliases?: Aliases;
  account?: Account;
  status: Status;
  /**
   * A day in UTC, `YYYY-MM-DD`
   */
  published_on?: string;
  visibility?: Visibility;
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  scenario?: string;
  /**
   * When it was held
   */
  held?: Blank | Time;
  /**
   * Where it was held: production, staging or tabletop (on paper); or a blank
   */
  environment?: Blank | ("production" | "staging" | "tabletop");
  /**
   * A short name or title, not empty
   */
  owner?: string;
  /**
   * Who wrote it
   */
  authors?: Name[];
  /**
   * The services that took part
   */
  services?: EntryId[];
  /**
   * The regions, zones or sites
   */
  locations?: Name[];
  fields?: CustomFields;
  /**
   * What the automation did
   */
  automation?: {
    /**
     * How this half went
     */
    result: "pass" | "partial" | "fail" | "not-exercised" | "unknown";
    /**
     * What would have counted as a pass
     */
    criterion?: Blank | Statement;
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    note?: string;
    cites?: Cites;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  };
  /**
   * What the people did, following the playbook
   */
  playbook?: {
    /**
     * How this half went
     */
    result: "pass" | "partial" | "fail" | "not-exercised" | "unknown";
    /**
     * What would have counted as a pass
     */
    criterion?: Blank | Statement;
    /**
     * An http or https address
     */
    playbook?: string;
    /**
     * How many people took part
     */
    responders?: number;
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    note?: string;
    cites?: Cites;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  };
  /**
   * How actions behaved when a dependency was taken away: a list, or a blank
   */
  degradation?: ListBlank | Degradation[];
  /**
   * The response steps that were exercised
   *
   * Items: A response step that was exercised
   */
  steps?: {
    /**
     * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
     */
    step: string;
    /**
     * How it went
     */
    result: "pass" | "partial" | "fail" | "not-exercised" | "unknown";
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    note?: string;
    cites?: Cites;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  }[];
  /**
   * Values measured against recovery objectives; one objective may have several
   */
  recovery?: Recovery[];
  /**
   * The incidents that this drill follows, verifies or became: a list, or a blank
   */
  incidents?:
    | ListBlank
    | {
        /**
         * The postmortem that the drill is about
         */
        incident: string;
        /**
         * follows: held because of it; verifies: shows that its actions work; became: the drill turned into it
         */
        relation: "follows" | "verifies" | "became";
        cites?: Cites;
        /**
         * public: shown in every build; internal: left out of public builds
         */
        visibility?: "public" | "internal";
      }[];
  /**
   * What the drill found
   *
   * Items: Something that the drill found
   */
  findings?: {
    id: FindingId;
    /**
     * Which half found it
     */
    half?: "automation" | "playbook";
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    what: string;
    failure_kind?: KindPath;
    cites?: Cites;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  }[];
  /**
   * What evidence was missing: a list of gaps, or a blank
   */
  missing_evidence?: ListBlank | MissingEvidence[];
  /**
   * The evidence that exists
   */
  evidence?: Evidence[];
  /**
   * Other incidents and drills that belong together with this one
   */
  related?: Related[];
  /**
   * What was or will be done
   */
  actions?: Action[];
  /**
   * The documents that are cited
   */
  sources?: Source[];
  /**
   * Changes of facts after publication
   */
  revisions?: Revision[];
  suppress?: Suppress;
}
/**
 * A theme of missing evidence
 */
export interface EvidenceTheme {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means
   */
  description: string;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/evidence-themes.yaml`
 */
export interface EvidenceThemesData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * What evidence was missing in substance
   */
  themes: EvidenceTheme[];
}
/**
 * `inquest.yaml`, which makes a folder a collection
 */
export interface ConfigData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * A short name or title, not empty
   */
  title: string;
  /**
   * What the collection is, in a sentence or two
   */
  description?: string;
  /**
   * The language that it is written in, a BCP 47 tag such as en, de or ja. Default: en
   */
  lang?: string;
  /**
   * An http or https address
   */
  base_url?: string;
  /**
   * An http or https address
   */
  repository?: string;
  /**
   * own: written by those who run the system; third-party: someone else's incident, told from the public record
   */
  account?: "own" | "third-party";
  /**
   * public: shown in every build; internal: left out of public builds
   */
  audience?: "public" | "internal";
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  /**
   * The baseline, a file of the collection: diagnostics that do not fail a run. Default: none
   */
  baseline?: string;
  /**
   * How `inquest recall` behaves
   */
  recall?: {
    /**
     * At which share of commits `recall` may have something to say, at most: `recall --replay` compares
     */
    max_rate?: number;
  };
  /**
   * A day in UTC, `YYYY-MM-DD`
   */
  as_of?: string;
  /**
   * The severities, the worst first
   *
   * Items: A severity
   */
  severities?: {
    id: Id;
    /**
     * A short name or title, not empty
     */
    title: string;
    /**
     * When this severity applies
     */
    description?: string;
  }[];
  /**
   * The teams and people that documents, catalog entries and actions may name as owner
   *
   * Items: An owner
   */
  owners?: {
    id: Id;
    /**
     * A short name or title, not empty
     */
    title: string;
    /**
     * A short name or title, not empty
     */
    contact?: string;
  }[];
  /**
   * Custom fields: what this collection records beyond the built-in fields
   *
   * Items: A custom field
   */
  fields?: {
    /**
     * The name of a custom field: lower-case ASCII letters, digits and single underscores, a letter first
     */
    name: string;
    /**
     * A short name or title, not empty
     */
    title: string;
    /**
     * What it holds: text (one line or a few), a number, a day, one of the options, several of the options, or a web address
     */
    type: "text" | "number" | "date" | "choice" | "choices" | "url";
    /**
     * What can be chosen; for `choice` and `choices`, and required there
     *
     * Items: A short name or title, not empty
     */
    options?: string[];
    /**
     * Where it may stand: in postmortems, in drills, in their actions
     *
     * Items: Where it may stand
     */
    on: ("postmortem" | "drill" | "action")[];
    /**
     * The status from which a document, with its actions, must have it: in-review, or published, which warns in review. Default: never
     */
    required?: "in-review" | "published";
    /**
     * Where it is shown: fact (on the page, or on the action), facet (a filter of search: documents that have it, or an action that has it), column (in lists and in the tables of CSV and Parquet). JSON always has it. Default: fact
     *
     * Items: Where it is shown
     */
    show?: ("fact" | "facet" | "column")[];
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  }[];
  /**
   * Other repositories whose postmortems, drills and catalogs are read here, under ids that start with @name/. `inquest update` fetches them
   *
   * Items: Another repository whose collection becomes a part of this one
   */
  sources?: {
    /**
     * An id: lower-case ASCII letters, digits and single hyphens
     */
    name: string;
    /**
     * Where its repository is cloned from, without a password: https://…, ssh://… or git@host:path; with `update --allow-local` also file:///… and http://localhost/…
     */
    url: string;
    /**
     * A branch, a tag or the full hash of a commit. Default: the default branch
     */
    ref?: string;
    /**
     * The folder of the collection in that repository, such as postmortems. Default: the top of it, else the one folder there that has an inquest.yaml
     */
    folder?: string;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  }[];
  /**
   * Deadlines of the collection
   */
  deadlines?: {
    /**
     * An ISO 8601 duration in days (of 24 hours), hours, minutes and seconds; a leading minus is allowed
     */
    published_within?: string;
  };
  /**
   * The headings of the required sections, where they differ
   */
  sections?: {
    /**
     * A short name or title, not empty
     */
    summary?: string;
    /**
     * A short name or title, not empty
     */
    impact?: string;
    /**
     * A short name or title, not empty
     */
    invariant?: string;
    /**
     * A short name or title, not empty
     */
    detection?: string;
    /**
     * A short name or title, not empty
     */
    contract?: string;
    /**
     * A short name or title, not empty
     */
    evidence?: string;
    /**
     * A short name or title, not empty
     */
    lessons?: string;
    /**
     * A short name or title, not empty
     */
    hypothesis?: string;
    /**
     * A short name or title, not empty
     */
    happened?: string;
    /**
     * A short name or title, not empty
     */
    surprises?: string;
  };
  /**
   * The severity of single rules: error, warning, info or off
   */
  rules?: {
    /**
     * The severity
     */
    [k: string]: "error" | "warning" | "info" | "off";
  };
  /**
   * What the rule `blameless-language` reports
   */
  blameless?: {
    /**
     * Phrases to report, beyond the built-in ones
     *
     * Items: A phrase and a better wording
     */
    phrases?: {
      /**
       * A short name or title, not empty
       */
      match: string;
      /**
       * One sentence of at most 240 characters; the page shows it as it is
       */
      say: string;
    }[];
  };
  /**
   * What the site shows beside the content
   */
  site?: {
    /**
     * An image of the collection, from its folder
     */
    logo?: string;
    /**
     * Links in the header of the site
     *
     * Items: A link
     */
    links?: {
      /**
       * A short name or title, not empty
       */
      title: string;
      url: Url;
    }[];
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    footer?: string;
    /**
     * The licence of the data that the site offers
     */
    licence?: {
      /**
       * A short name or title, not empty
       */
      title: string;
      url: Url;
    };
    /**
     * The same in American spelling
     */
    license?: {
      /**
       * A short name or title, not empty
       */
      title: string;
      url: Url;
    };
    /**
     * A Markdown file of the collection, shown on the about page
     */
    about?: string;
    /**
     * Files that others put into the folder of the site and that a build keeps
     *
     * @maxItems 50
     *
     * Items: A path in the site: a file, or a folder with all that is in it
     */
    keep?: string[];
    /**
     * Example questions below the search field of the home page; without it, the kinds of failure that occurred most
     *
     * @maxItems 3
     *
     * Items: A short name or title, not empty
     */
    questions?: [] | [string] | [string, string] | [string, string, string];
    /**
     * false: the site has no pages of rules
     */
    rules?: boolean;
  };
}
/**
 * Something that checks an invariant: `{alert, file}`, `{slo, file}`, `{test, file}`, `{policy, file}` or `{url}`
 */
export interface Check {
  /**
   * A short name or title, not empty
   */
  alert?: string;
  /**
   * A short name or title, not empty
   */
  slo?: string;
  /**
   * A short name or title, not empty
   */
  test?: string;
  /**
   * A short name or title, not empty
   */
  policy?: string;
  /**
   * The file that it stands in, from the root of the repository: a regular file of at most 1 MiB
   */
  file?: string;
  /**
   * An http or https address
   */
  url?: string;
}
/**
 * An invariant
 */
export interface Invariant {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  statement: string;
  /**
   * A short name or title, not empty
   */
  owner?: string;
  /**
   * What checks it: alerts, SLOs, tests and policies in files of the repository, or addresses. One sentence is an older form
   */
  checked_by?: Statement | Check[];
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/invariants.yaml`
 */
export interface InvariantsData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The invariants: what must always hold
   */
  invariants: Invariant[];
}
/**
 * A recovery objective
 */
export interface Objective {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  question: string;
  /**
   * What is measured: a duration or a count
   */
  measure: "duration" | "count";
  /**
   * Whether a value must be at most or at least the target
   */
  direction: "at-most";
  /**
   * A number or a duration
   */
  target?: number | Span;
  /**
   * The two marks of the timeline between which the value is computed
   */
  clock?: {
    /**
     * The mark it starts at
     */
    from:
      | "introduced"
      | "began"
      | "visible"
      | "detected"
      | "declared"
      | "notified"
      | "diagnosed"
      | "mitigated"
      | "resolved"
      | "relapsed";
    /**
     * The mark it ends at
     */
    to:
      | "introduced"
      | "began"
      | "visible"
      | "detected"
      | "declared"
      | "notified"
      | "diagnosed"
      | "mitigated"
      | "resolved"
      | "relapsed";
  };
  /**
   * Whether it is an objective of trust: those are shown before uptime
   */
  trust?: boolean;
  /**
   * Other targets for single services
   *
   * Items: Another target for one service
   */
  overrides?: {
    /**
     * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
     */
    service: string;
    /**
     * A number or a duration
     */
    target: number | Span;
    visibility?: Visibility;
  }[];
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/objectives.yaml`
 */
export interface ObjectivesData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The recovery objectives
   */
  objectives: Objective[];
}
/**
 * A service and its part in the incident
 */
export interface ServiceRole {
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  service: string;
  /**
   * origin: the fault was there; affected: it suffered from it
   */
  role: "origin" | "affected";
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * A kind of failure, with the reason
 */
export interface FailureKind {
  kind: KindPath;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  why: string;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * One event of the timeline
 */
export interface Event {
  /**
   * When: a time, a range or a bound; an event with a mark or a step may have a blank
   */
  at: (TimeBound | Blank) | Time;
  /**
   * The time is about right, not exact
   */
  approximate?: boolean;
  /**
   * Other times that sources give for the same event
   *
   * Items: Another time that a source gives
   */
  disputed?: {
    at: Time;
    cites?: Cites;
    /**
     * One sentence of at most 240 characters; the page shows it as it is
     */
    note?: string;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
  }[];
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  event?: string;
  /**
   * What this event was for the incident: introduced (the fault becomes latent), began (the first real violation of the first-listed invariant), visible (first effect that a user or another system could notice), detected (the owner noticed), declared (handled as an incident), notified (those affected were told), diagnosed (the cause is known), mitigated (the effect has ended for most), resolved (the invariant holds again), relapsed (it broke again)
   */
  marks?: (
    | "introduced"
    | "began"
    | "visible"
    | "detected"
    | "declared"
    | "notified"
    | "diagnosed"
    | "mitigated"
    | "resolved"
    | "relapsed"
  )[];
  /**
   * The response steps of the catalog that were taken with this event
   */
  steps?: EntryId[];
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * A response step that the timeline does not show
 */
export interface Response {
  /**
   * The id of an entry of a catalog; of one in another repository `"@source/id"`, in quotes
   */
  step: string;
  /**
   * What became of the step. `taken`: at a time that was not recorded; `late`: only after a relapse; `not-recorded`: the record does not say (`unknown` is the old form)
   */
  outcome: "taken" | "late" | "ineffective" | "skipped" | "not-possible" | "not-needed" | "not-recorded" | "unknown";
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  reason?: string;
  /**
   * Who took it
   */
  by?: "operator" | "automation" | "vendor" | "customer";
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * A suspicion that turned out wrong
 */
export interface Suspect {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  what: string;
  /**
   * When it was ruled out
   */
  ruled_out_at?: Blank | Time;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * An invariant that was violated or threatened
 */
export interface ViolatedInvariant {
  /**
   * An invariant of the catalog, or one that is stated in place: `{statement: …}`
   */
  invariant: StatedInvariant | EntryId;
  /**
   * violated, or threatened: it held, but barely. Default: violated
   */
  state?: "violated" | "threatened";
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  how: string;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * An invariant that is stated in place
 */
export interface StatedInvariant {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  statement: string;
  /**
   * Its id within this file, where something refers to it as `invariant:I1`
   */
  id?: string;
}
/**
 * How and when the incident was noticed
 */
export interface Detection {
  /**
   * The time from `began` to `detected`; negative where the alert came first
   */
  delay?: (SpanBound | Blank) | Duration;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  delay_basis?: string;
  /**
   * Who or what noticed: alert, customer, operator, drill, third-party, chance; or a blank
   */
  by?: Blank | ("alert" | "customer" | "operator" | "drill" | "third-party" | "chance");
  /**
   * Who noticed when, where several did at their own times
   */
  parties?: Party[];
  /**
   * Why it was not noticed sooner
   */
  why_delayed?: Blank | Statement;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * One of several that noticed at their own times
 */
export interface Party {
  /**
   * A short name or title, not empty
   */
  who: string;
  /**
   * When
   */
  at: (TimeBound | Blank) | Time;
  /**
   * How
   */
  by?: "alert" | "customer" | "operator" | "drill" | "third-party" | "chance";
  cites?: Cites;
}
/**
 * A contract that lacked clarity
 */
export interface UnclearContract {
  /**
   * A contract of the catalog, or one that is stated in place: `{statement: …}`
   */
  contract: StatedContract | EntryId;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  gap: string;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * A contract that is stated in place
 */
export interface StatedContract {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  statement: string;
  /**
   * Its id within this file, where something refers to it as `contract:C1`
   */
  id?: string;
  /**
   * Those who promise each other: two or more
   *
   * @minItems 2
   */
  parties?: [Name, Name, ...Name[]];
}
/**
 * An earlier incident that this one repeats
 */
export interface Recurrence {
  /**
   * The earlier postmortem
   */
  incident?: string;
  external?: ExternalIncident;
  /**
   * What came back: invariants, contracts, kinds of failure, missing evidence
   */
  same?: Reference[];
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  why: string;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * An earlier incident that is no document here
 */
export interface ExternalIncident {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  title: string;
  url?: Url;
  /**
   * A short name or title, not empty
   */
  publisher?: string;
  /**
   * A time, or a range `[from, to]`
   */
  on?: [Moment, Moment] | Moment;
}
/**
 * How much of one thing was affected
 */
export interface Extent {
  count?: Count;
  share?: Share;
  /**
   * A short name or title, not empty
   */
  of?: string;
  /**
   * A short name or title, not empty
   */
  scope?: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  note?: string;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * A control that did its work
 */
export interface Held {
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  what: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  how: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  limit?: string;
  cites?: Cites;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
}
/**
 * The front matter of a postmortem, `incidents/<id>.md`
 */
export interface PostmortemData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * What failed and what that caused, in one line
   */
  title: string;
  aliases?: Aliases;
  account?: Account;
  /**
   * incident: harm was done; near-miss: none was, whether an invariant was threatened or violated
   */
  kind: "incident" | "near-miss";
  /**
   * loud: callers saw errors, time-outs or nothing; silent: they got wrong answers that looked right, such as a refusal of somebody entitled
   */
  manifestation?: "loud" | "silent";
  status: Status;
  /**
   * A day in UTC, `YYYY-MM-DD`
   */
  published_on?: string;
  visibility?: Visibility;
  /**
   * An id: lower-case ASCII letters, digits and single hyphens
   */
  severity?: string;
  /**
   * A short name or title, not empty
   */
  owner?: string;
  /**
   * Who wrote it
   */
  authors?: Name[];
  /**
   * The time zone of those who worked on it, an IANA name: its times are shown beside UTC
   */
  zone?: string;
  /**
   * The services that failed or were affected
   */
  services?: ServiceRole[];
  /**
   * The kinds of failure, the primary one first
   */
  failure_kinds?: FailureKind[];
  /**
   * Globs, from the root of the repository, of files whose change should bring up this postmortem
   */
  affects?: string[];
  /**
   * How the failure behaved over time
   */
  pattern?: "constant" | "intermittent" | "progressive" | "at-expiry";
  /**
   * How much was affected: one entry for each thing that was counted
   */
  extent?: Extent[] | Extent;
  fields?: CustomFields;
  /**
   * What happened when
   */
  timeline?: Event[];
  /**
   * Response steps that the timeline does not show: skipped, not possible, or taken at an unknown time
   */
  response?: Response[];
  /**
   * What was suspected first, and was not the cause
   */
  first_suspects?: Suspect[];
  /**
   * In a near-miss: what caught it
   */
  caught_by?: "alert" | "customer" | "operator" | "drill" | "third-party" | "chance";
  /**
   * Which invariant was violated: a list, the effect first; or a blank
   */
  violated_invariants?: ListBlank | ViolatedInvariant[];
  /**
   * Why detection was delayed: the delay, who noticed, and why not sooner; or a blank
   */
  detection?: (Blank | Detection) | {};
  /**
   * Which contract lacked clarity: a list, or a blank
   */
  unclear_contracts?: ListBlank | UnclearContract[];
  /**
   * What evidence was missing: a list of gaps, or a blank
   */
  missing_evidence?: ListBlank | MissingEvidence[];
  /**
   * The evidence that exists
   */
  evidence?: Evidence[];
  /**
   * How actions behaved when a dependency was not available
   */
  degradation?: Degradation[];
  /**
   * Controls that did their work
   */
  held?: Held[];
  /**
   * Values measured against recovery objectives; one objective may have several
   */
  recovery?: Recovery[];
  /**
   * Earlier incidents that this one repeats
   */
  recurrence_of?: Recurrence[];
  /**
   * Other incidents and drills that belong together with this one
   */
  related?: Related[];
  /**
   * What was or will be done
   */
  actions?: Action[];
  /**
   * The documents that are cited
   */
  sources?: Source[];
  /**
   * Changes of facts after publication
   */
  revisions?: Revision[];
  suppress?: Suppress;
}
/**
 * A game-day scenario
 */
export interface Scenario {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  question: string;
  /**
   * The kinds of failure it rehearses
   */
  kinds?: KindPath[];
  /**
   * The response steps it rehearses
   */
  steps?: EntryId[];
  /**
   * The degradation policies it tests
   */
  policies?: EntryId[];
  /**
   * The recovery objectives it measures
   */
  objectives?: EntryId[];
  /**
   * An ISO 8601 duration in days (of 24 hours), hours, minutes and seconds; a leading minus is allowed
   */
  interval?: string;
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/scenarios.yaml`
 */
export interface ScenariosData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The game-day scenarios
   */
  scenarios: Scenario[];
}
/**
 * A service
 */
export interface Service {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * A short name or title, not empty
   */
  organisation: string;
  /**
   * A short name or title, not empty
   */
  team?: string;
  /**
   * Globs, from the root of the repository, of its files
   */
  paths?: string[];
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/services.yaml`
 */
export interface ServicesData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The services, and who runs them
   */
  services: Service[];
}
/**
 * A failure class
 */
export interface FailureClass {
  id: Id;
  /**
   * A short name or title, not empty
   */
  title: string;
  aliases?: Aliases;
  /**
   * What it means, in a sentence or two
   */
  description: string;
  /**
   * One sentence of at most 240 characters; the page shows it as it is
   */
  look_first: string;
  /**
   * The shape that stands for the class in charts
   */
  shape: "diamond" | "circle" | "square" | "triangle" | "pentagon" | "hexagon" | "cross" | "star";
  /**
   * The kinds of the class
   *
   * Items: A kind of failure within its class
   */
  kinds: {
    id: Id;
    /**
     * A short name or title, not empty
     */
    title: string;
    aliases?: Aliases;
    /**
     * What it means
     */
    description: string;
    /**
     * public: shown in every build; internal: left out of public builds
     */
    visibility?: "public" | "internal";
    suppress?: Suppress;
  }[];
  /**
   * public: shown in every build; internal: left out of public builds
   */
  visibility?: "public" | "internal";
  suppress?: Suppress;
}
/**
 * The catalog `catalog/taxonomy.yaml`
 */
export interface TaxonomyData {
  /**
   * The version of the format
   */
  schema: 1;
  /**
   * The failure classes
   */
  classes: FailureClass[];
}
