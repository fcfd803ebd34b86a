import { Source } from "../model/source.js";
import type { ParseProblem } from "./limits.js";

/**
 * Decodes a file as UTF-8, strictly. A byte order mark is dropped.
 * @returns the source, and a problem if a byte is invalid; the text then ends before it
 */
export function decode(path: string, bytes: Uint8Array): { source: Source; problems: ParseProblem[] } {
  const bad = firstBadByte(bytes);
  const text = new TextDecoder("utf-8").decode(bad === undefined ? bytes : bytes.subarray(0, bad));
  const source = new Source(path, text);
  const place = source.place(text.length, text.length);
  if (bad !== undefined) {
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

/** The offset of the first byte that is not valid UTF-8. */
function firstBadByte(bytes: Uint8Array): number | undefined {
  if (isUtf8(bytes)) return undefined;
  // Binary search; in streaming mode an end inside a character is not an error.
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8(bytes.subarray(0, middle), true)) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && !isUtf8(bytes.subarray(0, low))) low--;
  return low;
}

function isUtf8(bytes: Uint8Array, partial = false): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: partial });
    return true;
  } catch {
    return false;
  }
}
