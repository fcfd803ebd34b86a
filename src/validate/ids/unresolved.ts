import { documentsOf, type RuleContext } from "../rule.js";
import { entriesOf } from "./build-index.js";
import { catalogReferencesOf, LOCAL_LISTS, type LocalType, type Reference, referencesOf } from "./references.js";

/** A reference to an id that does not exist as it is written. */
export interface Unresolved {
  reference: Reference;
  /** The ids that do exist. */
  known: readonly string[];
  /** The one among them that differs in case only. */
  sameButCase: string | undefined;
}

const found = new WeakMap<RuleContext, readonly Unresolved[]>();

/** Every reference that leads nowhere. Found once for all rules that ask. */
export function unresolvedReferences(context: RuleContext): readonly Unresolved[] {
  const all = found.get(context) ?? [...search(context)];
  found.set(context, all);
  return all;
}

function* search(context: RuleContext): Iterable<Unresolved> {
  const { config } = context.collection;
  const raw = new Map(context.files.map(({ parsed }) => [parsed.path, parsed.data]));
  const resolver = new Resolver(context);
  for (const document of documentsOf(context)) {
    const data = raw.get(document.source.path) ?? document.data;
    for (const reference of referencesOf(document, config)) yield* resolver.resolve(reference, data);
  }
  for (const file of context.files)
    for (const reference of catalogReferencesOf(file, config)) yield* resolver.resolve(reference, undefined);
}

export function isLocal(type: Reference["type"]): type is LocalType {
  return Object.hasOwn(LOCAL_LISTS, type);
}

class Resolver {
  /** The ids of each type, and the same by what they are in lower case. */
  readonly #ids = new Map<string, { known: readonly string[]; folded: ReadonlyMap<string, string> }>();

  constructor(readonly context: RuleContext) {}

  /** @param data what the document of the reference holds, as it is written */
  *resolve(reference: Reference, data: unknown): Iterable<Unresolved> {
    const { type, id } = reference;
    if (id.startsWith("@")) return;
    if (isLocal(type)) {
      const known = entriesOf(data, LOCAL_LISTS[type]).map((entry) => entry.id);
      const sameButCase = known.find((one) => fold(one) === fold(id));
      if (!known.includes(id)) yield { reference, known, sameButCase };
    } else {
      const { index, ruleIds } = this.context;
      if (type === "rule" ? ruleIds.includes(id) : index.ids(type).has(id) || !index.complete(type)) return;
      const ids = this.#ids.get(type) ?? byCase(type === "rule" ? ruleIds : [...index.ids(type).keys()]);
      this.#ids.set(type, ids);
      yield { reference, known: ids.known, sameButCase: ids.folded.get(fold(id)) };
    }
  }
}

function byCase(known: readonly string[]) {
  return { known, folded: new Map(known.map((id) => [fold(id), id])) };
}

function fold(id: string): string {
  return id.toLowerCase();
}
