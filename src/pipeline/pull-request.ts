import { readBlobs } from "../git/blobs.js";
import { isBlob, mergeBase, treeAt } from "../git/changed-files.js";
import { link } from "../link/link.js";
import type { AnyDocument, Collection } from "../model/collection.js";
import { compareText, type Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { Graph } from "../model/graph.js";
import { parseFile } from "../parse/parse-file.js";
import { roleOfPath } from "../read/read-collection.js";
import { PathIndex } from "../recall/path-index.js";
import { recall } from "../recall/recall.js";
import { rememberedDocuments } from "../recall/remembered-document.js";
import { type ChangedDocument, pullRequestFacts, pullRequestMarkdown } from "../render/pull-request.js";
import { collectionOf } from "../validate/collect.js";
import { type Checked, type CheckOptions, validateLoaded } from "./check.js";
import { type Loaded, load } from "./load.js";
import { pathFrom } from "./recall.js";

/** At most so many past incidents are told of. */
const MAX_ANSWERS = 3;

export interface PullRequestRequest extends Pick<CheckOptions, "baseline" | "now" | "today"> {
  /** The paths that it changes, from the top of the repository, with `/`. */
  paths: readonly string[];
  /** The commit that it starts from, if git has it; null where nothing is known of the files before it. */
  since: string | null;
  /** Whether the files are those of the pull request; else nothing is said of the postmortems that it changes. */
  isCheckedOut: boolean;
  /** Where a file can be read, by its path from the top of the repository. */
  urlOf: (file: string) => string;
  /** How long the text may be, in characters. */
  limit: number;
}

/**
 * Files in a folder → what to say on a pull request, as Markdown for a comment; empty where there is nothing to say.
 * @param top the top of the repository
 * @param checked the files, checked as they are
 */
export async function pullRequest(
  root: string,
  top: string,
  checked: Checked,
  request: PullRequestRequest,
): Promise<string> {
  const { paths, urlOf, limit } = request;
  const folder = pathFrom(top, root);
  const fileOf = (path: string) => (folder === "" ? path : `${folder}/${path}`);
  const graph = link(checked.collection);
  const index = PathIndex.of(rememberedDocuments(graph, checked.now), checked.now);
  const files = new Map(documentsOf(checked.collection).map(({ id, source }) => [id, fileOf(source.path)]));
  const changed = request.isCheckedOut ? await changedDocuments(root, checked, graph, request, fileOf) : [];
  return pullRequestMarkdown({
    changed,
    answers: recall(index, { paths, likeness: null }, { folder, limit: MAX_ANSWERS }),
    fileOf: (id) => files.get(id) ?? "",
    urlOf: (to) => urlOf(files.get(to.slice(to.indexOf(":") + 1)) ?? ""),
    limit,
  });
}

/** The documents that differ, and those whose figures do because a catalog does. */
async function changedDocuments(
  root: string,
  checked: Checked,
  graph: Graph,
  { paths, since, baseline, now, today }: PullRequestRequest,
  fileOf: (path: string) => string,
): Promise<ChangedDocument[]> {
  const parsed = new Map(checked.parsed.map((file) => [file.path, file]));
  const loaded = load(root, {
    ...(baseline === undefined ? {} : { baseline }),
    parse: (raw) => parsed.get(raw.path) ?? parseFile(raw),
  });
  const before = since === null ? null : await collectionBefore(root, loaded, since);
  const then = new Map((before === null ? [] : documentsOf(before)).map((document) => [document.id, document]));
  const graphThen = before && link(before);
  const named = new Set(paths);
  const documents = documentsOf(checked.collection).map((document) => {
    const earlier = then.get(document.id);
    return {
      document,
      file: fileOf(document.source.path),
      facts: pullRequestFacts(document, graph),
      before: earlier && graphThen ? pullRequestFacts(earlier, graphThen) : null,
    };
  });
  const changed = documents.filter(
    ({ file, facts, before: old }) =>
      named.has(file) || (old !== null && JSON.stringify(facts) !== JSON.stringify(old)),
  );
  const isOpen = ({ data: { status } }: AnyDocument) => status === "draft" || status === "in-review";
  const strict = changed.some(({ document }) => isOpen(document))
    ? (await validateLoaded(root, loaded, { now, today, asPublished: true })).diagnostics
    : [];
  const errorsOf = (all: readonly Diagnostic[], path: string) =>
    all.filter(({ file, severity }) => file === path && severity === "error");
  return changed.map((one) => ({
    ...one,
    missing: errorsOf(isOpen(one.document) ? strict : checked.diagnostics, one.document.source.path),
  }));
}

/** What was valid of a collection at the merge base of a commit and HEAD; null where git cannot tell. */
async function collectionBefore(root: string, { files, parsed }: Loaded, since: string): Promise<Collection | null> {
  try {
    const current = new Map(files.map(({ path, bytes }) => [path, bytes]));
    const then = [...(await treeAt(root, await mergeBase(root, since)))].filter(([path]) => roleOfPath(path));
    const differing = new Map(then.filter(([path, hash]) => !isBlob(hash, current.get(path) ?? new Uint8Array())));
    const blobs = await readBlobs(root, [...new Set(differing.values())]);
    const earlier = [...differing].flatMap(([path, hash]) => {
      const [file, bytes] = [roleOfPath(path), blobs.get(hash)];
      return file && bytes ? [parseFile({ path, file, bytes })] : [];
    });
    const unchanged = new Set(then.flatMap(([path]) => (differing.has(path) ? [] : [path])));
    return collectionOf([...parsed.filter(({ path }) => unchanged.has(path)), ...earlier]);
  } catch (error) {
    if (error instanceof EnvironmentFault) return null;
    throw error;
  }
}

function documentsOf({ postmortems, drills }: Collection): AnyDocument[] {
  return [...postmortems, ...drills].sort((a, b) => compareText(a.id, b.id));
}
