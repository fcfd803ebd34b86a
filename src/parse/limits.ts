import type { Problem } from "../model/diagnostic.js";

/** Limits of a file's size and nesting, because content may come from strangers. */
export const LIMITS = {
  frontMatterBytes: 64 * 1024,
  /** Catalogs and `inquest.yaml`. */
  yamlBytes: 1024 * 1024,
  baselineBytes: 8 * 1024 * 1024,
  bodyBytes: 1024 * 1024,
  yamlDepth: 64,
  markdownDepth: 100,
} as const;

/**
 * How many of each the native Markdown parser handles in little time and memory. It takes quadratic memory for entities
 * and ends the whole process at about 50,000.
 */
export const NATIVE_BOUNDS = { entities: 5000, delimiters: 20_000, brackets: 200_000, containers: 5000, labels: 500 };

/**
 * The same of the reference parser, which needs up to some seconds for these, and is linear in entities. A body that
 * exceeds both is not parsed.
 */
export const REFERENCE_BOUNDS = {
  entities: 100_000,
  delimiters: 3000,
  brackets: 2000,
  containers: 200,
  labels: 2000,
};

/** How much of each a parsed body may hold, so that its page has a bounded size. */
export const BODY_BOUNDS = {
  nodes: 100_000,
  headings: 5000,
  links: 10_000,
  footnotes: 2000,
  /** Rows times columns of all tables: the page fills up short rows. */
  cells: 50_000,
  /** An estimate of the characters of the rendered page; a link writes out the address that its definition has. */
  rendered: 8 * 1024 * 1024,
};

/** The length of a text in bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** A problem of a file as far as it was parsed. */
export interface ParseProblem extends Problem {
  /** The file exceeds a limit or broke a parser; otherwise its syntax is wrong. */
  isLimit?: true;
  /** The text of the file ends before it, and what follows is not known. */
  isTextCut?: true;
}

export type LimitProblem = ParseProblem & { isLimit: true };
