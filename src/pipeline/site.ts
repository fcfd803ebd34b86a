import { isDeepStrictEqual } from "node:util";
import { type Cache, NO_CACHE } from "../cache/cache.js";
import { fileCommits } from "../git/file-commits.js";
import { headCommit } from "../git/head.js";
import type { Attachment } from "../model/attachment.js";
import type { Collection } from "../model/collection.js";
import { sumLine } from "../model/evidence-files.js";
import type { Graph } from "../model/graph.js";
import type { OutputFile } from "../model/page.js";
import type { Visibility } from "../model/schema-types.js";
import { Source } from "../model/source.js";
import type { Theme } from "../model/theme.js";
import { parseMarkdown } from "../parse/markdown.js";
import { type FileMemo, fileMemo } from "../read/file-memo.js";
import { attachmentFiles, missingFiles, readPublished } from "../read/read-attachments.js";
import { readRuleDocs } from "../read/read-rule-doc.js";
import { readLanguageAsset, readSiteFiles, type SiteFiles } from "../read/read-site-files.js";
import { hasTheme, readTheme } from "../read/read-theme.js";
import { similarIndex as makeSimilarIndex, remembered, type WholeSimilarIndex } from "../recall/similar/similar.js";
import { attachmentsFor, registeredHashes } from "../redact/attachments.js";
import { redact } from "../redact/redact.js";
import { describeAttachments } from "../render/kit/attachments/describe-attachments.js";
import { logoOf } from "../render/kit/attachments/logo.js";
import { createThemedRenderer, type Renderer } from "../render/kit/templates/renderer.js";
import { hashedAssets, themedAssets } from "../render/kit/templates/themed-assets.js";
import { documentPath } from "../render/shared/paths.js";
import type { RuleInput, SiteInput } from "../render/shared/site-input.js";
import { planSite, type SitePlan } from "../render/site.js";
import { nowOf } from "../validate/collect.js";
import { rules } from "../validate/rules/index.js";
import { countsIn } from "./kept-counts.js";
import { linkAndMeasure, type Measured } from "./link-and-measure.js";
import { readerOf } from "./reader-of.js";

export interface SiteOptions {
  audience: Visibility;
  baseUrl: string | null;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  commit: SiteInput["commit"];
  version: string;
  isPartial: boolean;
  /**
   * For who writes: the pages of rules are there even if the collection leaves them out, empty lists say how to fill them, and
   * assets have plain names, so that a page stays as it is when its stylesheet changes.
   */
  forAuthors?: boolean;
  /** How they call the program for this collection. */
  call?: string;
  /** Paths of documents that cannot be shown: each has a notice in place of its page. */
  leftOut?: ReadonlySet<string>;
}

/** A site, and what it takes to make the next one of the same collection with less work. */
export interface PlannedSite extends Measured {
  plan: SitePlan;
  /** What the plan was made of. */
  input: SiteInput;
  /** Paths of pages that are a notice, since their documents are left out. */
  unshown: readonly string[];
  /** Files of the collection that the site publishes, each read when it is asked for. */
  attachments: OutputFile[];
  /** The SHA-256 of the evidence that was read for this, by path in the collection; null: there is no such file. */
  evidenceHashes: SiteInput["evidenceHashes"];
  /** What comes with the package. */
  parts: SiteFiles & { rules: readonly RuleInput[] };
  commit: SiteInput["commit"];
  commits: SiteInput["commits"];
  /** The templates of the collection itself. */
  ownTemplates: Theme["templates"];
  render: Renderer;
  /** Remembers in which form evidence is published. */
  forms: FileMemo;
  /** Frees what only pages of documents need, which is made again where it is asked for. */
  forgetSimilar: () => void;
}

/**
 * What is valid → a site, whose files are made when they are asked for.
 * @param before a site of the same collection for the same audience, as it was before something in it changed
 * @param cache what earlier runs counted
 */
