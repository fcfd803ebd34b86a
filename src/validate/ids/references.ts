import { isBlank, listOf } from "../../model/blank.js";
import { type AnyDocument, accountOf } from "../../model/collection.js";
import type { Place } from "../../model/place.js";
import type { Places } from "../../model/places.js";
import type {
  ConfigData,
  Contract,
  Degradation,
  DegradationPolicy,
  DrillData,
  Invariant,
  Objective,
  PostmortemData,
  Scenario,
} from "../../model/schema-types.js";
import type { CheckedFile } from "../checked-file.js";
import type { IdType } from "./id-index.js";

/** What is declared within one document, by the list that declares it. */
export const LOCAL_LISTS = {
  evidence: "evidence",
  "missing evidence": "missing_evidence",
  finding: "findings",
  action: "actions",
  source: "sources",
} as const;
export type LocalType = keyof typeof LOCAL_LISTS;

/** What an id can refer to: an entry of the collection, one of the same document, or a rule. */
type ReferenceType = IdType | LocalType | "rule";

/** One mention of an id. */
export interface Reference {
  file: string;
  /** Computed when it is asked for. */
  readonly place: Place;
  type: ReferenceType;
  id: string;
}

const TYPED: Readonly<Record<string, ReferenceType>> = {
  invariant: "invariant",
  contract: "contract",
  kind: "kind",
  objective: "objective",
  policy: "policy",
  step: "step",
  incident: "incident",
  drill: "drill",
  scenario: "scenario",
  service: "service",
  evidence: "evidence",
  missing: "missing evidence",
  finding: "finding",
  action: "action",
  source: "source",
};

/** Every reference that a document makes. */
export function* referencesOf(document: AnyDocument, config: ConfigData): Iterable<Reference> {
  const from = new Referrer(document.source.path, document.places);
  const { data } = document;
  if (config.owners) yield* from.field(data, "owner", "owner");
  for (const related of data.related ?? []) {
    yield* from.field(related, "incident", "incident");
    yield* from.field(related, "drill", "drill");
  }
  for (const entry of listOf<Degradation>(data.degradation)) {
    yield* from.field(entry, "policy", "policy");
    yield* from.field(entry, "expected", "degradation class");
    if (entry.observed !== "destructive") yield* from.field(entry, "observed", "degradation class");
  }
  for (const entry of data.recovery ?? []) {
    yield* from.field(entry, "objective", "objective");
    yield* from.field(entry, "service", "service");
  }
  for (const entry of listOf(data.missing_evidence))
    if (entry.closed_by) yield* from.typed(entry.closed_by, "proven_by");
  for (const action of data.actions ?? []) {
    // In someone else's incident the actions are someone else's too.
    if (config.owners && accountOf(document, config) === "own") yield* from.field(action, "owner", "owner");
    yield* from.typedList(action.addresses);
  }
  yield* document.type === "drill" ? ofDrill(document.data, from) : ofPostmortem(document.data, config, from);
  yield* from.anywhere(data);
}

function* ofPostmortem(data: PostmortemData, config: ConfigData, from: Referrer): Iterable<Reference> {
  if (config.severities) yield* from.field(data, "severity", "severity");
  yield* from.fields(data.services, "service", "service");
  yield* from.fields(data.failure_kinds, "kind", "kind");
  for (const event of data.timeline ?? []) yield* from.list(event.steps, "step");
  yield* from.fields(data.response, "step", "step");
  yield* from.fields(listOf(data.violated_invariants), "invariant", "invariant");
  yield* from.fields(listOf(data.unclear_contracts), "contract", "contract");
  yield* from.fields(data.recurrence_of, "incident", "incident");
  for (const recurrence of data.recurrence_of ?? []) yield* from.typedList(recurrence.same);
}

function* ofDrill(data: DrillData, from: Referrer): Iterable<Reference> {
  yield* from.field(data, "scenario", "scenario");
  yield* from.list(data.services, "service");
  yield* from.fields(data.steps, "step", "step");
  yield* from.fields(listOf(data.incidents), "incident", "incident");
  yield* from.fields(data.findings, "failure_kind", "kind");
}

