import {
  CATALOG_KINDS,
  type CatalogKind,
  KINDS,
  type Kind,
  LOCAL_KINDS,
  type LocalKind,
  parseReference,
} from "./kinds.js";
import { REFERENCES, type ReferenceField, type ReferenceOwner } from "./references.js";
import { isBlank } from "./values/blank.js";

/** A place of a file's data that refers to something. */
export interface Mention {
  field: ReferenceField;
  /** The map or list that holds the id, and where in it. */
  container: object;
  key: string | number;
  /** The innermost map around it. */
  beside: Readonly<Record<string, unknown>>;
  /** The entry of a list of its owner that it stands in; null where it stands in none. */
  entry: object | null;
  /** The kind of that entry where it has an id of its own in the document. */
  entryKind: LocalKind | null;
  kind: Kind;
  id: string;
}

const ITEMS = Symbol("each item");
const KEYS = Symbol("each key");
type Step = string | typeof ITEMS | typeof KEYS;

interface CompiledField {
  field: ReferenceField;
  /** The first one: a field of the map that the path starts from. */
  name: string;
  steps: readonly Step[];
  entryKind: LocalKind | null;
}

const COMPILED: readonly CompiledField[] = REFERENCES.map((field) => {
  const steps = field.path.split(".").flatMap((part): Step[] => {
    const name = part.replace(/\[\]|\{\}/g, "");
    return [name, ...(part.endsWith("[]") ? [ITEMS] : []), ...(part.endsWith("{}") ? [KEYS] : [])] as Step[];
  });
  const isInDocument = field.of === "document" || field.of === "postmortem" || field.of === "drill";
  const entryKind = LOCAL_KINDS.find(({ list }) => isInDocument && list === steps[0])?.kind ?? null;
  return { field, name: steps[0] as string, steps, entryKind };
});

const fieldsOf = (...owners: ReferenceOwner[]) => COMPILED.filter(({ field }) => owners.includes(field.of));
const ANYWHERE = fieldsOf("anything");
const OWN: Readonly<Record<Exclude<ReferenceOwner, "document" | "anything">, readonly CompiledField[]>> = {
  postmortem: fieldsOf("document", "postmortem"),
  drill: fieldsOf("document", "drill"),
  config: fieldsOf("config"),
  ...(Object.fromEntries(CATALOG_KINDS.map(({ kind }) => [kind, fieldsOf(kind)])) as unknown as Record<
    CatalogKind,
    CompiledField[]
  >),
};

/** Everything that a document, an entry of a catalog or `inquest.yaml` refers to, itself and at any depth. */
export function mentionsOf(owner: keyof typeof OWN, data: object): Mention[] {
  const found: Mention[] = [];
  for (const field of OWN[owner])
    if (Object.hasOwn(data, field.name)) follow(data, data, "", field, 0, {}, null, found);
  for (const container of containersOf(data)) {
    if (Array.isArray(container)) continue;
    for (const field of ANYWHERE)
      if (Object.hasOwn(container, field.name) && (field.name !== "gap" || isBlank(container)))
        follow(container, container, "", field, 0, {}, null, found);
  }
  return found;
}

/** Every container within `data`, itself included, in the order of the file. */
export function containersOf(data: unknown): object[] {
  const found: object[] = [];
  collectContainers(data, found);
  return found;
}

/** Nested generators would take many times as long. */
function collectContainers(data: unknown, found: object[]): void {
  if (typeof data !== "object" || data === null) return;
  found.push(data);
  if (Array.isArray(data)) for (const item of data) collectContainers(item, found);
  else for (const key in data) collectContainers((data as Record<string, unknown>)[key], found);
}

function follow(
  value: unknown,
  container: object,
  key: string | number,
  compiled: CompiledField,
  at: number,
  beside: Mention["beside"],
  entry: object | null,
  found: Mention[],
): void {
  const step = compiled.steps[at];
  if (step === undefined) {
    if (typeof value === "string") add(value, container, key, compiled, beside, entry, found);
  } else if (typeof value !== "object" || value === null) return;
  else if (step === ITEMS) {
    if (!Array.isArray(value)) return;
    for (let index = 0; index < value.length; index++)
      follow(value[index], value, index, compiled, at + 1, beside, entry ?? objectOf(value[index]), found);
  } else if (step === KEYS) {
    for (const name of Object.keys(value)) add(name, value, name, compiled, beside, entry, found);
  } else if (Object.hasOwn(value, step)) {
    const map = value as Record<string, unknown>;
    follow(map[step], map, step, compiled, at + 1, map, entry, found);
  }
}

function objectOf(item: unknown): object | null {
  return typeof item === "object" ? item : null;
}

function add(
  text: string,
  container: object,
  key: string | number,
  { field, entryKind }: CompiledField,
  beside: Mention["beside"],
  entry: object | null,
  found: Mention[],
): void {
  if (text === field.except) return;
  const target = targetOf(field, text);
  if (target) found.push({ field, container, key, beside, entry, entryKind, ...target });
}

/** What the text of a reference names; null where a typed reference names no kind. */
function targetOf({ to }: ReferenceField, text: string): { kind: Kind; id: string } | null {
  if (to === "typed") return parseReference(text);
  if (typeof to === "string") return { kind: to, id: text };
  const byLetter = to.find((kind) => {
    const { home } = KINDS[kind];
    return "letter" in home && text.startsWith(home.letter);
  });
  return { kind: byLetter ?? to[0] ?? "evidence", id: text };
}
