import { resolve } from "node:path";
import { EnvironmentFault } from "../model/environment-fault.js";
import { isDocument } from "../model/raw-file.js";
import type { Checked } from "../pipeline.js";
import { either, nearest } from "../validate/ids/suggest.js";

/** A document of a collection as an option names it. */
export interface FoundDocument {
  id: string;
  role: "postmortem" | "drill";
  parsed: Checked["parsed"][number];
}

/**
 * A document by its id, or by the path of its file.
 * @throws EnvironmentFault where there is none
 */
export function findDocument(name: string, parsed: Checked["parsed"], root: string): FoundDocument {
  const documents = parsed.flatMap((one): FoundDocument[] =>
    isDocument(one.file) ? [{ id: one.file.id, role: one.file.role, parsed: one }] : [],
  );
  const found = documents.find((one) => one.id === name || resolve(root, one.parsed.path) === resolve(name));
  if (found) return found;
  const near = nearest(
    name,
    documents.map(({ id }) => id),
  );
  throw new EnvironmentFault(
    `Unknown document ${JSON.stringify(name)}: ${near.length > 0 ? `did you mean ${either(near)}?` : "name a postmortem or drill of this collection by its id"}`,
  );
}
