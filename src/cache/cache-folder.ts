import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The folder for the caches of this program, as users of each system expect it. Relative settings are ignored. */
export function userCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  // Source: https://specifications.freedesktop.org/basedir-spec/latest/
  const { XDG_CACHE_HOME: xdg = "", LOCALAPPDATA: local = "" } = env;
  if (isAbsolute(xdg)) return join(xdg, "inquest");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "inquest");
  if (platform === "win32" && isAbsolute(local)) return join(local, "inquest", "Cache");
  return join(homedir(), ".cache", "inquest");
}
