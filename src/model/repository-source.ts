import type { ConfigData, Visibility } from "./schema-types.js";

/** Another repository, as `sources` of `inquest.yaml` names it. */
export type SourceDeclaration = NonNullable<ConfigData["sources"]>[number];

/** The state of a source that everything but `update` reads. */
export interface LockedSource {
  name: string;
  url: string;
  /** `HEAD` is the default branch. */
  ref: string;
  /** The folder of the collection in the repository; `.` is its top. */
  folder: string;
  /** The full hash. */
  commit: string;
}

/** What has been read of a source besides its files. */
export interface SourceInfo {
  name: string;
  title: string;
  description: string | null;
  commit: string;
  /** When the commit was made, an RFC 3339 instant in UTC. */
  time: string;
  /** The most that is seen of it. */
  visibility: Visibility;
}

/** The file beside `inquest.yaml` that holds the commits. */
export const LOCK_FILE = "inquest.lock";

/** What stands for the default branch. */
export const DEFAULT_REF = "HEAD";

/** How git reaches the repository of a source. */
export type SourceProtocol = "https" | "ssh" | "http" | "file";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** `user@host:path`, as ssh and git write it. */
const SHORT_SSH = /^(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?!\/\/)[^\s:]\S*$/;

/** How a source is reached, or what is wrong with its address. No message holds the address, which may hold a password. */
export function readSourceUrl(url: string): { protocol: SourceProtocol } | { fault: string; hint: string } {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  const forms = "Write https://…, ssh://… or git@host:path";
  if (/\s|\p{Cc}/u.test(url))
    return { fault: "Expected an address without spaces and control characters", hint: forms };
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) {
    const isShort = SHORT_SSH.test(url) && !url.includes("::");
    return isShort ? { protocol: "ssh" } : { fault: "Expected the address of a repository", hint: forms };
  }
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || url.startsWith("-")) return { fault: "Expected an address that can be read", hint: forms };
  const { username, password, hostname, search, hash } = address;
  // Over ssh the name of a user is no secret, and most servers want one.
  if (password !== "" || (username !== "" && scheme !== "ssh"))
    return {
      fault: "Expected an address without a user name or password",
      hint: "Remove what stands before the @, revoke it where it was a secret, and let git's credential helper or ssh answer for you",
    };
  if (search !== "" || hash !== "")
    return { fault: "Expected an address without a query or a fragment", hint: "Write a branch or a tag as ref: …" };
  // Neither may be taken for an option by ssh.
  if (hostname.startsWith("-") || username.startsWith("-"))
    return { fault: "Expected the name of a host", hint: forms };
  switch (scheme) {
    case "https":
    case "ssh":
      return hostname === "" ? { fault: "Expected the name of a host", hint: forms } : { protocol: scheme };
    case "http":
      return LOOPBACK.test(hostname)
        ? { protocol: "http" }
        : { fault: "Expected an address that starts with https://", hint: "http is for a server on this machine only" };
    case "file":
      return hostname === ""
        ? { protocol: "file" }
        : {
            fault: "Expected file:/// and an absolute path",
            hint: "A share of another machine is no repository of this one",
          };
    default:
      return { fault: "Expected an address that git may use for a source", hint: forms };
  }
}

/** Whether two addresses name one repository, over whichever protocol. */
export function isSameRepository(one: string, other: string): boolean {
  return placeOf(one) === placeOf(other);
}

/** Whether an address, such as the one that opens files for editing, is that of a repository or lies in its web view. */
export function liesInRepository(address: string, url: string): boolean {
  return `${placeOf(address)}/`.startsWith(`${placeOf(url)}/`);
}

/** `host/path`, which all addresses of a repository share. */
function placeOf(url: string): string {
  const short = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.*)$/.exec(url);
  const place = short ? `${short[1]}/${short[2]}` : url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").replace(/^[^@/]+@/, "");
  return place
    .replace(/\/+$/, "")
    .replace(/\.git$/, "")
    .replace(/\/{2,}/g, "/")
    .toLowerCase();
}

/** The most that is seen of a source. */
export function ceilingOf({ visibility }: SourceDeclaration, config: ConfigData): Visibility {
  return visibility ?? config.visibility ?? "internal";
}

/** Whether a lock was written for what `inquest.yaml` says today. */
export function isLockOf(lock: LockedSource, { name, url, ref = DEFAULT_REF, folder }: SourceDeclaration): boolean {
  return lock.name === name && lock.url === url && lock.ref === ref && (folder === undefined || folder === lock.folder);
}

/** The name of the source that an id belongs to; null for an id of this collection. */
export function sourceOfId(id: string): string | null {
  return /^@([^/]+)\//.exec(id)?.[1] ?? null;
}

/** The files of a source's collection as they are in one commit. */
export interface SourceSnapshot {
  commit: string;
  folder: string;
  /** When the commit was made, an RFC 3339 instant in UTC. */
  time: string;
  /** The commits before it, as it names them. */
  parents: readonly string[];
  /** What was left out, a sentence each. */
  notes: readonly string[];
  /** `inquest.yaml` and the catalogs, then the documents. Paths are relative to the folder, with `/`. */
  files: readonly { path: string; bytes: Uint8Array }[];
}

/** Whether a file of a snapshot is needed to know what a source declares. */
export function isCatalogFile(path: string): boolean {
  return path === "inquest.yaml" || path.startsWith("catalog/");
}
