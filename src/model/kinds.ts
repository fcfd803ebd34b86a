import type { Catalogs } from "./catalogs.js";

/** Where things of a kind are declared. */
type Home =
  /** One file each, in a folder of the collection. */
  | { folder: "incidents" | "drills" }
  /** A list of a catalog file; `property` is its name in `Catalogs` where that is not the list's. */
  | { catalog: string; list: string; property?: string }
  /** A list inside each entry of another kind, whose id comes first: `trust/missing-identity`. */
  | { within: string; list: string }
  /** A list of `inquest.yaml`. Without the list, fields that could name its entries are plain text. */
  | { config: string }
  /** A list of a postmortem or drill; ids are a letter and a number, and count within that file. */
  | { document: string; letter: string }
  /** Built into the program. */
  | { program: true };

interface KindRow {
  singular: string;
  plural: string;
  /** What it is called beside a link; absent: `singular`. */
  label?: string;
  home: Home;
  /** The folder of its pages in the site. */
  pages?: string;
  /** Whether a typed reference such as `contract:x` may name it. */
  typed?: true;
  /** Whether it is a node of the graph. */
  node?: true;
  /** Where a postmortem may state one instead of naming one: in which field of which list. Such ids start with the letter. */
  stated?: { list: string; field: string; letter: string };
  /** Whether a collection adds these itself, so that one that nothing refers to is left over. */
  ownEntries?: true;
}

const ROWS = {
  incident: {
    singular: "incident",
    plural: "incidents",
    home: { folder: "incidents" },
    pages: "incidents",
    typed: true,
    node: true,
  },
  drill: { singular: "drill", plural: "drills", home: { folder: "drills" }, pages: "drills", typed: true, node: true },
  class: {
    singular: "class",
    plural: "classes",
    home: { catalog: "taxonomy", list: "classes" },
    pages: "taxonomy",
    node: true,
  },
  kind: {
    singular: "kind",
    plural: "kinds",
    label: "kind of failure",
    home: { within: "class", list: "kinds" },
    pages: "taxonomy",
    typed: true,
    node: true,
  },
  "degradation-class": {
    singular: "degradation class",
    plural: "degradation classes",
    home: { catalog: "degradation", list: "classes", property: "degradationClasses" },
  },
  policy: {
    singular: "policy",
    plural: "policies",
    home: { catalog: "degradation", list: "policies" },
    pages: "degradation",
    typed: true,
    node: true,
    ownEntries: true,
  },
  objective: {
    singular: "objective",
    plural: "objectives",
    home: { catalog: "objectives", list: "objectives" },
    pages: "objectives",
    typed: true,
    node: true,
  },
  step: {
    singular: "step",
    plural: "steps",
    home: { catalog: "choreography", list: "steps" },
    pages: "choreography",
    typed: true,
    node: true,
  },
  invariant: {
    singular: "invariant",
    plural: "invariants",
    home: { catalog: "invariants", list: "invariants" },
    pages: "invariants",
    stated: { list: "violated_invariants", field: "invariant", letter: "I" },
    typed: true,
    node: true,
    ownEntries: true,
  },
  contract: {
    singular: "contract",
    plural: "contracts",
    home: { catalog: "contracts", list: "contracts" },
    pages: "contracts",
    stated: { list: "unclear_contracts", field: "contract", letter: "C" },
    typed: true,
    node: true,
    ownEntries: true,
  },
  scenario: {
    singular: "scenario",
    plural: "scenarios",
    home: { catalog: "scenarios", list: "scenarios" },
    pages: "drills/scenarios",
    typed: true,
    node: true,
  },
  service: {
    singular: "service",
    plural: "services",
    home: { catalog: "services", list: "services" },
    pages: "services",
    typed: true,
    node: true,
    ownEntries: true,
  },
  theme: {
    singular: "theme",
    plural: "themes",
    label: "theme of missing evidence",
    home: { catalog: "evidence-themes", list: "themes" },
    pages: "evidence/themes",
    typed: true,
    node: true,
    ownEntries: true,
  },
  severity: { singular: "severity", plural: "severities", home: { config: "severities" } },
  owner: { singular: "owner", plural: "owners", home: { config: "owners" } },
  evidence: {
    singular: "evidence",
    plural: "evidence",
    home: { document: "evidence", letter: "E" },
    typed: true,
    node: true,
  },
  missing: {
    singular: "missing evidence",
    plural: "missing evidence",
    label: "gap",
    home: { document: "missing_evidence", letter: "M" },
    typed: true,
    node: true,
  },
  finding: {
    singular: "finding",
    plural: "findings",
    home: { document: "findings", letter: "F" },
    typed: true,
    node: true,
  },
  action: {
    singular: "action",
    plural: "actions",
    home: { document: "actions", letter: "A" },
    typed: true,
    node: true,
  },
  source: {
    singular: "source",
    plural: "sources",
    home: { document: "sources", letter: "S" },
    typed: true,
    node: true,
  },
  rule: { singular: "rule", plural: "rules", home: { program: true }, pages: "rules" },
} as const satisfies Record<string, KindRow>;

