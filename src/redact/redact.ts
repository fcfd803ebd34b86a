import { posix } from "node:path";
import type { Catalogs } from "../model/catalogs.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import { evidenceFolder } from "../model/evidence-files.js";
import { type Hidden, hiddenIn, isHidden, isInternal } from "../model/hidden.js";
import { CATALOG_KINDS, documentKind } from "../model/kinds.js";
import { linkTarget } from "../model/link-target.js";
import type { ConfigData, Visibility } from "../model/schema-types.js";
import { Source } from "../model/source.js";
import { memoize } from "../util/memoize.js";
import { visibleConfig, visibleFields } from "./custom-fields.js";
import { visibleBody } from "./visible-body.js";
import { visibleData } from "./visible-data.js";

/**
 * What an audience may see of a collection. The public sees published documents that are public, without their internal
 * entries and `:::internal` blocks, and "withheld" where they refer to something hidden. Later stages get nothing else.
 * What needs no change is not copied.
 * @param leftOut paths of documents that cannot be shown: nothing of them is left, and their ids stay known
 */
export function redact(
  collection: Collection,
  audience: Visibility,
  leftOut: ReadonlySet<string> = new Set(),
): Collection {
  if (leftOut.size > 0)
    return audience === "internal" ? without(collection, leftOut) : redactForPublic(collection, leftOut);
  return audience === "internal" ? collection : redactAllForPublic(collection);
}

const redactAllForPublic = memoize((collection: Collection) => redactForPublic(collection, new Set()));

function redactForPublic(collection: Collection, leftOut: ReadonlySet<string>): Collection {
  const { config, catalogs, about, sources } = collection;
  const { postmortems, drills } = without(collection, leftOut);
  const hidden = hiddenIn(collection);
  const files = hiddenFiles(collection, hidden);
  const visible = CATALOG_KINDS.map(({ kind, property }) => {
    const entries = catalogs[property].filter(({ id }) => !isHidden(hidden, kind, id));
    return [property, entries.map((entry) => visibleData(kind, entry, hidden))];
  });
  return {
    config: visibleConfig(config),
    catalogs: Object.fromEntries(visible) as Catalogs,
    postmortems: visibleDocuments(postmortems, hidden, files, config),
    drills: visibleDocuments(drills, hidden, files, config),
    about: about && { ...about, body: visibleBody(about.body, leadsTo(files, about.path)) },
    ...(sources && { sources: sources.filter((one) => !isInternal(one)) }),
  };
}

/** The documents that an audience may see, with what it may not see of them. */
export function documentsFor(collection: Collection, audience: Visibility): AnyDocument[] {
  const all = [...collection.postmortems, ...collection.drills];
  if (audience === "internal") return all;
  const hidden = hiddenIn(collection);
  return all.filter((one) => !isHidden(hidden, documentKind(one), one.id));
}

/** The collection without some documents, by their paths. */
export function without(collection: Collection, leftOut: ReadonlySet<string>): Collection {
  const isIn = ({ source }: AnyDocument) => !leftOut.has(source.path);
  return {
    ...collection,
    postmortems: collection.postmortems.filter(isIn),
    drills: collection.drills.filter(isIn),
  };
}

function visibleDocuments<T extends AnyDocument>(
  documents: readonly T[],
  hidden: Hidden,
  files: HiddenFiles,
  config: ConfigData,
): T[] {
  return documents
    .filter((document) => !isHidden(hidden, documentKind(document), document.id))
    .map((document) => {
      const data = visibleFields(visibleData(document.type, document.data, hidden), config);
      const body = visibleBody(document.body, leadsTo(files, document.source.path));
      if (data === document.data && body === document.body) return document;
      return { ...document, data, body, source: new Source(document.source.path, "") };
    });
}

/** Paths of hidden documents, and the folders of their evidence. */
interface HiddenFiles {
  documents: ReadonlySet<string>;
  folders: readonly string[];
}

function hiddenFiles({ postmortems, drills }: Collection, hidden: Hidden): HiddenFiles {
  const documents = [...postmortems, ...drills].filter((one) => isHidden(hidden, documentKind(one), one.id));
  return {
    documents: new Set(documents.map(({ source }) => source.path)),
    folders: documents.map(evidenceFolder),
  };
}

/** Whether a link of a file leads to something hidden. */
function leadsTo({ documents, folders }: HiddenFiles, file: string): (url: string) => boolean {
  if (documents.size === 0) return () => false;
  return (url) => {
    const target = linkTarget(url, file);
    if (target.to !== "collection") return false;
    const path = posix.normalize(target.path);
    return documents.has(path) || folders.some((folder) => path.startsWith(folder));
  };
}
