import type { Root } from "mdast";
import type { Catalogs } from "../model/catalogs.js";
import type { AnyDocument, Body, Collection } from "../model/collection.js";
import type { FieldDeclaration } from "../model/custom-fields.js";
import { type Hidden, hiddenIn, isHidden, isInternal, withLocalHidden } from "../model/hidden.js";
import { CATALOG_KINDS, documentKind, entriesIn, type Kind, parseReference } from "../model/kinds.js";
import { REFERENCES } from "../model/references.js";
import type { ConfigData } from "../model/schema-types.js";
import { Source } from "../model/source.js";
import { isHiddenBlock } from "./visible-body.js";

/** A collection that differs from another only in what the public may not see, and what of it differs. */
export interface Altered {
  collection: Collection;
  /** The hidden texts, as they were. */
  texts: ReadonlySet<string>;
  /** The hidden ids of catalog entries and documents, as they were. */
  ids: ReadonlySet<string>;
}

/**
 * Alters what the public may not see: other ids, texts, times and numbers, and other ids where something public refers to
 * it. The public site of the result must be the same byte for byte: what differs between the two has leaked. This goes
 * by `visibility` and by ids alone, so that it also finds what the redaction forgets. What needs no change is not copied.
 */
export function alterHidden(collection: Collection): Altered {
  const alteration = new HiddenAlteration(collection);
  const { others, texts } = alteration.others();
  const all = new Set(texts);
  const altered = <T extends AnyDocument>(one: T): T => {
    const { document, texts } = alteration.document(one);
    for (const text of texts) all.add(text);
    return document;
  };
  const [postmortems, drills] = [collection.postmortems.map(altered), collection.drills.map(altered)];
  return { collection: { ...collection, ...others, postmortems, drills }, texts: all, ids: alteration.ids };
}

/** What of a collection is no document. */
type Others = Pick<Collection, "config" | "catalogs" | "about" | "sources">;

/** Alters what a collection hides, document by document. */
export class HiddenAlteration {
  /** The hidden ids of catalog entries and documents, as they were. */
  readonly ids: ReadonlySet<string>;
  readonly #collection: Collection;
  readonly #hidden: Hidden;
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #fields: ReadonlySet<string>;

  constructor(collection: Collection) {
    const { config, catalogs, postmortems, drills } = collection;
    const hidden = hiddenIn(collection);
    const declared = new Set<string>();
    const ids = new Map<string, string>();
    const note = (kind: Kind, id: string, other = alterText(id)) => {
      if (isHidden(hidden, kind, id)) ids.set(id, other);
      else declared.add(id);
    };
    for (const one of [...postmortems, ...drills]) note(documentKind(one), one.id);
    for (const { kind, property, nested } of CATALOG_KINDS) {
      for (const entry of catalogs[property]) {
        note(kind, entry.id);
        const outer = ids.get(entry.id) ?? entry.id;
        for (const { id } of nested ? entriesIn(entry, nested.list) : [])
          note(nested?.kind ?? kind, `${entry.id}/${id}`, `${outer}/${alterText(id)}`);
      }
    }
    // An id that something public has too tells nothing.
    for (const id of declared) ids.delete(id);
    this.#collection = collection;
    this.#hidden = hidden;
    this.#renamed = ids;
    this.#fields = new Set((config.fields ?? []).filter(isInternal).map(({ name }) => name));
    this.ids = new Set(ids.keys());
  }