type Rows = typeof ROWS;
type Where<Condition> = { [Name in keyof Rows]: Rows[Name] extends Condition ? Name : never }[keyof Rows];

/** A kind of thing that has an id. */
export type Kind = keyof Rows;
/** A kind that is a node of the graph. */
export type NodeKind = Where<{ node: true }>;
/** A kind whose ids count within one document. */
export type LocalKind = Where<{ home: { document: string } }>;
/** A kind that a catalog file lists. */
export type CatalogKind = Where<{ home: { catalog: string } }>;
/** A kind that a postmortem may state in place. */
export type StatedKind = Where<{ stated: object }>;
/** The name of a catalog file without `.yaml`. */
export type CatalogName = Extract<Rows[CatalogKind]["home"], { catalog: string }>["catalog"];

/** Every kind of thing that has an id: what it is called, where it is declared, where its pages are. */
export const KINDS: Readonly<Record<Kind, KindRow>> = ROWS;

const ALL = Object.keys(ROWS) as Kind[];

/** The kinds of the nodes of the graph. */
export const NODE_KINDS = ALL.filter((kind): kind is NodeKind => "node" in ROWS[kind]);

/** The kinds whose ids count within one document, with the list of the document that declares them. */
export const LOCAL_KINDS = ALL.flatMap((kind) => {
  const { home } = KINDS[kind];
  return "document" in home ? [{ kind: kind as LocalKind, list: home.document, letter: home.letter }] : [];
});

/** The kinds that a postmortem may state in place, with where it does. */
export const STATED_KINDS = ALL.flatMap((kind) => {
  const { stated } = KINDS[kind];
  return stated ? [{ kind: kind as StatedKind, ...stated }] : [];
});

/** The kinds that catalogs list, by catalog and list. */
export const CATALOG_KINDS = ALL.flatMap((kind) => {
  const { home } = KINDS[kind];
  if (!("catalog" in home)) return [];
  const { list, property = list } = home;
  return [
    {
      kind: kind as CatalogKind,
      catalog: home.catalog as CatalogName,
      list,
      property: property as keyof Catalogs,
      /** The folder of `catalog/` that may hold its entries, one file each. */
      folder: property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      nested: nestedIn(kind),
    },
  ];
});

/** The kinds that `inquest.yaml` lists. */
export const CONFIG_KINDS = ALL.flatMap((kind) => {
  const { home } = KINDS[kind];
  return "config" in home ? [{ kind, list: home.config }] : [];
});

/** The catalogs, by the name of their file without `.yaml`. */
export const CATALOG_NAMES: readonly CatalogName[] = [...new Set(CATALOG_KINDS.map(({ catalog }) => catalog))];

