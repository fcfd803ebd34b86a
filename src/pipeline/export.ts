import { type AnyDocument, type Collection, visibilityOf } from "../model/collection.js";
import { EnvironmentFault } from "../model/environment-fault.js";
import type { OutputFile } from "../model/page.js";
import type { Visibility } from "../model/schema-types.js";
import { refuseLeaks } from "../redact/leak-search.js";
import { documentsFor, redact } from "../redact/redact.js";
import { type DataSetFormat, dataSetFiles } from "../render/data-set.js";
import { isExternalUrl } from "../render/kit/safe-url.js";
import { canonicalUrl } from "../render/shared/canonical-url.js";
import { documentPath } from "../render/shared/paths.js";
import { nowOf } from "../validate/collect.js";
import type { Checked } from "./check.js";
import { contained, documentPaths } from "./contained.js";
import { type PlannedSite, planFor, type SiteOptions } from "./site.js";
import { withSources } from "./sources.js";

export interface ExportOptions {
  audience: Visibility;
  /** The day that was asked for; null: `as_of`, else `today`. */
  now: string | null;
  today: string;
  version: string;
}

/** What was exported, and what it does not have. */
export interface Exported<T> {
  made: T;
  /** Why each document that breaks the export is left out, by its path in the collection. */
  leftOut: ReadonlyMap<string, string>;
  /** What of the sources was left out, a sentence each. */
  notes: readonly string[];
}

/**
 * One document as Markdown for a place that knows no site: links lead to addresses, or are text where the site has none.
 * @param zone the time zone of its local times; null: its own
 * @throws EnvironmentFault where this audience may not see it, or it is not valid
 */
export async function exportDocument(
  root: string,
  checked: Checked,
  id: string,
  options: ExportOptions & { zone: string | null },
): Promise<Exported<string>> {
  const { collection, notes } = withSources(root, checked.collection);
  const { audience, zone } = options;
  const whole = zone === null ? collection : inZone(collection, id, zone);
  const document = documentsOf(whole).find((one) => one.id === id);
  if (document === undefined)
    throw new EnvironmentFault(`${id} is not valid: inquest check says what is wrong with it`);
  if (!documentsFor(whole, audience).includes(document))
    throw new EnvironmentFault(
      `${id} is ${whyHidden(document, collection)}, so the public sees nothing of it: add --audience internal`,
    );
  const baseUrl = collection.config.base_url ?? null;
  const linkOf = (target: string) => (isExternalUrl(target) ? target : canonicalUrl({ baseUrl }, target));
  const path = documentPath(document);
  const { made, leftOut } = await exported(whole, async (without) => {
    const print = async (of: Collection) => {
      const { plan } = await planOf(root, of, options, without);
      return [{ path: path.replace(/html$/, "md"), content: plan.markdown(path, linkOf) ?? "" }];
    };
    const files = await print(whole);
    if (audience === "public") await refuseLeaks(whole, files, print);
    return files[0]?.content ?? "";
  });
  const reason = leftOut.get(document.source.path);
  if (reason !== undefined) throw new EnvironmentFault(`${id} cannot be shown: ${reason}`);
  return { made, leftOut, notes };
}

/** The data set without a site: the files of a folder of its own. */
export async function exportDataSet(
  root: string,
  checked: Checked,
  options: ExportOptions & { format: DataSetFormat },
): Promise<Exported<OutputFile[]>> {
  const { collection, notes } = withSources(root, checked.collection);
  const made = await exported(collection, async (without) => {
    const printer = (format: DataSetFormat) => async (of: Collection) => {
      const { plan } = await planOf(root, of, options, without);
      return dataSetFiles(plan.dataSet(), format);
    };
    const files = await printer(options.format)(collection);
    if (options.audience !== "public") return files;
    // What is compressed or in columns cannot be searched for words: the same rows are looked at as text.
    const readable = printer("json");
    await refuseLeaks(collection, await readable(collection), readable);
    return files;
  });
  return { ...made, notes };
}

/** @throws as {@link contained} */
async function exported<T>(
  collection: Collection,
  make: (without: ReadonlySet<string>) => Promise<T>,
): Promise<Omit<Exported<T>, "notes">> {
  const { made, failures } = await contained(documentPaths(collection), make);
  return { made, leftOut: new Map(Array.from(failures, ([path, { message }]) => [path, message])) };
}

async function planOf(
  root: string,
  collection: Collection,
  options: ExportOptions,
  leftOut: ReadonlySet<string>,
): Promise<PlannedSite> {
  const { audience, now, today, version } = options;
  const site: SiteOptions = {
    audience,
    baseUrl: collection.config.base_url ?? null,
    now: nowOf(redact(collection, audience, leftOut), { now, today }),
    commit: null,
    version,
    isPartial: false,
    leftOut,
  };
  return planFor(root, collection, site);
}

function documentsOf({ postmortems, drills }: Collection): AnyDocument[] {
  return [...postmortems, ...drills];
}

function whyHidden({ data }: AnyDocument, { config }: Collection): string {
  if (visibilityOf(data, config.visibility) === "internal") return "internal";
  return data.status === "in-review" ? "in review" : `a ${data.status}`;
}

/** The collection with another zone for the local times of one postmortem. */
function inZone(collection: Collection, id: string, zone: string): Collection {
  const postmortems = collection.postmortems.map((one) =>
    one.id === id ? { ...one, data: { ...one.data, zone } } : one,
  );
  return { ...collection, postmortems };
}
