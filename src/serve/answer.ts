import { lookup } from "mrmime";
import { type MadeFile, madeFile } from "./live-site.js";

/** What is sent for a request. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Names the bytes, of what can be asked for again. */
  etag: string | null;
}

/** A file, with the type that the ending of its path says. */
export function fileAnswer({ path, content, etag }: MadeFile, status = 200): Answer {
  const type = lookup(path) ?? "application/octet-stream";
  const charset = /^text\/|json|javascript|xml/.test(type) ? ";charset=utf-8" : "";
  return { status, headers: { "content-type": `${type}${charset}` }, body: content, etag };
}

/** A line of text, for what is no page. */
export function textAnswer(status: number, text: string): Answer {
  return { ...fileAnswer(madeFile({ path: "answer.txt", content: `${text}\n` }), status), etag: null };
}

export function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: Buffer.alloc(0), etag: null };
}
