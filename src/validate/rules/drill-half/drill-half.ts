import { isExercised } from "../../../model/halves.js";
import { finished } from "../../finished.js";
import { defineRule, documentsOf } from "../../rule.js";

/** A drill exercises both halves: what machines do, and what people do. */
export const drillHalf = defineRule({
  id: "drill-half",
  severity: "info",
  *check(context) {
    const drills = documentsOf(context).filter((document) => document.type === "drill");
    for (const { data, places, source } of finished(drills, context)) {
      const { automation, playbook } = data;
      if (automation === undefined || playbook === undefined) continue;
      if (isExercised(automation) === isExercised(playbook)) continue;
      const [half, name] = isExercised(automation) ? [playbook, "playbook"] : [automation, "automation"];
      yield {
        file: source.path,
        place: places.value(half, "result"),
        message: `Expected both halves exercised, found ${name} "${half.result}"`,
        hint: `The drill does not count for its scenario; if the ${name} was exercised, say how it went`,
      };
    }
  },
});
