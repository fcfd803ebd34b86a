import type { Postmortem } from "../model/collection.js";

/** Whether measures count a postmortem: published incidents only. Near-misses and drills are shown apart, drafts not at all. */
export function isCounted(postmortem: Postmortem): boolean {
  return postmortem.data.status === "published" && postmortem.data.kind === "incident";
}

/** The id of the class of the primary kind, or null where no kind is given. */
export function primaryClass(postmortem: Postmortem): string | null {
  return postmortem.data.failure_kinds?.[0]?.kind.split("/")[0] ?? null;
}
