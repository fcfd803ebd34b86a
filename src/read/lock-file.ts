import { LOCK_FILE } from "../model/repository-source.js";
import { readNamedFile } from "./read-collection.js";

/** The text of `inquest.lock`; empty where there is none, or only a link. */
export function lockFileText(root: string): string {
  return Buffer.from(readNamedFile(root, LOCK_FILE, { role: "config" })?.bytes ?? []).toString();
}
