import type { Measures } from "../../measure/measure.js";
import type { Attachment } from "../../model/attachment.js";
import type { Body } from "../../model/collection.js";
import type { Severity } from "../../model/diagnostic.js";
import type { FileCommits } from "../../model/file-commits.js";
import type { Graph } from "../../model/graph.js";
import type { OutputFile } from "../../model/page.js";
import type { Visibility } from "../../model/schema-types.js";
import type { WholeSimilarIndex } from "../../recall/similar/similar.js";
import type { Logo } from "../kit/attachments/logo.js";

/** A rule of the validator, as its page shows it. */
export interface RuleInput {
  id: string;
  /** The default; `inquest.yaml` can change it unless the rule is locked. */
  severity: Severity;
  locked: boolean;
  /** Whether it is about a duty of the owner, which third parties do not have. */
  duty: boolean;
  /** Its documentation, or null where it has none. */
  doc: Pick<Body, "tree"> | null;
}

/** Everything that the site is built from. It depends on no clock, disk or locale. */
export interface SiteInput {
  graph: Graph;
  measures: Measures;
  /** What incidents like another are found in; made when it is asked for. */
  similarIndex: () => WholeSimilarIndex;
  /** The day that counts as today, `YYYY-MM-DD`. */
  now: string;
  /** What the site is built from; `time` is an RFC 3339 instant. Null outside git. */
  commit: { hash: string; time: string } | null;
  /** What git's history says of the collection's files, by path. */
  commits: ReadonlyMap<string, FileCommits>;
  audience: Visibility;
  /** Where the site will be, with a slash at its end, or null if that is not known. */
  baseUrl: string | null;
  /** Whether files that could not be read are missing, so that every page says so. */
  isPartial: boolean;
  /** Pages of documents that cannot be shown, for a notice in their place. */
  unshown: readonly { path: string; title: string }[];
  /** The version of inquest. */
  version: string;
  /** The rules of the validator, sorted by id. */
  rules: readonly RuleInput[];
  /** The schemas that go with the data files, as text by their name: `postmortem`, `graph`. */
  schemas: ReadonlyMap<string, string>;
  /** The evidence that the site publishes, by its path in the collection. */
  attachments: ReadonlyMap<string, Attachment>;
  /** The SHA-256 of each file of evidence that the audience may see, published or not, by its path in the collection; null where it is not there. */
  evidenceHashes: ReadonlyMap<string, string | null>;
  /** The image beside the title, or null. */
  logo: Logo | null;
  /** Whether lists with nothing on them are left out, as for readers; authors see how to fill them. */
  onlyFilled?: boolean;
  /** How authors call the program for this collection; for readers `inquest`. */
  call?: string;
  /** Files that go into the site as they are. */
  assets: readonly OutputFile[];
  /** The path of an asset on the site by the one that templates use, where it is another. */
  assetNames?: ReadonlyMap<string, string>;
}
