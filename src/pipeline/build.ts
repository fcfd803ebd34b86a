import { type Cache, NO_CACHE } from "../cache/cache.js";
import { recordFile, recordPath } from "../finish/finisher.js";
import { Finishers, type FolderSink, type SiteSink } from "../finish/finishers.js";
import { headCommit } from "../git/head.js";
import { compareText, type Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault, PageFault } from "../model/environment-fault.js";
import { joined, type OutputFile, type UnfinishedFile } from "../model/page.js";
import { FILE_START } from "../model/place.js";
import type { Progress } from "../model/progress.js";
import type { Visibility } from "../model/schema-types.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { LeakSearch } from "../redact/leak-search.js";
import { documentsFor, redact } from "../redact/redact.js";
import type { SitePlan } from "../render/site.js";
import type { SitePart } from "../render/site-parts.js";
import { nowOf } from "../validate/collect.js";
import { BODIES_AT_ONCE, type Checked, type CheckOptions, check } from "./check.js";
import { contained, documentPaths } from "./contained.js";
import { hiddenTextsIn } from "./kept-hidden.js";
import { KeptParts } from "./kept-parts.js";
import { KeptRecords } from "./kept-records.js";
import { recentTrees } from "./load.js";
import { PartMaker } from "./part-maker.js";
import { type PlannedSite, planFor } from "./site.js";
import { withSources } from "./sources.js";

/** A page shows the body of one document, and few of others. With more, trees would grow old before they are garbage. */
const TREES_WHILE_WRITING = 16;

export interface BuildOptions {
  audience: Visibility | null;
  baseUrl: string | null;
  /** `YYYY-MM-DD`, or null: `as_of`, else the day of HEAD, else the newest day of the content. */
  date: string | null;
  search: boolean;
  version: string;
  allowErrors: boolean;
  /** Is told how far the build has come. */
  progress?: Progress | undefined;
  /** What earlier runs computed; by default nothing. */
  cache?: Cache | undefined;
}

/** What a build comes to: the files of the site, or the errors that stand against it. */
export interface Built {
  checked: Checked;
  errors: Diagnostic[];
  files: OutputFile[] | null;
  /** What of the sources was left out, a sentence each. */
  notes: readonly string[];
  /** How many of the collection's own postmortems and drills the audience may not see. */
  hidden: number;
}

/** What a build comes to whose files went to a sink: whether they are a site, or the errors that stand against it. */
export type BuiltInto = Omit<Built, "files"> & { isBuilt: boolean };

/** Files in a folder → the files of the site. Nothing is written. */
export async function build(root: string, options: BuildOptions): Promise<Built> {
  const files: OutputFile[] = [];
  const { isBuilt, ...built } = await buildInto(root, options, {
    take: async (file) => void files.push(file),
    discard: async () => void files.splice(0),
  });
  return { ...built, files: isBuilt ? [...joined(files)].sort((a, b) => compareText(a.path, b.path)) : null };
}

/**
 * Files in a folder → the files of the site, each given away when it is made, so that they are never all in memory.
 * @param options.workers how many threads beside this one are used; default: one, where the sink is a folder and it pays
 */
export async function buildInto(
  root: string,
  options: BuildOptions & { workers?: 0 | 1 },
  sink: SiteSink | FolderSink,
): Promise<BuiltInto> {
  const finishers = new Finishers(sink, options.workers);
  try {
    return await buildWith(finishers, root, options, "staging" in sink ? sink : null);
  } finally {
    await finishers.close();
  }
}

