/** What a file may be at most; content comes from strangers too. */
export const LIMITS = {
  frontMatterBytes: 64 * 1024,
  /** Catalogs and `inquest.yaml`. */
  yamlBytes: 1024 * 1024,
  baselineBytes: 8 * 1024 * 1024,
  bodyBytes: 1024 * 1024,
  yamlDepth: 64,
  markdownDepth: 100,
  /** Of text directives, which the reference parser takes quadratic time for. */
  labels: 5000,
} as const;

/** The length of a text in UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