export async function planFor(
  root: string,
  collection: Collection,
  options: SiteOptions,
  before?: PlannedSite,
  cache: Cache = NO_CACHE,
): Promise<PlannedSite> {
  const { graph, measures, leftOut } = linkAndMeasure(collection, options, before);
  const parts = before?.parts ?? { ...readSiteFiles(), rules: ruleInputs() };
  const commits = await commitsOf(root, options.commit, before);
  const theme = readTheme(root);
  const reader = await readerOf(collection);
  const words = readLanguageAsset(collection.config.lang ?? "en");
  const ownAssets = [...parts.assets, words];
  const themed = themedAssets(ownAssets, theme);
  const isOfPackage = (path: string) => ownAssets.some((asset) => asset.path === path);
  // Who writes sees a new stylesheet without a new page.
  const { files: assets, names: assetNames } =
    options.forAuthors === true
      ? { files: themed, names: new Map<string, string>() }
      : hashedAssets(themed, isOfPackage, hasTheme(root));
  const forms = before?.forms ?? fileMemo(root);
  const { files, ...shown } = readShown(root, collection, graph, forms);
  const render =
    before && isDeepStrictEqual(before.ownTemplates, theme.templates)
      ? before.render
      : await createThemedRenderer(theme.templates);
  const hasRules = options.forAuthors === true || collection.config.site?.rules !== false;
  const rules = hasRules ? parts.rules : [];
  const unshown = leftOut.map((one) => ({ path: documentPath(one), title: one.data.title }));
  const isPartial = options.isPartial || unshown.length > 0;
  let similar: WholeSimilarIndex | null = null;
  const similarIndex = () => {
    similar ??= makeSimilarIndex(graph, remembered(graph), reader, countsIn(cache, collection.config.lang ?? "en"));
    return similar;
  };
  const content = {
    ...parts,
    ...shown,
    similarIndex,
    graph,
    measures,
    unshown,
    rules,
    commits,
    assets,
    assetNames,
    onlyFilled: options.forAuthors !== true,
  };
  const input = { ...options, ...content, isPartial };
  return {
    plan: planSite(input, render),
    input,
    graph,
    measures,
    unshown: unshown.map(({ path }) => path),
    now: options.now,
    attachments: files,
    evidenceHashes: shown.evidenceHashes,
    parts,
    commit: options.commit,
    commits,
    ownTemplates: theme.templates,
    render,
    forms,
    forgetSimilar: () => {
      similar = null;
    },
  };
}

/** What git says of the files, asked again where another commit is checked out. */
async function commitsOf(
  root: string,
  commit: SiteInput["commit"],
  before: PlannedSite | undefined,
): Promise<SiteInput["commits"]> {
  if (commit === null) return new Map();
  if (before?.commit?.hash === commit.hash) return before.commits;
  return fileCommits(root);
}

/**
 * The day that counts as today on a site, in a build as in `serve`: the one that was asked for, else `as_of`, else that of
 * HEAD, else the newest of what the audience sees.
 */
export async function siteDay(
  root: string,
  collection: Collection,
  audience: Visibility,
  asked: string | null,
  leftOut: ReadonlySet<string>,
): Promise<string> {
  const commit = asked === null && collection.config.as_of === undefined ? await headCommit(root) : null;
  return nowOf(redact(collection, audience, leftOut), { now: asked, today: commit?.time.slice(0, 10) ?? null });
}

/** What pages show beside text, in the form in which it cannot run: the evidence that the audience may see, and the logo. */
function readShown(
  root: string,
  collection: Collection,
  graph: Graph,
  forms: FileMemo,
): Pick<SiteInput, "attachments" | "evidenceHashes" | "logo"> & { files: OutputFile[] } {
  const read = (path: string) => readPublished(root, path);
  const paths = attachmentsFor(collection, graph.collection);
  const { attachments, hashes } = describeAttachments(paths, read, registeredHashes(collection), forms);
  const missing = missingFiles(root, paths).map((path) => [path, null] as const);
  const logo = collection.config.site?.logo;
  return {
    attachments,
    evidenceHashes: new Map([...hashes, ...missing]),
    logo: logo === undefined ? null : logoOf(logo, read(logo)),
    files: [...attachmentFiles(root, attachments.values()), ...sumsOf([...attachments.values()])],
  };
}

/** What `sha256sum -c` reads in the folder of the site. */
function sumsOf(attachments: readonly Attachment[]): OutputFile[] {
  if (attachments.length === 0) return [];
  return [
    { path: "evidence/SHA256SUMS", content: attachments.map(({ sha256, path }) => sumLine(sha256, path)).join("") },
  ];
}

/** The rules of the validator and their docs, as the site shows them. */
export function ruleInputs(): RuleInput[] {
  const docs = readRuleDocs();
  return rules.map((rule) => {
    const { id, severity } = rule;
    const text = docs.get(id);
    return {
      id,
      severity,
      locked: "check" in rule && rule.locked === true,
      duty: "check" in rule && rule.duty === true,
      doc: text === undefined ? null : parseMarkdown(new Source(`${id}.md`, text), 0).body,
    };
  });
}
