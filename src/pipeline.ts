/**
 * What the program can do with a collection. Each part is loaded when it is asked for, because a run needs only one.
 */
import type { openForAssistant as openCollection } from "./pipeline/assistant.js";
import type { buildInto as buildSiteInto } from "./pipeline/build.js";
import type { check as checkCollection } from "./pipeline/check.js";
import type { exportDataSet as makeDataSet, exportDocument as printDocument } from "./pipeline/export.js";
import type { mostSimilar as findMostSimilar } from "./pipeline/most-similar.js";
import type { publicFiles as listPublicFiles } from "./pipeline/public-files.js";
import type { pullRequest as describePullRequest } from "./pipeline/pull-request.js";
import type { pullRequestFiles as findPullRequestFiles } from "./pipeline/pull-request-files.js";
import type { recallRules as makeRules, recall as printRecall } from "./pipeline/recall.js";
import type { replay as printReplay } from "./pipeline/replay.js";
import type { report as printReport } from "./pipeline/report.js";
import type { sourceStates as readSourceStates, SourceStates } from "./pipeline/sources.js";
import type { update as updateSources } from "./pipeline/update.js";

export type { Checked, CheckOptions } from "./pipeline/check.js";
export { build } from "./pipeline/library.js";
export type { Loaded } from "./pipeline/load.js";
export type { SourceUpdate } from "./pipeline/update.js";

/** Files in a folder → diagnostics and what is valid. */
export const check: typeof checkCollection = async (...parameters) =>
  (await import("./pipeline/check.js")).check(...parameters);

/** Files in a folder → the files of the site, each given away when it is made. */
export const buildInto: typeof buildSiteInto = async (...parameters) =>
  (await import("./pipeline/build.js")).buildInto(...parameters);

/** Files in a folder → what an assistant can look up in them. */
export const openForAssistant: typeof openCollection = async (...parameters) =>
  (await import("./pipeline/assistant.js")).openForAssistant(...parameters);

/** One document of a checked collection → Markdown for other places. */
export const exportDocument: typeof printDocument = async (...parameters) =>
  (await import("./pipeline/export.js")).exportDocument(...parameters);

/** A checked collection → the files of its data set, without a site. */
export const exportDataSet: typeof makeDataSet = async (...parameters) =>
  (await import("./pipeline/export.js")).exportDataSet(...parameters);

/** The document that is most similar to a new one. */
export const mostSimilar: typeof findMostSimilar = async (...parameters) =>
  (await import("./pipeline/most-similar.js")).mostSimilar(...parameters);

/** What stands in the way of reading the sources of a collection. */
export const sourceStates = async (...parameters: Parameters<typeof readSourceStates>): Promise<SourceStates> =>
  (await import("./pipeline/sources.js")).sourceStates(...parameters);

/** Files in a folder → the figures of what is valid, as text. */
export const report: typeof printReport = async (...parameters) =>
  (await import("./pipeline/report.js")).report(...parameters);

/** Files in a folder → what they teach about a change, as text. */
export const recall: typeof printRecall = async (...parameters) =>
  (await import("./pipeline/recall.js")).recall(...parameters);

/** Files in a folder → how often they would have spoken up at the last commits of their repository, as text. */
export const replay: typeof printReplay = async (...parameters) =>
  (await import("./pipeline/replay.js")).replay(...parameters);

/** Files in a folder → the rule files that tell assistants what was learned. */
export const recallRules: typeof makeRules = async (...parameters) =>
  (await import("./pipeline/recall.js")).recallRules(...parameters);

/** Files in a folder → what to say on a pull request, as Markdown. */
export const pullRequest: typeof describePullRequest = async (...parameters) =>
  (await import("./pipeline/pull-request.js")).pullRequest(...parameters);

/** What git knows of a pull request in a checkout. */
export const pullRequestFiles: typeof findPullRequestFiles = async (...parameters) =>
  (await import("./pipeline/pull-request-files.js")).pullRequestFiles(...parameters);

/** The sources of a collection → what they are now, in the cache, and the lock that says so. Nothing is written to the collection. */
export const update: typeof updateSources = async (...parameters) =>
  (await import("./pipeline/update.js")).update(...parameters);

/** What a public site would publish of a collection: paths, sorted. */
export const publicFiles = async (...parameters: Parameters<typeof listPublicFiles>) =>
  (await import("./pipeline/public-files.js")).publicFiles(...parameters);
