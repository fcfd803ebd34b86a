import { onTestFinished } from "vitest";
import { readDemo } from "../../src/read/read-scaffold.js";
import { writeTemporaryFolder } from "../../src/write/temporary-folder.js";

/** The fictional collection of `inquest demo` in a new folder, which is gone when the test ends. */
export function demoCollection(): string {
  const folder = writeTemporaryFolder("inquest-test-demo", readDemo());
  onTestFinished(folder.remove);
  return folder.path;
}
