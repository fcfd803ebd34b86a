/** A file below `evidence/` that the site publishes. */
export interface Attachment {
  /** In the collection: `evidence/<id>/rollout.log`. */
  file: string;
  /** In the site: the same with an ending that makes browsers show or save it, never run it: `evidence/<id>/rollout.log.txt`. */
  path: string;
  /** In bytes. */
  size: number;
  /** SHA-256 of its bytes in hex. */
  sha256: string;
  /** What it is where a page can show it, in CSS pixels; null where it is no picture. */
  picture: { width: number; height: number; isVector: boolean } | null;
}