/** The kind that is listed inside the entries of another. */
function nestedIn(outer: Kind): { kind: Kind; list: string } | undefined {
  return ALL.flatMap((kind) => {
    const { home } = KINDS[kind];
    return "within" in home && home.within === outer ? [{ kind, list: home.list }] : [];
  })[0];
}

/** Whether its ids count within one document only. Total, for words that are no kind. */
function isLocalKind(kind: Kind): kind is LocalKind {
  return Object.hasOwn(KINDS, kind) && "document" in KINDS[kind].home;
}

/** Whether an id of this kind is one that a document gives to what it states in place, such as I1. No catalog can have it. */
export function isStatedId(kind: Kind, id: string): boolean {
  const letter = Object.hasOwn(KINDS, kind) ? KINDS[kind].stated?.letter : undefined;
  return letter !== undefined && id.startsWith(letter);
}

/** Whether an id counts within one document only. */
export function isLocalId(kind: Kind, id: string): kind is LocalKind | StatedKind {
  return isLocalKind(kind) || isStatedId(kind, id);
}

/** What stands for the id of something that the readers of a site may not see. No entry can have it as its own id. */
export const WITHHELD = "withheld";

/** The same in the form of the ids of a kind. */
export function withheldId(kind: Kind): string {
  return "within" in KINDS[kind].home ? `${WITHHELD}/${WITHHELD}` : WITHHELD;
}

/** What a public text says in the place of one that is internal. */
export const WITHHELD_TEXT = "Withheld";

export function isWithheld(id: string): boolean {
  return id === WITHHELD || id === `${WITHHELD}/${WITHHELD}`;
}

/** The kind of a document: a near-miss is an `incident` too. */
export function documentKind({ type }: { type: "postmortem" | "drill" }): "incident" | "drill" {
  return type === "drill" ? "drill" : "incident";
}

/** The id of the class that a kind of failure such as `trust/missing-identity` is of. */
export function classOfKind(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf("/")));
}

/** Splits a typed reference such as `contract:bundle-refresh`; null where it names no kind that has such references. */
export function parseReference(text: string): { kind: NodeKind; id: string } | null {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0));
  return Object.hasOwn(KINDS, name) && KINDS[name as Kind].typed === true
    ? { kind: name as NodeKind, id: text.slice(colon + 1) }
    : null;
}

/** What an entry with an id is called: its title, else what it says, else its file. */
export function titleOf(entry: object): string | undefined {
  const { title, what, file, statement } = entry as Partial<Record<string, unknown>>;
  return [title, what, file, statement].find((text) => typeof text === "string");
}

/** An entry of a document with an id that counts within it. */
export interface LocalEntry {
  kind: LocalKind | StatedKind;
  entry: { id: string };
  /** The item of the list of the document: the entry itself, or what states it. */
  item: object;
}

/** Everything in the data of a document that has an id within it, whatever else is right or wrong with it. */
export function localEntriesOf(data: unknown): LocalEntry[] {
  if (typeof data !== "object" || data === null) return [];
  const found: LocalEntry[] = [];
  for (const { kind, list } of LOCAL_KINDS)
    for (const item of itemsIn(data, list)) if (hasId(item)) found.push({ kind, entry: item, item });
  for (const { kind, list, field } of STATED_KINDS)
    for (const item of itemsIn(data, list)) {
      const entry = isObject(item) ? (item as Record<string, unknown>)[field] : undefined;
      if (hasId(entry)) found.push({ kind, entry, item: item as object });
    }
  return found;
}

function itemsIn(data: object, list: string): readonly unknown[] {
  const items: unknown = (data as Record<string, unknown>)[list];
  return Array.isArray(items) ? items : [];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function hasId(value: unknown): value is { id: string } {
  return isObject(value) && typeof (value as { id?: unknown }).id === "string";
}

/** The entries of a list, none where it is absent or a blank. */
export function entriesIn(holder: object, list: string): readonly { id: string }[] {
  const entries: unknown = (holder as Record<string, unknown>)[list];
  return Array.isArray(entries) ? entries : [];
}
