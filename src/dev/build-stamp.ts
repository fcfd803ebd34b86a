import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { walkFolder } from "../read/walk-folder.js";

const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
const STAMP = join(PACKAGE, "dist/dev/source-hash");

/** The files and folders that a build reads. */
const INPUTS = ["src", "schema", "templates", "package.json", "package-lock.json", "tsconfig.json"];

/** Whether `dist/` was built from the current source. */
export function isBuiltFromSource(): boolean {
  try {
    return readFileSync(STAMP, "utf8") === sourceHash();
  } catch {
    return false;
  }
}

/** Records a hash of the source in `dist/`, as the last step of a build. */
export function stampBuild(): void {
  writeFileSync(STAMP, sourceHash());
}

function sourceHash(): string {
  const hash = createHash("sha256");
  for (const { path, type } of INPUTS.flatMap((input) => walkFolder(PACKAGE, input).entries))
    if (type === "file")
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(PACKAGE, path)))
        .update("\0");
  return hash.digest("hex");
}
