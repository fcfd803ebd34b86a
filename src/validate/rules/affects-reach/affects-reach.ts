import type { Place } from "../../../model/place.js";
import type { RecentCommits } from "../../../model/recent-commits.js";
import type { Service } from "../../../model/schema-types.js";
import { globMatcher, globStart } from "../../../util/git-glob.js";
import { memoize } from "../../../util/memoize.js";
import { declaredIn } from "../../ids/declared-in.js";
import { defineRule, filesOf, postmortemsOf, type RuleContext, type RuleProblem } from "../../rule.js";

/** A glob that more of the commits match recalls too much to be read. */
const MAX_SHARE = 0.1;
/** With fewer commits, or fewer that match, the share may be chance. */
const MIN_COMMITS = 20;
const MIN_MATCHING = 5;
/** With fewer files, one glob may well name all of them. */
const MIN_FILES = 5;

/** The globs by which a change recalls an incident match some file, and few commits. */
export const affectsReach = defineRule({
  id: "affects-reach",
  severity: "warning",
  settings: ["account"],
  // Whether globs are about this repository shows in all documents together, and the last commits change by themselves.
  across: true,
  *check(context) {
    const { recentCommits: recent } = context;
    if (recent === null) return;
    const { shareOf, matchesFile, matchesAll } = reachOf(recent);
    const { postmortems, catalogs } = context.collection;
    // Where no glob matches, the files of all incidents are elsewhere, or those of the services of an organisation.
    const hasFiles = postmortems.some(({ data }) => data.affects?.some(matchesFile));
    const organisations = new Set(
      catalogs.services.flatMap(({ organisation, paths }) => (paths?.some(matchesFile) ? [organisation] : [])),
    );
    for (const { file, glob, place, service, isOwn } of globsIn(context)) {
      const share = shareOf(glob);
      if (share > MAX_SHARE || matchesAll(glob))
        yield {
          file,
          place: place(),
          message: `Expected a glob that few commits touch, found ${JSON.stringify(glob)}, which ${share > MAX_SHARE ? `${Math.round(share * 100)}% of the last ${recent.commits.length} touch` : "matches every file of the repository"}`,
          hint: "Name the folders and files whose change should recall this: what is recalled at every commit is not read",
        };
      else if ((service ? organisations.has(service.organisation) : isOwn && hasFiles) && !matchesFile(glob))
        yield {
          file,
          place: place(),
          message: `No file of the repository matches ${JSON.stringify(glob)}`,
          hint: service
            ? `Correct it if it is misspelt or the files have moved; if ${service.id} lies in another repository, remove its paths, which are from the top of this one`
            : "Correct it if it is misspelt or the files have moved; if they are gone, it may stay",
          severity: "info",
        };
    }
  },
});

interface Glob extends Pick<RuleProblem, "file"> {
  glob: string;
  /** Computed on demand, because that takes long. */
  place(): Place;
  /** The service whose files these are; null for those that an incident names. */
  service: Service | null;
  /** Whether the incident is one of this organisation, and not a third-party account, whose files may be elsewhere. */
  isOwn: boolean;
}

/** The globs of the selected postmortems and services. */
function* globsIn(context: RuleContext): Iterable<Glob> {
  const { account: fallback = "own" } = context.collection.config;
  for (const { data, places, source } of postmortemsOf(context)) {
    const isOwn = (data.account ?? fallback) === "own" && data.status !== "archived";
    for (const [index, glob] of (data.affects ?? []).entries())
      yield { file: source.path, glob, place: () => places.value(data.affects ?? [], index), service: null, isOwn };
  }
  for (const { parsed, schema } of filesOf(context)) {
    if (parsed.file.role !== "catalog") continue;
    for (const { kind, entry } of declaredIn(parsed.file, schema.data)) {
      if (kind !== "service") continue;
      const service = entry as unknown as Service;
      const { paths = [] } = service;
      for (const [index, glob] of paths.entries())
        yield { file: parsed.path, glob, place: () => parsed.places.value(paths, index), service, isOwn: true };
    }
  }
}

/** What globs match in a repository. Many documents have the same glob, and many commits the same path. */
const reachOf = memoize(({ commits, tracked }: RecentCommits) => {
  const commitsByPath = new Map<string, number[]>();
  for (const [number, paths] of commits.entries())
    for (const path of paths) {
      const numbers = commitsByPath.get(path);
      if (numbers === undefined) commitsByPath.set(path, [number]);
      else numbers.push(number);
    }
  const [paths, files] = [[...commitsByPath.keys()].sort(), [...tracked].sort()];
  const shareOf = (glob: string): number => {
    const matches = globMatcher(glob);
    const matching = new Set<number>();
    for (const path of startingWith(globStart(glob), paths))
      if (matches(path)) for (const one of commitsByPath.get(path) ?? []) matching.add(one);
    return commits.length >= MIN_COMMITS && matching.size >= MIN_MATCHING ? matching.size / commits.length : 0;
  };
  return {
    /** The share of the last commits that a glob matches; 0 where that may be chance. */
    shareOf: keeping(shareOf),
    matchesFile: keeping((glob) => startingWith(globStart(glob), files).some(globMatcher(glob))),
    matchesAll: keeping((glob) => files.length >= MIN_FILES && files.every(globMatcher(glob))),
  };
});

/** A function of a text that keeps what it has returned. */
function keeping<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? compute(text);
    known.set(text, value);
    return value;
  };
}

/** Those of sorted texts that start with a text: most globs name a folder, and most paths lie elsewhere. */
function startingWith(start: string, sorted: readonly string[]): readonly string[] {
  if (start === "") return sorted;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (sorted[end]?.startsWith(start)) end++;
  return sorted.slice(low, end);
}
