import { matchesGlob } from "../util/git-glob.js";
import type { RecallReason } from "./answer.js";
import type { RememberedDocument } from "./remembered-document.js";

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
export function pathReasons(document: RememberedDocument, paths: readonly string[], folder: string): RecallReason[] {
  if (paths.includes(inFolder(folder, document.file))) return [];
  return [
    ...checkReasons(document, paths),
    ...document.globs.flatMap((reason): RecallReason[] => {
      const path = paths.find((one) => matchesGlob(reason.pattern, one));
      return path === undefined ? [] : [{ ...reason, path }];
    }),
    ...document.evidence.flatMap(({ id, attachment, source }): RecallReason[] => {
      const file = attachment === null ? null : inFolder(folder, attachment);
      const path = paths.find((one) => one === file || cites(source, one));
      return path === undefined ? [] : [{ kind: "evidence", id, path }];
    }),
    ...document.actions.flatMap(({ id, texts }): RecallReason[] => {
      const path = paths.find((one) => texts.some((text) => cites(text, one)));
      return path === undefined ? [] : [{ kind: "action", id, path }];
    }),
  ];
}

/** One for each invariant, however many files check it. */
function checkReasons({ checks }: RememberedDocument, paths: readonly string[]): RecallReason[] {
  return [...new Set(checks.map(({ id }) => id))].flatMap((id): RecallReason[] => {
    const path = paths.find((one) => checks.some((check) => check.id === id && check.file === one));
    return path === undefined ? [] : [{ kind: "checked-by", id, path }];
  });
}

/** Whether a text may name a path at all: a short name or a bare word need not mean the file. */
export function isCitable(path: string): boolean {
  return path.length >= MIN_CITED_LENGTH && /[./]/.test(path);
}

/** Whether a text names a path, perhaps in an address, and not only a part of a longer name. */
function cites(text: string, path: string): boolean {
  if (!isCitable(path)) return false;
  const isPartBefore = path.includes("/") ? /[\w.-]/ : /[\w./-]/;
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text.slice(at + path.length, at + path.length + 2)];
    if (!isPartBefore.test(before) && !/^(?:[\w/-]|\.\w)/.test(after)) return true;
  }
  return false;
}

/**
 * The names in a text, between which only a path's other characters stand: what `cites` finds ends with one. The last name of
 * a path is therefore one of the names of each text that cites it.
 */
export function namesIn(text: string): string[] {
  return text.split(/[^\w.-]+|\.(?!\w)/).filter((name) => name !== "");
}

/** A path of the collection from the top of the repository. */
function inFolder(folder: string, path: string): string {
  return folder === "" ? path : `${folder}/${path}`;
}
