/** Limits of a file's size and nesting, because content may come from strangers. */
export const LIMITS = {
  frontMatterBytes: 64 * 1024,
  /** Catalogs and `inquest.yaml`. */
  yamlBytes: 1024 * 1024,
  baselineBytes: 8 * 1024 * 1024,
  bodyBytes: 1024 * 1024,
  yamlDepth: 64,
  markdownDepth: 100,
  /** Labels of text directives; the reference parser takes quadratic time for them. */
  labels: 5000,
} as const;

/** The length of a text in bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
