import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { simpleGit } from "simple-git";
import { COMPLETION } from "./git-processes.js";

/** What a run of git with a remote may take, at most. */
export interface RemoteLimits {
  /** Without a sign of the server. */
  silenceMs: number;
  /** In all. */
  totalMs: number;
  /** Of the repository that is fetched. */
  bytes: number;
}

/** Why git could not fetch, in words that hold no address. */
export class RemoteFault extends Error {}

/** Settings that keep a fetch from running, following or writing anything but objects. */
const CONFIG = [
  "core.hooksPath=/dev/null",
  "core.askPass=",
  "fetch.recurseSubmodules=false",
  "fetch.unpackLimit=1",
  "gc.auto=0",
  "http.followRedirects=false",
  "maintenance.auto=false",
  "submodule.recurse=false",
  "transfer.bundleURI=false",
];

/** Where git's configuration and the certificates are that the user trusts. */
const USER_FILES = [
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
];

/** What git and ssh take from the user's environment: who they are, and how the network is reached. */
const PASSED = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SSH_AUTH_SOCK",
  "XDG_CONFIG_HOME",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "http_proxy",
  "https_proxy",
  "HTTPS_PROXY",
  "all_proxy",
  "ALL_PROXY",
  "no_proxy",
  "NO_PROXY",
  "SYSTEMROOT",
  ...USER_FILES,
];

/** How often the limits are looked at. */
const LIMIT_CHECK_MS = 250;
/** A longer listing is refused. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs git where it talks to a server, or reads what came from one. It asks for no password and starts no hooks. It is ended
 * where it prints nothing for long, takes long in all, or brings too much.
 * @param folder a repository of our own, which holds nothing of the remote but objects
 * @param protocols the protocols that git may use, as in `GIT_ALLOW_PROTOCOL`
 * @throws RemoteFault where git fails
 */
