import { constant, day, oneOf, orNull, text } from "../../util/shape.js";
import type { Site } from "./site-model.js";

/** The version of the data files and of the report. */
export const OUTPUT_VERSION = 2;

/** The `$id` of the schema of a public output. */
export function outputId<const N extends string>(name: N) {
  return `urn:inquest:schema:${OUTPUT_VERSION}:${name}` as const;
}

/** The fields at the top of every data file. */
export function dataHeadFields<const N extends string>(name: N) {
  return {
    $schema: constant(outputId(`data-${name}`), "The schema of this file"),
    version: constant(OUTPUT_VERSION, "The version of this format"),
    title: text("The title of the collection"),
    audience: oneOf(["public", "internal"], "For whom it was built; a public file holds nothing internal"),
    as_of: day("The day that counted as today, in UTC"),
    commit: orNull(text("The commit that it was built from; null outside git")),
    inquest: text("The version of inquest"),
  };
}

/** Their values. */
export function dataHead<const N extends string>(site: Site, name: N) {
  return {
    $schema: outputId(`data-${name}`),
    version: OUTPUT_VERSION,
    title: site.graph.collection.config.title,
    audience: site.audience,
    as_of: site.now,
    commit: site.commit?.hash ?? null,
    inquest: site.version,
  } as const;
}

/** Their values in the example of a schema. */
export function exampleHead<const N extends string>(name: N) {
  return {
    $schema: outputId(`data-${name}`),
    version: OUTPUT_VERSION,
    title: "Learning from failure",
    audience: "public",
    as_of: "2026-11-23",
    commit: "0123456789abcdef0123456789abcdef01234567",
    inquest: "0.1.0",
  } as const;
}
