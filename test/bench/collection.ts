import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeCatalogs } from "./catalogs.js";
import { drill, type GeneratedDocument, postmortem } from "./documents.js";
import { Random } from "./random.js";

/** A generated collection, in a git repository of its own. */
export interface GeneratedCollection {
  /** The folder of the collection; the repository is the folder above it. */
  root: string;
  postmortems: number;
  drills: number;
  /** The mean size of a postmortem, in bytes. */
  size: number;
  /** Changes the body of the postmortem `edited`, each time differently. */
  edit(): void;
  /** The id of the postmortem that `edit` changes. */
  edited: string;
}

const POSTMORTEMS_PER_DRILL = 20;
/** One postmortem in so many has an earlier, shorter version in git, so that there is history to read. */
const POSTMORTEMS_PER_CHANGE = 20;

/** Writes a collection of `count` postmortems into a new repository. The same count gives the same bytes and commits. */
export function generateCollection(repository: string, count: number): GeneratedCollection {
  const root = join(repository, "postmortems");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const put = (folder: string, { id, text, attachment }: GeneratedDocument) => {
    write(`${folder}/${id}.md`, text);
    if (attachment) write(`evidence/${id}/${attachment.name}`, attachment.text);
  };
  const commit = committerIn(repository);
  const { catalog, files } = makeCatalogs(count);
  for (const [path, text] of files) write(path, text);
  const ids: string[] = [];
  const changes: GeneratedDocument[] = [];
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const document = postmortem(new Random(index), catalog, index, count, ids);
    const changed = index % POSTMORTEMS_PER_CHANGE === 7;
    if (changed) changes.push(document);
    put("incidents", changed ? { ...document, text: document.text.replace(/^- .*\n/m, "") } : document);
    ids.push(document.id);
    bytes += Buffer.byteLength(document.text);
    if (index === count >> 1) commit("Publish what we have learned");
  }
  const drills = Math.ceil(count / POSTMORTEMS_PER_DRILL);
  for (let index = 0; index < drills; index++)
    put("drills", drill(new Random(-2 - index), catalog, index, drills, ids[index * POSTMORTEMS_PER_DRILL] ?? ""));
  commit("Publish the rest, and the drills");
  for (const document of changes) put("incidents", document);
  commit("Say more about some of them");
  // A clone has packed objects.
  git(repository, ["gc", "--quiet"]);
  const id = ids[count >> 1] ?? "";
  const edited = join(root, `incidents/${id}.md`);
  const original = readFileSync(edited, "utf8");
  let edits = 0;
  return {
    root,
    postmortems: count,
    drills,
    size: bytes / count,
    edited: id,
    edit: () => writeFileSync(edited, `${original}\nEdited for the benchmark, time ${++edits}.\n`),
  };
}

/** Commits everything, one day after the last time. */
function committerIn(repository: string): (message: string) => void {
  mkdirSync(repository, { recursive: true });
  git(repository, ["init", "--quiet", "--initial-branch=main"]);
  let day = 1;
  return (message) => {
    git(repository, ["add", "."]);
    git(repository, ["commit", "--quiet", "--allow-empty", `--message=${message}`], `2026-07-0${day++}T12:00:00Z`);
  };
}

/** Ignores the git settings of the user. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "bench",
  GIT_AUTHOR_EMAIL: "bench@example.org",
  GIT_COMMITTER_NAME: "bench",
  GIT_COMMITTER_EMAIL: "bench@example.org",
};

function git(folder: string, args: readonly string[], date = ""): void {
  const dates = date === "" ? {} : { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const env = { ...process.env, ...ENVIRONMENT, ...dates };
  // Packing in the background would disturb the measurements.
  execFileSync("git", ["-c", "gc.auto=0", ...args], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
}
