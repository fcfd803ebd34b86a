import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The files that take longest, though some are short. The runner starts large files first until it knows how long each takes. */
const LONGEST = [
  "site/site",
  "pipeline/kept-parts",
  "integrations/installed",
  "serve/live-collection",
  "site/search",
  "commands/new-terminal",
  "pipeline/growth",
  "finish/finishers",
  "integrations/user-guides",
].map((name) => `/test/${name}.test.ts`);

/** Starts the longest files first: at the end of a run no worker should wait for another. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((end) => moduleId.endsWith(end));
    return [...others.filter(isLong), ...others.filter((file) => !isLong(file))];
  }
}
