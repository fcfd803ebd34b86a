import { lookup } from "mrmime";
import { type MadeFile, madeFile } from "./live-site.js";

/** The response to a request. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Identifies the content, so that it can be cached. */
  etag: string | null;
}

/** A file, with the media type for its extension. */
export function fileAnswer({ path, content, etag }: MadeFile, status = 200): Answer {
  const type = lookup(path) ?? "application/octet-stream";
  const charset = /^text\/|json|javascript|xml/.test(type) ? ";charset=utf-8" : "";
  return { status, headers: { "content-type": `${type}${charset}` }, body: content, etag };
}

/** A response of plain text. */
export function textAnswer(status: number, text: string): Answer {
  return { ...fileAnswer(madeFile({ path: "answer.txt", content: `${text}\n` }), status), etag: null };
}

export function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: Buffer.alloc(0), etag: null };
}
