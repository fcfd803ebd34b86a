import { imageSize } from "image-size";
import type { Attachment } from "../../../model/attachment.js";
import { inertSvg } from "./inert-svg.js";

/** How a file is published: the extension to add to its name, and its size if it is a picture. */
export interface PublishedForm {
  ending: "" | ".txt" | ".bin";
  picture: Attachment["picture"];
}

/** Pictures by the ending that servers know them by. */
const PICTURE = /\.(?:png|jpe?g|webp|gif|avif)$/i;
const PICTURE_TYPES = new Set(["png", "jpg", "webp", "gif", "avif"]);
/** Extensions of text that is published unchanged; other text gets `.txt`. */
const PLAIN = /\.(?:txt|csv|json)$/i;

/**
 * Says in which form a file can be published without ever being run: pictures, PDF and plain text as they are, other
 * text as `.txt`, the rest as a download. The bytes decide, not the name alone.
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
    // EXIF orientations from 5 on swap width and height.
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
