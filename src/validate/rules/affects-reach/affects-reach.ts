import type { Place } from "../../../model/place.js";
import type { RecentCommits } from "../../../model/recent-commits.js";
import type { Service } from "../../../model/schema-types.js";
import { globMatcher } from "../../../util/git-glob.js";
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
    const reach = reachOf(recent);
    const { postmortems, catalogs } = context.collection;
    // Where no glob matches, the files of all incidents are elsewhere, or those of the services of an organisation.
    const hasFiles = postmortems.some(({ data }) => data.affects?.some(reach.matchesFile));
    const organisations = new Set(
      catalogs.services.flatMap(({ organisation, paths }) => (paths?.some(reach.matchesFile) ? [organisation] : [])),
    );
    for (const { file, glob, place, service, isOwn } of globsIn(context)) {
      const share = reach.shareOf(glob);
      if (share > MAX_SHARE || reach.matchesAll(glob))
        yield {
          file,
          place: place(),
          message: `Expected a glob that few commits touch, found ${JSON.stringify(glob)}, which ${share > MAX_SHARE ? `${Math.round(share * 100)}% of the last ${recent.commits.length} touch` : "matches every file of the repository"}`,
          hint: "Name the folders and files whose change should recall this: what is recalled at every commit is not read",
        };
      else if ((service ? organisations.has(service.organisation) : isOwn && hasFiles) && !reach.matchesFile(glob))
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
  const shares = new Map<string, number>();
  const files = [...tracked];
  const matched = new Map<string, boolean>();
  return {
    shareOf: (glob: string): number => {
      const known = shares.get(glob);
      if (known !== undefined) return known;
      const matches = globMatcher(glob);
      const matching = new Set<number>();
      for (const [path, numbers] of commitsByPath) if (matches(path)) for (const one of numbers) matching.add(one);
      const isEnough = commits.length >= MIN_COMMITS && matching.size >= MIN_MATCHING;
      const share = isEnough ? matching.size / commits.length : 0;
      shares.set(glob, share);
      return share;
    },
    matchesAll: (glob: string): boolean => files.length >= MIN_FILES && files.every(globMatcher(glob)),
    matchesFile: (glob: string): boolean => {
      const known = matched.get(glob) ?? files.some(globMatcher(glob));
      matched.set(glob, known);
      return known;
    },
  };
});
