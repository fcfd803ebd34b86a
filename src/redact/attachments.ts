import type { AnyDocument, Body, Collection } from "../model/collection.js";
import { compareText } from "../model/diagnostic.js";
import { evidenceFolder, evidencePath, leavesEvidence } from "../model/evidence-files.js";
import { linkTarget } from "../model/link-target.js";
import { eachNode } from "../util/each-node.js";
import { memoize } from "../util/memoize.js";

/**
 * The files below `evidence/` that go with what an audience sees: those of evidence entries, and images of bodies from
 * the document's own folder. What an entry or a document that the audience does not see also lists stays away.
 * @param all the whole collection
 * @param seen what `redact` leaves of it
 */
export function attachmentsFor(all: Collection, seen: Collection): string[] {
  const shown = documentsOf(seen);
  const keep = new Set(shown.flatMap((document) => [...filesOf(document, () => true), ...imagesOf(document)]));
  const visible = new Map(shown.map(({ source, data }) => [source.path, new Set(data.evidence?.map(({ id }) => id))]));
  const hidden = documentsOf(all).flatMap((document) =>
    filesOf(document, (id) => visible.get(document.source.path)?.has(id) !== true),
  );
  // Some disks do not tell cases apart.
  const away = new Set(hidden.map((path) => path.toLowerCase()));
  // Evidence of other repositories stays there.
  return [...keep].filter((path) => !away.has(path.toLowerCase()) && !path.startsWith("@")).sort(compareText);
}

/** The hashes that the entries of a collection state of each file below `evidence/`. */
export function registeredHashes(all: Collection): Map<string, Set<string>> {
  const hashes = new Map<string, Set<string>>();
  for (const document of documentsOf(all))
    for (const { file, sha256 } of document.data.evidence ?? []) {
      if (file === undefined || sha256 === undefined || leavesEvidence(document, file)) continue;
      const path = evidencePath(document, file);
      hashes.set(path, (hashes.get(path) ?? new Set()).add(sha256));
    }
  return hashes;
}

function documentsOf({ postmortems, drills }: Collection): AnyDocument[] {
  return [...postmortems, ...drills];
}

/** The files of the entries of a document that are wanted, by id. */
function filesOf(document: AnyDocument, wanted: (id: string) => boolean): string[] {
  return (document.data.evidence ?? []).flatMap(({ id, file }) =>
    file === undefined || !wanted(id) || leavesEvidence(document, file) ? [] : [evidencePath(document, file)],
  );
}

/** Images that a body shows, from the folder of its own evidence: of another's folder only what is listed is shown. */
function imagesOf(document: AnyDocument): string[] {
  return imageUrls(document.body).flatMap((url) => {
    const target = linkTarget(url, document.source.path);
    return target.to === "collection" && target.path.startsWith(evidenceFolder(document)) ? [target.path] : [];
  });
}

/** The addresses of the images of a body. Most have none, so that no tree is made of them. */
const imageUrls = memoize((body: Body): readonly string[] => {
  if (body.links.length === 0 || !body.text.includes("![")) return [];
  const urls: string[] = [];
  const definitions = new Map<string, string>();
  const references: string[] = [];
  eachNode(body.tree, (node) => {
    if (node.type === "image") urls.push(node.url);
    if (node.type === "imageReference") references.push(node.identifier);
    // As in CommonMark, the first of several wins.
    if (node.type === "definition" && !definitions.has(node.identifier)) definitions.set(node.identifier, node.url);
  });
  return [...urls, ...references.flatMap((identifier) => definitions.get(identifier) ?? [])];
});
