import type { Root } from "mdast";
import type { Catalogs } from "./catalogs.js";
import { CATALOG_KINDS, type Kind } from "./kinds.js";
import type { Place } from "./place.js";
import type { Places } from "./places.js";
import type { SourceInfo } from "./repository-source.js";
import type { Account, ConfigData, DrillData, PostmortemData, Visibility } from "./schema-types.js";
import type { Source } from "./source.js";

/** A heading of a body. `text` is without markup; `title` is the place of the whole heading line. */
export interface Heading {
  text: string;
  depth: number;
  place: Place;
}

/** A link, an image or a definition, with the address as it is written. */
export interface Link {
  type: "link" | "image";
  url: string;
  place: Place;
}

/** A top-level section: a heading of depth 2 and what follows it up to the next. Comments and blank lines do not fill a section. */
export interface Section {
  heading: Heading;
  empty: boolean;
  /** Whether the public finds nothing in it: it is empty, or all of it is internal. */
  emptyForPublic: boolean;
}

/** A line with `:::` that is not exactly a block. Offsets are in the body. */
export interface ContainerFault {
  start: number;
  end: number;
  message: string;
  hint: string;
  /** A block of another name, whose text is shown. Otherwise it is uncertain what was meant to be internal. */
  isWarning?: true;
}

/** The Markdown below the front matter. Positions in `tree` count from the start of the body. */
export interface Body {
  tree: Root;
  /** The Markdown itself. */
  text: string;
  headings: Heading[];
  sections: Section[];
  links: Link[];
  containerFaults: readonly ContainerFault[];
}

/** A postmortem or a drill whose front matter has passed its schema, less what has not. */
interface DocumentOf<Kind extends "postmortem" | "drill", Data> {
  type: Kind;
  /** The file name without `.md`. */
  id: string;
  data: Data;
  body: Body;
  source: Source;
  places: Places;
}

export type Postmortem = DocumentOf<"postmortem", PostmortemData>;
export type Drill = DocumentOf<"drill", DrillData>;
export type AnyDocument = Postmortem | Drill;

/** The text that `site.about` in `inquest.yaml` names. */
export interface About {
  /** Relative to the collection's folder. */
  path: string;
  body: Body;
}

/** The catalogs of a collection that has none. */
export function emptyCatalogs(): Catalogs {
  return Object.fromEntries(CATALOG_KINDS.map(({ property }) => [property, []])) as unknown as Catalogs;
}

/** Everything that authors keep, typed. Documents are sorted by id. */
export interface Collection {
  config: ConfigData;
  catalogs: Catalogs;
  postmortems: Postmortem[];
  drills: Drill[];
  /** What the collection says of itself beyond its description; null where it says nothing. */
  about: About | null;
  /** The repositories whose documents and entries are a part of it, by name; absent where it is read alone. */
  sources?: readonly SourceInfo[];
  /** The entries of its own catalogs that a source has word for word, by the name of the source, as `step:id`. */
  sharedEntries?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids that it refers to in sources of which the public may not know, and that are not there. */
  hiddenElsewhere?: readonly { kind: Kind; id: string }[];
}

/** The day that a document's id starts with, or null for `undated-…`. */
export function dayOfId(id: string): string | null {
  return /^(?:@[^/]+\/)?(\d{4}-\d{2}-\d{2})-/.exec(id)?.[1] ?? null;
}

/** Whose account a document is: what it says, else what the collection says, else own. */
export function accountOf(document: AnyDocument, config: ConfigData): Account {
  return document.data.account ?? config.account ?? "own";
}

/** The visibility of a document or entry: what it says, else what stands around it. The outermost default is internal. */
export function visibilityOf(entry: { visibility?: Visibility }, around: Visibility | undefined): Visibility {
  return entry.visibility ?? around ?? "internal";
}