async function buildWith(
  finishers: Finishers,
  root: string,
  options: BuildOptions,
  folder: FolderSink | null,
): Promise<BuiltInto> {
  const commit = await headCommit(root);
  const today = commit?.time.slice(0, 10) ?? null;
  const request = { now: options.date, today };
  const trees = recentTrees(BODIES_AT_ONCE);
  const checked = await check(root, {
    ...request,
    progress: options.progress,
    cache: options.cache,
    bodiesAtOnce: BODIES_AT_ONCE,
    trees,
  });
  trees.limit(TREES_WHILE_WRITING);
  // The bytes of all files lie together, and most texts are needed.
  for (const { source } of checked.parsed) source.decode();
  const errors = errorsOf(checked);
  if (errors.length > 0 && !options.allowErrors) return { checked, errors, isBuilt: false, notes: [], hidden: 0 };
  const { collection, notes } = withSources(root, checked.collection);
  finishers.prepare(collection.postmortems.length + collection.drills.length);
  const audience = options.audience ?? collection.config.audience ?? "public";
  const site = {
    audience,
    baseUrl: options.baseUrl ?? collection.config.base_url ?? null,
    commit,
    version: options.version,
    isPartial: checked.unreadable.length > 0 || checked.parsed.some(isUnread),
  };
  const { made, failures } = await contained(documentPaths(collection), async (leftOut) => {
    const memo = options.cache?.folder ? hiddenTextsIn(options.cache) : undefined;
    const leaks = audience === "public" ? new LeakSearch(collection, memo) : null;
    const language = options.search ? (collection.config.lang ?? "en") : null;
    const cache = options.cache ?? NO_CACHE;
    // First, so that another thread gets ready while this one plans the site.
    const finisher = await finishers.begin({
      documents: documentsFor(collection, audience).length,
      leaks,
      language,
      cache,
    });
    // The newest day of the content, where nothing else says, is that of what the audience sees.
    const now = nowOf(redact(collection, audience, leftOut), { now: options.date, today });
    const planned = await planFor(root, collection, { ...site, now, leftOut }, undefined, options.cache);
    const { postmortems, drills } = planned.graph.collection;
    const documents = postmortems.length + drills.length;
    const { plan, input, ownTemplates } = planned;
    const origin = { collection, input, templates: ownTemplates, hidden: leaks?.hidden ?? null };
    const kept = folder && options.cache?.folder ? new KeptParts(options.cache, origin) : null;
    const records = new KeptRecords(cache, kept, language);
    const maker = new PartMaker(finisher, kept);
    try {
      for (const file of plan.given) await finisher.take({ ...file, needs: "nothing" });
      const all = leaks === null && language === null ? [] : plan.records();
      const index = async () => {
        for (const [done, record] of all.entries()) {
          if (language !== null) await options.progress?.("Indexing", done, all.length);
          await finisher.add(records.find(record));
        }
        await finisher.endIndex();
      };
      // First, so that another thread makes the index while this one makes pages, or finds out which ones it can keep.
      await index();
      let pages = 0;
      for (const part of plan.parts()) {
        if (part.isLast) {
          await maker.settle();
          planned.forgetSimilar();
          await options.progress?.("Writing", documents, documents);
        }
        if (typeof part.shows === "object") await options.progress?.("Writing", pages++, documents);
        await maker.take(part);
      }
      await maker.settle();
      if (!(await finisher.isIndexed())) {
        records.doubt();
        await index();
      }
    } finally {
      // What went wrong with an earlier file comes first.
      await finisher.settle();
    }
    return { planned, leaks, finisher, kept, records, maker };
  });
  // A document of a source is its own repository's to mend, and stops no other.
  const elsewhere = [...failures].filter(([path]) => path.startsWith("@"));
  for (const [path, error] of elsewhere) notes.push(`${path} cannot be shown: ${error.message}`);
  const unshown = [...failures].filter(([path]) => !path.startsWith("@"));
  errors.push(...unshown.map(unshownAt));
  if (unshown.length > 0 && !options.allowErrors) return { checked, errors, isBuilt: false, notes, hidden: 0 };
  const { planned, leaks, finisher, kept, records, maker } = made;
  const changed = [...planned.evidenceHashes].filter(
    ([path, sha256]) => sha256 !== (checked.evidence.files.get(path)?.sha256 ?? null),
  );
  if (changed.length > 0 && !options.allowErrors) return refuseChanged(root, request, new Map(changed));
  await maker.take(evidencePart(planned));
  await maker.settle();
  await finisher.settle();
  await leaks?.refuse(async (altered, paths) => {
    const leftOut = new Set(failures.keys());
    const { plan, attachments } = await planFor(root, altered, { ...site, now: planned.now, leftOut }, planned);
    return filesAt(paths, plan, attachments);
  });
  if (folder) kept?.save(folder.hashes);
  records.save();
  const { postmortems, drills } = checked.collection;
  const hidden = postmortems.length + drills.length - documentsFor(checked.collection, audience).length;
  return { checked, errors, isBuilt: true, notes, hidden };
}

/** The files of a site at some paths, one by one; and where it has none at one of them, what its search index is made of. */
function* filesAt(
  paths: ReadonlySet<string>,
  plan: SitePlan,
  attachments: readonly OutputFile[],
): Generator<OutputFile> {
  const others = new Set(paths);
  for (const file of attachments) if (others.delete(file.path)) yield file;
  for (const path of others) {
    const file = plan.file(path);
    if (file === undefined) continue;
    others.delete(path);
    yield file;
  }
  if (others.size === 0) return;
  for (const record of plan.records()) if (others.has(recordPath(record.path))) yield recordFile(record.make());
}

/** The files that the site has as they are, and their sums: they follow from their hashes, whatever else changes. */
function evidencePart({ attachments, input }: PlannedSite): SitePart {
  const name = "files of evidence";
  const hashes = () => Array.from(input.attachments.values(), ({ path, sha256 }) => [path, sha256]);
  // One by one, since each is read when it is asked for.
  const make = function* (): Generator<UnfinishedFile> {
    for (const { path, content } of attachments) yield { path, content, needs: "nothing" };
  };
  return {
    name,
    shows: "facts",
    isLast: false,
    pieces: () => [{ page: null, origin: () => ({ data: [JSON.stringify([name, hashes()])], bodies: [] }), make }],
    list: () => undefined,
  };
}

/** The diagnostic of a document that cannot be shown. */
function unshownAt([file, error]: readonly [string, Error]): Diagnostic {
  return {
    rule: "document-limit",
    severity: "error",
    file,
    path: "",
    ...FILE_START,
    message: `Expected a document that can be shown: ${error.message}`,
    hint:
      error instanceof PageFault
        ? "Mend the template, or simplify the document"
        : "Simplify the document; if it is an ordinary one, this is a bug in inquest",
  };
}

/**
 * Checks a collection whose evidence was changed after it had been checked, with the hashes that a site would publish.
 * @param changed the SHA-256 by path; null: the file is gone
 * @throws EnvironmentFault where nothing stands against the new files, which the site was not made of
 */
async function refuseChanged(
  root: string,
  request: CheckOptions,
  changed: ReadonlyMap<string, string | null>,
): Promise<BuiltInto> {
  const checked = await check(root, { ...request, evidence: changed });
  const errors = errorsOf(checked);
  if (errors.length > 0) return { checked, errors, isBuilt: false, notes: [], hidden: 0 };
  throw new EnvironmentFault(`${[...changed.keys()][0]} was changed while the site was built: build it again`);
}

function errorsOf({ diagnostics }: Checked): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** Whether the pages of a site lack what is in a file. */
function isUnread({ data, file, isBodyUnread }: ParsedFile): boolean {
  return (data === undefined && ["catalog", "postmortem", "drill"].includes(file.role)) || isBodyUnread;
}
