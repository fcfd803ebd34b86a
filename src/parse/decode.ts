import { isUtf8 } from "node:buffer";
import { Source } from "../model/source.js";
import type { ParseProblem } from "./limits.js";

/**
 * Decodes a file as UTF-8, strictly. A byte order mark is dropped.
 * @param hash of the bytes, where it is known
 * @returns the source, and a problem if a byte is invalid; the text then ends before it
 */
export function decode(path: string, bytes: Uint8Array, hash?: string): { source: Source; problems: ParseProblem[] } {
  const bad = firstBadByte(bytes);
  const text = DECODER.decode(bad === undefined ? bytes : bytes.subarray(0, bad));
  const source = new Source(path, text, hash);
  if (bad !== undefined) {
    const place = source.place(text.length, text.length);
    const found = `0x${(bytes[bad] ?? 0).toString(16).padStart(2, "0").toUpperCase()}`;
    return {
      source,
      problems: [
        {
          place,
          message: `Expected UTF-8, found the byte ${found} at offset ${bad}`,
          hint: "Save the file as UTF-8",
          isTextCut: true,
        },
      ],
    };
  }
  const nul = text.indexOf("\0");
  if (nul >= 0)
    return {
      source,
      problems: [
        {
          place: source.place(nul, nul + 1),
          message: "Expected text, found a NUL character",
          hint: "Remove it, or attach the file as evidence instead",
        },
      ],
    };
  return { source, problems: [] };
}

const DECODER = new TextDecoder("utf-8");

/** The offset of the first byte that is not valid UTF-8. */
function firstBadByte(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  // Binary search; in streaming mode an end inside a character is not an error.
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isStartOfUtf8(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && !isUtf8(bytes.subarray(0, low))) low--;
  return low;
}

/** Whether bytes are valid, perhaps but for a last character that is not whole. */
function isStartOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
