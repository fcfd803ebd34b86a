import { isLocalId, type Kind, localEntriesOf } from "../../model/kinds.js";
import { sourceOfId } from "../../model/repository-source.js";
import { memoize } from "../../util/memoize.js";
import { documentsOf, type RuleContext } from "../rule.js";
import { catalogReferencesOf, type Reference, referencesOf } from "./references.js";

/** A reference to an id that does not exist as it is written. */
export interface Unresolved {
  reference: Reference;
  /** The ids that do exist. */
  known: readonly string[];
  /** The one among them that differs in case only. */
  sameButCase: string | undefined;
  /** Of an id in another repository: what is not known. */
  elsewhere?: "source" | "id";
  /** Of a source that is not known: the id in the first source that has it. */
  sameInSource?: string | undefined;
}

/** Every reference that leads nowhere. Two rules ask for them. */
export const unresolvedReferences = memoize((context: RuleContext): readonly Unresolved[] => [...search(context)]);

function* search(context: RuleContext): Iterable<Unresolved> {
  const { config } = context.collection;
  const raw = new Map(context.files.map(({ parsed }) => [parsed.path, parsed.data]));
  const resolver = new Resolver(context);
  for (const document of documentsOf(context)) {
    const data = raw.get(document.source.path) ?? document.data;
    // In most documents every reference resolves; which they are is asked elsewhere too.
    if (context.referencesOf(document).every((one) => resolver.resolves(one, data))) continue;
    for (const reference of referencesOf(document, config)) yield* resolver.resolve(reference, data);
  }
  for (const file of context.files)
    for (const reference of catalogReferencesOf(file, config)) yield* resolver.resolve(reference, undefined);
}

class Resolver {
  /** The ids of each kind, and the same by their form in lower case. */
  readonly #ids = new Map<string, { known: readonly string[]; folded: ReadonlyMap<string, string> }>();

  #local: { data: unknown; ids: ReadonlySet<string> } | undefined;

  constructor(readonly context: RuleContext) {}

  /** Whether a reference, `kind id`, leads somewhere in this repository. */
  resolves(reference: string, data: unknown): boolean {
    const space = reference.indexOf(" ");
    const [kind, id] = [reference.slice(0, space) as Kind, reference.slice(space + 1)];
    if (sourceOfId(id) !== null) return false;
    if (isLocalId(kind, id)) return this.#localIds(data).has(reference);
    return kind !== "rule" && this.context.index.ids(kind).has(id);
  }

  /** The ids of a document, as `kind id`: those of the last one that was asked about. */
  #localIds(data: unknown): ReadonlySet<string> {
    if (this.#local === undefined || this.#local.data !== data)
      this.#local = { data, ids: new Set(localEntriesOf(data).map(({ kind, entry }) => `${kind} ${entry.id}`)) };
    return this.#local.ids;
  }

  /** @param data what the document of the reference holds, as it is written */
  *resolve(reference: Reference, data: unknown): Iterable<Unresolved> {
    const { kind, id } = reference;
    const source = sourceOfId(id);
    if (source !== null) yield* this.#resolveElsewhere(reference, source);
    else if (data !== undefined && isLocalId(kind, id)) {
      const known = localEntriesOf(data).flatMap((one) => (one.kind === kind ? one.entry.id : []));
      const sameButCase = known.find((one) => fold(one) === fold(id));
      if (!known.includes(id)) yield { reference, known, sameButCase };
    } else {
      const { index, ruleIds } = this.context;
      const isRule = kind === "rule";
      if (isRule ? ruleIds.includes(id) : index.ids(kind).has(id) || !index.isComplete(kind)) return;
      const ids = this.#ids.get(kind) ?? byCase(isRule ? ruleIds : [...index.ids(kind).keys()]);
      this.#ids.set(kind, ids);
      yield { reference, known: ids.known, sameButCase: ids.folded.get(fold(id)) };
    }
  }

  /** An id in another repository. Nothing is said of what cannot be looked up; `check` says that instead. */
  *#resolveElsewhere(reference: Reference, source: string): Iterable<Unresolved> {
    const { sources } = this.context;
    const { kind, id } = reference;
    if (sources === null) return;
    const name = id.slice(source.length + 2);
    if (!sources.names.includes(source)) {
      const other = sources.locked?.find(
        (one) => sources.names.includes(one.name) && sources.ids(one.name, kind)?.has(name),
      );
      const sameInSource = other && `@${other.name}/${name}`;
      yield { reference, known: sources.names, sameButCase: undefined, elsewhere: "source", sameInSource };
      return;
    }
    const ids = sources.ids(source, kind);
    if (ids === null || ids.has(name) || sources.isOlder(source, kind, name)) return;
    yield { reference, known: [...ids].map((one) => `@${source}/${one}`), sameButCase: undefined, elsewhere: "id" };
  }
}

function byCase(known: readonly string[]) {
  return { known, folded: new Map(known.map((id) => [fold(id), id])) };
}

function fold(id: string): string {
  return id.toLowerCase();
}
