import type { AnyDocument } from "../model/collection.js";
import { evidencePath } from "../model/evidence-files.js";
import type { Graph } from "../model/graph.js";
import type { Action, Evidence } from "../model/schema-types.js";
import { listOf } from "../model/values/blank.js";
import { matchesGlob } from "../util/git-glob.js";
import type { RecallReason } from "./answer.js";
import { brokenBy, type Standing } from "./standing.js";

/** A path must be at least this long for its name in a text to mean it: "go.mod" may, "Makefile" need not. */
const MIN_CITED_LENGTH = 6;

/**
 * Why a change of paths recalls a document: one of them checks an invariant that it violated, it names them itself, the
 * service that was its origin does, or it cites one of them. One reason for each check, glob and citing entry, with the first
 * path. A change to the document itself recalls it for none: whoever writes it has it open.
 *
 * @param paths from the top of the repository, with `/`
 * @param folder the collection's folder, relative to the same
 */
export function pathReasons(
  document: AnyDocument,
  standing: Standing,
  paths: readonly string[],
  folder: string,
): RecallReason[] {
  if (paths.includes(inFolder(folder, document.source.path))) return [];
  return [
    ...brokenBy(document, standing).flatMap(({ id, checks }): RecallReason[] => {
      const path = paths.find((one) => checks.some((check) => "file" in check && check.file === one));
      return id === null || path === undefined ? [] : [{ kind: "checked-by", id, path }];
    }),
    ...globReasons(document, standing.graph).flatMap((reason): RecallReason[] => {
      const path = paths.find((one) => matchesGlob(reason.pattern, one));
      return path === undefined ? [] : [{ ...reason, path }];
    }),
    ...listOf<Evidence>(document.data.evidence).flatMap((evidence) =>
      evidenceReasons(evidence, document, paths, folder),
    ),
    ...(document.data.actions ?? []).flatMap((action) => actionReasons(action, paths)),
  ];
}

/** The globs of a document, which it names itself or which belong to the service where it began. */
export function globReasons(document: AnyDocument, graph: Graph): (RecallReason & { pattern: string })[] {
  const affects = document.type === "postmortem" ? (document.data.affects ?? []) : [];
  return [
    ...affects.map((pattern) => ({ kind: "affects" as const, pattern })),
    ...originsOf(document).flatMap((id) => {
      const service = graph.collection.catalogs.services.find((one) => one.id === id);
      return (service?.paths ?? []).map((pattern) => ({ kind: "service-path" as const, id, pattern }));
    }),
  ];
}

/** The services where it began; of a drill all, because it was held there. */
function originsOf({ type, data }: AnyDocument): string[] {
  if (type === "drill") return data.services ?? [];
  return (data.services ?? []).flatMap(({ service, role }) => (role === "origin" ? [service] : []));
}

function evidenceReasons(
  { id, file, source }: Evidence,
  document: AnyDocument,
  paths: readonly string[],
  folder: string,
): RecallReason[] {
  const attachment = file === undefined ? null : inFolder(folder, evidencePath(document, file));
  const path = paths.find((one) => one === attachment || cites(source, one));
  return path === undefined ? [] : [{ kind: "evidence", id, path }];
}

function actionReasons({ id, title, tracker, closed_by: closure }: Action, paths: readonly string[]): RecallReason[] {
  const texts = [title, tracker, closure?.artifact, closure?.tracker];
  const path = paths.find((one) => texts.some((text) => cites(text, one)));
  return path === undefined ? [] : [{ kind: "action", id, path }];
}

/** Whether a text names a path, perhaps in an address, and not only a part of a longer name. */
function cites(text: string | undefined, path: string): boolean {
  if (text === undefined || path.length < MIN_CITED_LENGTH || !/[./]/.test(path)) return false;
  const isPartBefore = path.includes("/") ? /[\w.-]/ : /[\w./-]/;
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text.slice(at + path.length, at + path.length + 2)];
    if (!isPartBefore.test(before) && !/^(?:[\w/-]|\.\w)/.test(after)) return true;
  }
  return false;
}

/** A path of the collection from the top of the repository. */
function inFolder(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}
