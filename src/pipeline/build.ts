import { headCommit } from "../git/head.js";
import type { Collection } from "../model/collection.js";
import { compareText, type Diagnostic } from "../model/diagnostic.js";
import { EnvironmentFault, PageFault } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import { FILE_START } from "../model/place.js";
import type { Progress } from "../model/progress.js";
import type { Visibility } from "../model/schema-types.js";
import type { SearchRecord } from "../model/search-record.js";
import type { ParsedFile } from "../parse/parse-file.js";
import { redact } from "../redact/redact.js";
import { refuseLeaks } from "../redact/scan.js";
import { buildSearchIndex } from "../search/build-index.js";
import { loadLanguage } from "../search/languages.js";
import { nowOf } from "../validate/validate.js";
import { type Checked, type CheckOptions, check } from "./check.js";
import { contained, documentPaths } from "./contained.js";
import { planFor } from "./site.js";

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
}

/** What a build comes to: the files of the site, or the errors that stand against it. */
export type Built = { checked: Checked; errors: Diagnostic[]; files: OutputFile[] | null };

/** Files in a folder → the files of the site. Nothing is written. */
export async function build(root: string, options: BuildOptions): Promise<Built> {
  const commit = await headCommit(root);
  const today = commit?.time.slice(0, 10) ?? null;
  const request = { now: options.date, today };
  const checked = await check(root, { ...request, progress: options.progress });
  const errors = errorsOf(checked);
  if (errors.length > 0 && !options.allowErrors) return { checked, errors, files: null };
  const { collection } = checked;
  const audience = options.audience ?? collection.config.audience ?? "public";
  const site = {
    audience,
    baseUrl: options.baseUrl ?? collection.config.base_url ?? null,
    // The newest day of the content, where nothing else says, is that of what the audience sees.
    now: nowOf(redact(collection, audience), { now: options.date, today }),
    commit,
    version: options.version,
    isPartial: checked.unreadable.length > 0 || checked.parsed.some(isUnread),
  };
  const { made, failures } = await contained(documentPaths(collection), async (leftOut) => {
    const planned = await planFor(root, collection, { ...site, leftOut });
    const pages = [...planned.plan.files()].sort((a, b) => compareText(a.path, b.path));
    const records = [...planned.plan.records()];
    const index = options.search ? buildSearchIndex(records, await loadLanguage(collection.config.lang ?? "en")) : [];
    return { planned, pages, records, index };
  });
  errors.push(...Array.from(failures, unshownAt));
  if (failures.size > 0 && !options.allowErrors) return { checked, errors, files: null };
  const { planned, pages, records, index } = made;
  const { attachments, evidenceHashes } = planned;
  const changed = [...evidenceHashes].filter(
    ([path, sha256]) => sha256 !== (checked.evidence.files.get(path)?.sha256 ?? null),
  );
  if (changed.length > 0 && !options.allowErrors) return refuseChanged(root, request, new Map(changed));
  if (audience === "public") {
    const again = async (altered: Collection, paths: ReadonlySet<string>) => {
      const leftOut = new Set(failures.keys());
      const { plan, attachments } = await planFor(root, altered, { ...site, leftOut }, planned);
      const shown = [...paths].flatMap((path) => plan.file(path) ?? []);
      return [...shown, ...recordFiles(plan.records()), ...attachments.filter(({ path }) => paths.has(path))];
    };
    await refuseLeaks(collection, [...pages, ...recordFiles(records), ...attachments], again);
  }
  return { checked, errors, files: [...pages, ...attachments, ...index] };
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
): Promise<Built> {
  const checked = await check(root, { ...request, evidence: changed });
  const errors = errorsOf(checked);
  if (errors.length > 0) return { checked, errors, files: null };
  throw new EnvironmentFault(`${[...changed.keys()][0]} was changed while the site was built: build it again`);
}

function errorsOf({ diagnostics }: Checked): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** What the search index is made of, in a form in which it can be scanned: the files of the index are compressed. */
function recordFiles(records: Iterable<SearchRecord>): OutputFile[] {
  return Array.from(records, (record) => ({ path: `${record.path}.json`, content: JSON.stringify(record) }));
}

/** Whether the pages of a site lack what is in a file. */
function isUnread({ data, file, isBodyUnread }: ParsedFile): boolean {
  return (data === undefined && ["catalog", "postmortem", "drill"].includes(file.role)) || isBodyUnread;
}
