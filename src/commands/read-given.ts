import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import { EnvironmentFault, reasonOf } from "../model/environment-fault.js";

/** A text that an option names, and the name of its file for messages. */
export interface GivenFile {
  name: string;
  text: string;
}

/**
 * Reads what `--from` names; `-` is standard input.
 * @throws EnvironmentFault where it cannot be read, or is not UTF-8
 */
export async function readGiven(from: string): Promise<GivenFile> {
  const name = from === "-" ? "standard input" : basename(from);
  let bytes: Uint8Array;
  try {
    bytes = from === "-" ? await buffer(process.stdin) : readFileSync(from);
  } catch (error) {
    throw new EnvironmentFault(`Cannot read ${from}: ${reasonOf(error)}`);
  }
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw new EnvironmentFault(`${name}: not UTF-8: save it in that encoding`);
  }
}