  /** All that `document` follows from besides the document. */
  get key(): string {
    const hidden = Array.from(this.#hidden, ([kind, ids]) => [kind, [...ids]]);
    return JSON.stringify([hidden, [...this.#renamed], this.#collection.config]);
  }

  /** A document with what it hides altered, and the hidden texts that were in it. */
  document<T extends AnyDocument>(document: T): { document: T; texts: ReadonlySet<string> } {
    const alteration = this.#alteration();
    return { document: alteration.document(document), texts: alteration.texts };
  }

  /** The same of what is no document. */
  others(): { others: Others; texts: ReadonlySet<string> } {
    const { config, catalogs, about, sources } = this.#collection;
    const alteration = this.#alteration();
    return {
      others: {
        config: alteration.config(config),
        ...(sources && { sources: sources.map((source) => alteration.source(source)) }),
        catalogs: Object.fromEntries(
          CATALOG_KINDS.map(({ kind, property }) => [
            property,
            catalogs[property].map((entry) => alteration.entry(kind, entry)),
          ]),
        ) as unknown as Catalogs,
        about: about && { ...about, body: alteration.body(about.body, false) },
      },
      texts: alteration.texts,
    };
  }

  #alteration(): Alteration {
    return new Alteration(this.#hidden, this.#renamed, this.#fields);
  }
}

/** What decides whether something is hidden, and the structure of a Markdown tree. */
const KEPT_KEYS = new Set(["visibility", "status", "schema", "type", "name", "position"]);

/** The kinds that a field of this name can refer to, and whether its entry goes with what it refers to. */
const FIELDS = new Map(
  REFERENCES.map(({ path, to, whenHidden }) => {
    const key =
      path
        .replace(/\[\]|\{\}/g, "")
        .split(".")
        .at(-1) ?? "";
    return [
      key,
      { kinds: to === "typed" ? [] : [to].flat(), goesWhole: whenHidden === "entry" || whenHidden === "answer" },
    ];
  }),
);

const WHOLE_FIELDS = [...FIELDS].filter(([, { goesWhole }]) => goesWhole);

class Alteration {
  readonly texts = new Set<string>();

  constructor(
    readonly hidden: Hidden,
    readonly ids: ReadonlyMap<string, string>,
    /** The names of the custom fields that are internal. */
    readonly fields: ReadonlySet<string>,
  ) {}

  config(config: ConfigData): ConfigData {
    const { fields, sources } = config;
    // An equal one that is another object would not be taken for the same.
    if (fields === undefined && sources === undefined) return config;
    return {
      ...config,
      ...(fields && { fields: fields.map((field) => this.#field(field)) }),
      ...(sources && { sources: sources.map((source) => this.source(source)) }),
    };
  }

  /** The declaration of a custom field. What decides about its values stays. */
  #field(field: FieldDeclaration): FieldDeclaration {
    if (!isInternal(field)) return field;
    const { name, title, options } = field;
    const altered = this.#alter({ title, ...(options && { options }) }, "", true, this.hidden);
    return { ...field, ...altered, name: this.#text(name, "", true, this.hidden) };
  }

  /** Another repository. Its name stays, since ids start with it. */
  source<T extends object>(source: T): T {
    return isInternal(source) ? this.#alter(source, "", true, this.hidden) : source;
  }

  entry<T extends { id: string }>(kind: Kind, entry: T): T {
    const isWhole = isHidden(this.hidden, kind, entry.id);
    const altered = this.#alter(entry, "", isWhole, this.hidden);
    const id = this.#rename(entry.id, isWhole);
    return id === altered.id ? altered : { ...altered, id };
  }

  document<T extends AnyDocument>(document: T): T {
    const { id, data, body, source } = document;
    const isWhole = isHidden(this.hidden, documentKind(document), id);
    const altered = this.#alter(data, "", isWhole, withLocalHidden(this.hidden, data));
    const other = this.#rename(id, isWhole);
    return {
      ...document,
      id: other,
      data: altered,
      body: this.body(body, isWhole),
      source: isWhole ? new Source(source.path.replace(`${id}.md`, `${other}.md`), "") : source,
    };
  }

  /** Trees are made when they are asked for, so that those of a whole collection are never in memory together. */
  body(body: Body, isWhole: boolean): Body {
    const tree = (): Root => this.#alter(body.tree, "", isWhole, this.hidden);
    const text = () => (isWhole ? "" : this.#renamePaths(body.text));
    const links = () => body.links.map((link) => ({ ...link, url: this.#renamePaths(link.url) }));
    // Notes the hidden texts; a body without blocks that is not hidden has none.
    if (isWhole || body.text.includes(":::")) tree();
    return {
      get tree() {
        return tree();
      },
      get text() {
        return text();
      },
      get headings() {
        return body.headings;
      },
      get sections() {
        return body.sections;
      },
      get links() {
        return links();
      },
      get containerFaults() {
        return body.containerFaults;
      },
    };
  }

  #alter<T>(value: T, key: string, isWhole: boolean, hidden: Hidden): T;
  #alter(value: unknown, key: string, isWhole: boolean, hidden: Hidden): unknown {
    if (typeof value === "string") return this.#text(value, key, isWhole, hidden);
    if (typeof value === "number") return isWhole ? value + 1 : value;
    if (typeof value === "boolean") return isWhole ? !value : value;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return this.#alterList(value, key, isWhole, hidden);
    if (key === "fields" && !isWhole) return this.#customFields(value, hidden);
    const whole = isWhole || isInternal(value) || isHiddenBlock(value) || isAboutHidden(value, hidden);
    // Every node of every body comes here, and most stay as they are: those are not copied.
    let copy: Record<string, unknown> | null = null;
    for (const name in value) {
      if (KEPT_KEYS.has(name)) continue;
      const before = (value as Record<string, unknown>)[name];
      const after = this.#alter(before, name, whole, hidden);
      if (after === before) continue;
      copy ??= { ...value };
      copy[name] = after;
    }
    return copy ?? value;
  }

  #alterList(list: readonly unknown[], key: string, isWhole: boolean, hidden: Hidden): readonly unknown[] {
    const altered = list.map((item) => this.#alter(item, key, isWhole, hidden));
    return altered.some((item, at) => item !== list[at]) ? altered : list;
  }

  /** Internal ones have another name and another value. */
  #customFields(fields: object, hidden: Hidden): object {
    return Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        const isHiddenField = this.fields.has(name);
        return [isHiddenField ? alterText(name) : name, this.#alter(value, "", isHiddenField, hidden)];
      }),
    );
  }

  #text(text: string, key: string, isWhole: boolean, hidden: Hidden): string {
    const reference = parseReference(text);
    if (reference && isHidden(hidden, reference.kind, reference.id))
      return `${reference.kind}:${this.#rename(reference.id, true)}`;
    if (key === "url") return this.#url(text, isWhole);
    const refersToHidden = FIELDS.get(key)?.kinds.some((kind) => isHidden(hidden, kind, text)) === true;
    // A word alone may be anything. What has the form of an id is one, whatever the field is called.
    if (refersToHidden || (this.ids.has(text) && /[-/]/.test(text))) return this.#rename(text, true);
    if (!isWhole) return text;
    this.texts.add(text);
    return alterText(text);
  }

  #rename(id: string, isWhole: boolean): string {
    return this.ids.get(id) ?? (isWhole ? alterText(id) : id);
  }

  /** A link of a public body to a hidden document has the new name of its file. */
  #url(url: string, isWhole: boolean): string {
    if (!isWhole) return this.#renamePaths(url);
    this.texts.add(url);
    return alterText(url);
  }

  #renamePaths(text: string): string {
    return text.replace(/[^/#?()\s]+/g, (part) => {
      const id = part.endsWith(".md") ? part.slice(0, -".md".length) : part;
      return this.ids.has(id) ? part.replace(id, this.#rename(id, true)) : part;
    });
  }
}

/** Whether an entry of a public list is about something hidden, and so is not shown either. */
function isAboutHidden(value: object, hidden: Hidden): boolean {
  return WHOLE_FIELDS.some(([key, { kinds }]) => {
    const id = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return typeof id === "string" && kinds.some((kind) => isHidden(hidden, kind, id));
  });
}

/** Other letters and digits in the same places, so that ids stay ids and times stay times. `E1` becomes `E1001`. */
function alterText(text: string): string {
  if (/^[A-Z]\d{1,3}$/.test(text)) return text.charAt(0) + String(Number(text.slice(1)) + 1000);
  return text.replace(/[a-z]/gi, rotate).replace(/[12]/g, (digit) => (digit === "1" ? "2" : "1"));
}

/** The letter half an alphabet further. */
function rotate(letter: string): string {
  const first = letter < "a" ? 65 : 97;
  return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
}
