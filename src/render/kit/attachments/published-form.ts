import { imageSize } from "image-size";
import type { Attachment } from "../../../model/attachment.js";
import { inertSvg } from "./inert-svg.js";

/** What a file is to a browser: the ending to add to its name, and its size where it is a picture. */
export interface PublishedForm {
  ending: "" | ".txt" | ".bin";
  picture: Attachment["picture"];
}

/** Pictures by the ending that servers know them by. */
const PICTURE = /\.(?:png|jpe?g|webp|gif|avif)$/i;
const PICTURE_TYPES = new Set(["png", "jpg", "webp", "gif", "avif"]);
/** Text that browsers show or save as it is. Anything else that is text is shown as text. */
const PLAIN = /\.(?:txt|csv|json)$/i;

/**
 * Says in which form a file can be published without ever being run: pictures, PDF and plain text as they are, other
 * text as `.txt`, the rest to be saved. What a file is, its bytes say and not its name alone.
 */
export function publishedForm(name: string, bytes: Uint8Array): PublishedForm {
  const picture = PICTURE.test(name) ? pictureSize(bytes) : null;
  if (picture) return { ending: "", picture };
  if (/\.pdf$/i.test(name) && startsWith(bytes, "%PDF-")) return { ending: "", picture: null };
  const text = textOf(bytes);
  if (text === null) return { ending: ".bin", picture: null };
  const svg = /\.svg$/i.test(name) ? inertSvg(text) : null;
  if (svg) return { ending: "", picture: { ...svg, isVector: true } };
  return { ending: PLAIN.test(name) ? "" : ".txt", picture: null };
}

function pictureSize(bytes: Uint8Array): Attachment["picture"] {
  try {
    const { type, width, height, orientation } = imageSize(bytes);
    if (!PICTURE_TYPES.has(type ?? "") || !isLength(width) || !isLength(height)) return null;
    // From 5 on cameras say that the picture lies on its side, and browsers turn it.
    const turned = orientation !== undefined && orientation >= 5;
    return { width: turned ? height : width, height: turned ? width : height, isVector: false };
  } catch {
    return null;
  }
}

function isLength(length: number): boolean {
  return Number.isInteger(length) && length > 0;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;
}

/** The text of a file, or null where it is none. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
