import { isDatedSlug, isSlug } from "../../model/document-id.js";
import type { NodeRef } from "../../model/graph.js";
import { CATALOG_KINDS, documentKind, entriesIn, KINDS, type Kind } from "../../model/kinds.js";
import { sourceOfId } from "../../model/repository-source.js";
import type { FileKind } from "./file-kind.js";
import { nodePath, pagePath, rootFrom } from "./paths.js";

/** An entry of a catalog or a document that has, or had, another id. */
interface Renamed {
  kind: Kind;
  old: string;
  id: string;
}

/**
 * Where pages of renamed entries and documents were: an alias that has the form of an id leads to the page that the
 * thing has now.
 */
export const redirectFiles: FileKind = (site) => {
  const { catalogs, postmortems, drills } = site.graph.collection;
  const documents = [...postmortems, ...drills].flatMap((document): Renamed[] =>
    aliasesOf(document.data)
      .filter(isDatedSlug)
      .map((old) => ({ kind: documentKind(document), old: besideOf(document.id, old), id: document.id })),
  );
  const entries = CATALOG_KINDS.flatMap(({ kind, property, nested }) =>
    catalogs[property].flatMap((entry): Renamed[] => {
      const before = [entry.id, ...aliasesOf(entry).map((old) => besideOf(entry.id, old))];
      const inner = nested ? entriesIn(entry, nested.list) : [];
      return [
        ...before.slice(1).map((old) => ({ kind, old, id: entry.id })),
        ...before.flatMap((outer) =>
          inner.flatMap((one) =>
            [one.id, ...aliasesOf(one)].map((old) => ({
              kind: nested?.kind ?? kind,
              old: `${outer}/${old}`,
              id: `${entry.id}/${one.id}`,
            })),
          ),
        ),
      ];
    }),
  );
  const paths = new Set<string>();
  return [...documents, ...entries].flatMap(({ kind, old, id }) => {
    const ref = `${kind}:${old}` as NodeRef;
    const [from, to] = [pagePath(ref), nodePath(site.graph, `${kind}:${id}` as NodeRef)];
    // The id may have been given to another entry since, and two entries may have had one name.
    if (from === null || to === null || site.graph.nodes.has(ref) || paths.has(from)) return [];
    paths.add(from);
    return [{ path: from, content: page(`${rootFrom(from)}${to}`) }];
  });
};

/** An older id of something in another repository lies beside its new one. */
function besideOf(id: string, old: string): string {
  const source = sourceOfId(id);
  return source === null ? old : `@${source}/${old}`;
}

const RENAMED_KINDS: readonly Kind[] = ["incident", "drill", ...CATALOG_KINDS.map(({ kind }) => kind)];

/** The paths that such files may have. */
export const REDIRECT_PATHS = new RegExp(
  `^(?:${RENAMED_KINDS.flatMap((kind) => KINDS[kind].pages ?? []).join("|")})/.+/index\\.html$`,
);

function aliasesOf(entry: object): string[] {
  const { aliases = [] } = entry as { aliases?: readonly string[] };
  return aliases.filter(isSlug);
}

/** @param href of ids and an anchor, which hold nothing to escape */
function page(href: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${href}">
<title>Renamed</title>
</head>
<body>
<p>This has another name now: <a href="${href}">its page</a>.</p>
</body>
</html>
`;
}
