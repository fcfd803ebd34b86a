import type { ConfusionCell } from "../../../measure/degradation-policies.js";
import type { Due } from "../../../measure/drill-run.js";
import { dayOf } from "../../../model/values/time.js";
import type { Block } from "../../kit/report/tree.js";
import { NO_CLASSES } from "../../shared/document-degradation.js";
import { incidentsNamed, type ReportInput, titled } from "../../shared/report/report-input.js";
import { count, idsOf, left, right, tableOf } from "../../shared/report/words.js";
import { unresolved } from "../../shared/site-model.js";

/** Declared against observed degradation, and what to fix first. */
export function degradation(input: ReportInput): Block[] {
  const { fixFirst, degradationPolicies } = input.measures;
  const heading: Block = { type: "heading", text: "Degradation" };
  const { policies } = input.graph.collection.catalogs;
  const cells = degradationPolicies.confusion;
  if (policies.length === 0 && cells.length === 0)
    return [
      heading,
      { type: "sentence", text: "No policy is declared. Policies come from policies in catalog/degradation.yaml." },
    ];
  const never = [...degradationPolicies.policies.values()].filter(({ last }) => last === null);
  return [
    heading,
    {
      type: "sentence",
      text: `${count(policies.length, "policy", "policies")}; ${never.length} of them never observed, in an incident or in a drill.`,
    },
    ...records(input),
    ...confusion(input, cells),
    { type: "subheading", text: "What to fix first" },
    ...(fixFirst.length === 0
      ? [
          {
            type: "sentence",
            text: "Nothing: every observed policy behaved as declared, and none is overdue for a test.",
          } as const,
        ]
      : [
          {
            type: "note",
            text: "By the risk of the action, and within one risk what was weaker than declared before what was stricter: what failed open at high risk comes first.",
          } as const,
          ...tableOf(
            [left("Policy"), left("Risk"), right("Not as declared"), right("Weaker"), right("By chance"), left("Test")],
            fixFirst.map((one) => [
              titled(input, "policy", one.policy),
              one.risk,
              String(one.mismatches.length),
              String(one.weaker.length),
              String(one.by_chance.length),
              dueText(one.due),
            ]),
            "policies",
          ),
          ...fixFirst
            .slice(0, MAX_NAMED_POLICIES)
            .flatMap(({ policy, mismatches }) =>
              idsOf(`“${titled(input, "policy", policy).text}”`, incidentsNamed(mismatches)),
            ),
        ]),
  ];
}

/** The incidents of this many policies are named. */
const MAX_NAMED_POLICIES = 5;

/** Each policy: what is declared, how often it was observed, and when a test last passed. */
function records(input: ReportInput): Block[] {
  const { policies, degradationClasses } = input.graph.collection.catalogs;
  const titles = new Map(degradationClasses.map(({ id, title }) => [id, title]));
  const rows = policies.map((policy) => {
    const record = input.measures.degradationPolicies.policies.get(policy.id);
    const passed = record?.lastPassed;
    return [
      titled(input, "policy", policy.id),
      titles.get(policy.class) ?? unresolved(policy.class),
      String(new Set(record?.incidents.map(({ document }) => document)).size),
      String(new Set(record?.drills.map(({ document }) => document)).size),
      passed ? dayOf(passed.held.at.to) : "never",
      dueText(record?.due ?? null),
    ];
  });
  return tableOf(
    [left("Policy"), left("Declared"), right("Incidents"), right("Drills"), left("Last passed"), left("Test")],
    rows,
    "policies",
  );
}

function confusion(input: ReportInput, cells: readonly ConfusionCell[]): Block[] {
  if (cells.length === 0) return [{ type: "sentence", text: "No counted incident records how anything degraded." }];
  const titles = new Map(input.graph.collection.catalogs.degradationClasses.map(({ id, title }) => [id, title]));
  const name = (id: string | null, none: string) =>
    id === null ? none : NO_CLASSES.has(id) ? id : (titles.get(id) ?? unresolved(id));
  return [
    { type: "subheading", text: "Declared against observed" },
    ...tableOf(
      [
        left("Declared"),
        left("Observed"),
        right("Incidents"),
        right("By design"),
        right("By choice"),
        right("By accident"),
        right("Not said"),
        right("Drills"),
      ],
      cells.map(({ declared, observed, rows, modes, drills }) => [
        name(declared, "nothing"),
        name(observed, "not known"),
        String(rows.length),
        String(modes.designed),
        String(modes.operator),
        String(modes.accidental),
        String(modes["not-stated"]),
        String(drills.length),
      ]),
      "combinations",
    ),
  ];
}

function dueText(due: Due): string {
  if (due === null) return "no interval";
  return { "in-time": "in time", overdue: "overdue", never: "never on record" }[due];
}
