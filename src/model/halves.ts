import type { Drill } from "./collection.js";
import type { DrillData } from "./schema-types.js";

/** A half of a drill: what machines play, or what people play. */
type Half = DrillData["automation"] | DrillData["playbook"];

/** Whether a half was exercised, whatever the result. An unknown result does not count as exercised. */
export function isExercised(half: Half): boolean {
  return half?.result === "pass" || half?.result === "partial" || half?.result === "fail";
}

/** Whether a drill counts for its scenario: both halves were exercised. */
export function drillCounts({ data }: Drill): boolean {
  return isExercised(data.automation) && isExercised(data.playbook);
}

/** Whether a drill passes: both halves passed. */
export function drillPasses({ data }: Drill): boolean {
  return data.automation?.result === "pass" && data.playbook?.result === "pass";
}