export async function remoteGit(
  folder: string,
  args: readonly string[],
  protocols: string,
  limits: RemoteLimits,
): Promise<string> {
  const ending = new AbortController();
  const streams: Readable[] = [];
  let fault: string | null = null;
  let silentMs = 0;
  let printed = 0;
  const started = Date.now();
  let giveUp: (error: Error) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  ended.catch(() => undefined);
  const end = (what: string) => {
    fault ??= what;
    ending.abort();
    giveUp(new RemoteFault(fault));
  };
  const timer = setInterval(() => {
    // While this process is busy it hears nothing, and however long that takes, it counts as one look.
    silentMs += LIMIT_CHECK_MS;
    if (silentMs > limits.silenceMs) end(`its server gave no answer for ${Math.round(limits.silenceMs / 1000)} s`);
    else if (Date.now() - started > limits.totalMs) end(`it took longer than ${Math.round(limits.totalMs / 1000)} s`);
    else if (sizeOf(join(folder, ".git", "objects", "pack")) > limits.bytes)
      end(`its repository is larger than ${Math.round(limits.bytes / 1024 / 1024)} MiB`);
  }, LIMIT_CHECK_MS);
  const passed = Object.fromEntries(
    PASSED.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const ssh = protocols.split(":").includes("ssh") ? await sshCommand(folder, passed) : "ssh";
  const settings: Record<string, string> = {
    GIT_ALLOW_PROTOCOL: protocols,
    ...withoutRepository(folder),
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_LFS_SKIP_SMUDGE: "1",
    GIT_SSH_COMMAND: `${ssh} -oBatchMode=yes -oConnectTimeout=10`,
  };
  const slow = ["http.lowSpeedLimit=1", `http.lowSpeedTime=${Math.max(1, Math.ceil(limits.silenceMs / 1000))}`];
  try {
    const git = simpleGit({
      baseDir: folder,
      config: [...CONFIG, ...slow],
      abort: ending.signal,
      completion: COMPLETION,
      errors: (_, { exitCode, stdErr }) => (exitCode === 0 ? undefined : Buffer.concat(stdErr)),
      allowEnvironment: [...Object.keys(settings), ...USER_FILES],
      // simple-git refuses these settings, which other programs use to start something; here they keep git from it.
      unsafe: {
        allowUnsafeAskPass: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeHooksPath: true,
        allowUnsafeProtocolOverride: true,
        allowUnsafeSshCommand: true,
        allowUnsafeTemplateDir: true,
      },
    })
      .env({ ...passed, LC_ALL: "C", GCM_INTERACTIVE: "never", ...settings })
      .outputHandler((_command, stdout, stderr) => {
        for (const stream of [stdout, stderr] as Readable[]) {
          streams.push(stream);
          stream.on("data", (chunk: Buffer) => {
            silentMs = 0;
            printed += chunk.length;
            if (printed > MAX_OUTPUT_BYTES) end("it has more files than can be listed");
          });
        }
      });
    return await Promise.race([git.raw([...args]), ended]);
  } catch (error) {
    throw new RemoteFault(fault ?? faultOf(String((error as Error).message)));
  } finally {
    clearInterval(timer);
    for (const stream of streams) stream.destroy();
  }
}

/** What the user, or the administrator of the machine, has git start for ssh. */
async function sshCommand(folder: string, env: Record<string, string>): Promise<string> {
  const { GIT_SSH_COMMAND: given } = process.env;
  if (given !== undefined) return given;
  const settings = withoutRepository(folder);
  const configured = await simpleGit({
    baseDir: folder,
    allowEnvironment: [...Object.keys(settings), ...USER_FILES],
    unsafe: { allowUnsafeConfigPaths: true },
  })
    .env({ ...env, ...settings })
    .raw(["config", "--get", "core.sshCommand"])
    .catch(() => "");
  return configured.trim() || "ssh";
}

/** Keeps git from the settings of a repository that the cache lies in. */
function withoutRepository(folder: string): Record<string, string> {
  return { GIT_CEILING_DIRECTORIES: dirname(folder) };
}

function sizeOf(folder: string): number {
  try {
    return readdirSync(folder)
      .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}

/** What git says, in words of ours: its own may hold the address, and with it what a user's settings put into it. */
function faultOf(stderr: string): string {
  return FAULTS.find(([pattern]) => pattern.test(stderr))?.[1] ?? `git could not read it (${lastLine(stderr)})`;
}

const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/\bENOENT\b/, "git was not found: install git"],
  [/transport '.*' not allowed/, "git may not use its protocol here"],
  [/dubious ownership/, "git refuses it, because another user owns it"],
  [/Could not resolve host|Name or service not known|Temporary failure in name resolution/i, "its host was not found"],
  [/error: 30[1278]|redirect/i, "its server sends on to another address: write that address"],
  [
    /HOST IDENTIFICATION HAS CHANGED/,
    "its host has another key than ssh knows, which may be an attack: ask who runs it, then remove the old key with ssh-keygen -R",
  ],
  [
    /Host key verification failed/,
    "ssh does not know the key of its host: connect to it once by hand and compare the fingerprint, or put the key into known_hosts",
  ],
  [
    /could not read (?:Username|Password)|terminal prompts disabled|Authentication failed|Permission denied|error: 40[13]|access denied/i,
    "it needs a permission that is not there: give git a credential helper, or ssh a key",
  ],
  [/Operation too slow|timed? ?out/i, "its server gave no answer in time"],
  [
    /Connection refused|Failed to connect|Couldn't connect|Connection reset|Connection closed/i,
    "its server does not answer",
  ],
  [/certificate|SSL|TLS/, "the certificate of its server is not trusted"],
  [
    /couldn't find remote ref|not our ref|unadvertised object|no matching remote head/i,
    "it has no such branch, tag or commit (a commit goes by its full hash)",
  ],
  [
    /not found|does not exist|does not appear to be a git repository|Repository not found|No such file/i,
    "there is no such repository, or it needs a permission that is not there",
  ],
  [/No space left/, "no space is left on the disk"],
  [/early EOF|Empty reply|hung up|unexpected disconnect|RPC failed|curl \d+/i, "the connection broke off"],
];

function lastLine(stderr: string): string {
  const line =
    stderr
      .trim()
      .split(/[\r\n]+/)
      .at(-1) ?? "";
  return line
    .replace(/'[^']*'/g, "…")
    .replace(/\S*:\/\/\S*/g, "…")
    .slice(0, 200);
}