/** Every reference that a catalog or `inquest.yaml` makes; none for other files. */
export function* catalogReferencesOf({ parsed, schema }: CheckedFile, config: ConfigData): Iterable<Reference> {
  const { file, path, places } = parsed;
  const { data } = schema;
  if ((file.role !== "catalog" && file.role !== "config") || typeof data !== "object" || data === null) return;
  const from = new Referrer(path, places);
  if (file.role === "config") {
    const { rules } = data as ConfigData;
    for (const id of Object.keys(rules ?? {}))
      yield { file: path, place: places.key(rules ?? {}, id), type: "rule", id };
    return;
  }
  const lists = data as {
    policies?: DegradationPolicy[];
    objectives?: Objective[];
    scenarios?: Scenario[];
    invariants?: Invariant[];
    contracts?: Contract[];
  };
  yield* from.fields(lists.policies, "class", "degradation class");
  for (const objective of lists.objectives ?? []) yield* from.fields(objective.overrides, "service", "service");
  for (const scenario of lists.scenarios ?? []) {
    yield* from.list(scenario.kinds, "kind");
    yield* from.list(scenario.steps, "step");
    yield* from.list(scenario.policies, "policy");
    yield* from.list(scenario.objectives, "objective");
  }
  if (config.owners) {
    for (const list of [lists.policies, lists.invariants, lists.contracts])
      yield* from.fields<{ owner?: string }>(list, "owner", "owner");
  }
  yield* from.anywhere(data);
}

/** Every container within `data`, itself included, in the order of the file. */
export function* containersOf(data: unknown): Iterable<object> {
  if (typeof data !== "object" || data === null) return;
  yield data;
  for (const value of Object.values(data)) yield* containersOf(value);
}

/** Makes references out of the fields of one file. */
class Referrer {
  constructor(
    readonly file: string,
    readonly places: Places,
  ) {}

  /** The id under `key`, if there is one. */
  *field<T extends object>(container: T, key: keyof T & string, type: ReferenceType): Iterable<Reference> {
    const id: unknown = container[key];
    if (typeof id === "string") yield this.reference(type, id, () => this.places.value(container, key));
  }

  /** The id under `key` of each entry. */
  *fields<T extends object>(
    list: readonly T[] | undefined,
    key: keyof T & string,
    type: ReferenceType,
  ): Iterable<Reference> {
    for (const entry of list ?? []) yield* this.field(entry, key, type);
  }

  /** A list of ids. */
  *list(ids: readonly string[] | undefined, type: ReferenceType): Iterable<Reference> {
    for (const [index, id] of (ids ?? []).entries()) {
      yield this.reference(type, id, () => this.places.value(ids ?? [], index));
    }
  }

  /** A reference such as `drill:2026-05-20-policy-lag` under `key`. */
  *typed<T extends object>(container: T, key: keyof T & string): Iterable<Reference> {
    const text: unknown = container[key];
    if (typeof text === "string") yield* this.split(text, () => this.places.value(container, key));
  }

  /** A list of references such as `contract:bundle-refresh`. */
  *typedList(references: readonly string[] | undefined): Iterable<Reference> {
    for (const [index, text] of (references ?? []).entries())
      yield* this.split(text, () => this.places.value(references ?? [], index));
  }

  /** What may stand at any depth: citations, the gaps of blanks, suppressed rules. */
  *anywhere(data: unknown): Iterable<Reference> {
    for (const container of containersOf(data)) {
      const { cites, suppress } = container as { cites?: unknown; suppress?: unknown };
      if (Array.isArray(cites)) yield* this.citations(cites);
      if (Array.isArray(suppress)) yield* this.fields(suppress as { rule: string }[], "rule", "rule");
      if (isBlank(container)) yield* this.field(container, "gap", "missing evidence");
    }
  }

  *citations(cites: readonly unknown[]): Iterable<Reference> {
    for (const [index, id] of cites.entries()) {
      if (typeof id !== "string") continue;
      yield this.reference(id.startsWith("S") ? "source" : "evidence", id, () => this.places.value(cites, index));
    }
  }

  *split(text: string, place: () => Place): Iterable<Reference> {
    const colon = text.indexOf(":");
    const type = Object.hasOwn(TYPED, text.slice(0, colon)) ? TYPED[text.slice(0, colon)] : undefined;
    if (type !== undefined) yield this.reference(type, text.slice(colon + 1), place);
  }

  /** Most references are right, and nobody asks where those stand. */
  private reference(type: ReferenceType, id: string, place: () => Place): Reference {
    return {
      file: this.file,
      get place() {
        return place();
      },
      type,
      id,
    };
  }
}
