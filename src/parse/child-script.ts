import { createRequire as requireFrom } from "node:module";

/** What Node runs as the child process of `parseApart`. In the bundle of the action it is the bundle itself. */
export function childScript(): string[] {
  return [requireFrom(import.meta.url).resolve("#markdown-child")];
}
