import type { AnyDocument } from "../../model/collection.js";
import { isThirdParty } from "./incident-row.js";
import type { Site } from "./site-model.js";
import { statusOf } from "./words.js";

/** Who wrote a document, when it was published and revised, and what git says of it. */
export interface AccountView {
  thirdParty: boolean;
  /** Draft, In review, Published, Archived. */
  status: string;
  publishedOn: string | null;
  /** The day of the last revision. */
  revisedOn: string | null;
  authors: string[];
  revisions: { on: string; by: string | null; what: string }[];
  /** The first and the last commit. The public sees no names that its authors have not written into the document. */
  git: { first: GitMark | null; last: GitMark | null } | null;
}

interface GitMark {
  day: string;
  by: string | null;
}

export function accountView(site: Site, document: AnyDocument): AccountView {
  const { data, source } = document;
  const revisions = (data.revisions ?? []).map(({ on, by, what }) => ({ on, by: by ?? null, what }));
  const commits = site.commits.get(source.path);
  const mark = (one: { day: string; by: string } | null): GitMark | null =>
    one && { day: one.day, by: site.audience === "internal" ? one.by : null };
  return {
    thirdParty: isThirdParty(site, document),
    status: statusOf(document),
    publishedOn: data.published_on ?? null,
    revisedOn:
      revisions
        .map(({ on }) => on)
        .sort()
        .at(-1) ?? null,
    authors: data.authors ?? [],
    revisions,
    git: commits ? { first: mark(commits.first), last: mark(commits.last) } : null,
  };
}
