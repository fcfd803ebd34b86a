import { Random } from "./random.js";
import { CHANGES, madeUpName, PARTS } from "./words.js";
import { type Value, yamlText } from "./yaml-text.js";

export interface Entry {
  id: string;
  title: string;
}

interface Policy extends Entry {
  class: string;
}

/** What the documents of a collection refer to. */
export interface Catalog {
  services: Entry[];
  invariants: Entry[];
  contracts: Entry[];
  policies: Policy[];
  kinds: string[];
  steps: string[];
  scenarios: string[];
  owners: string[];
  /** Of hosts and errors. */
  names: string[];
}

const CLASSES = ["fail-closed", "fail-conditionally", "fail-open"] as const;
const RISK = { "fail-closed": "high", "fail-conditionally": "medium", "fail-open": "low" } as const;

const KINDS: Record<string, string[]> = {
  trust: ["missing-identity", "invalid-identity", "misused-identity", "broken-policy-chain"],
  consistency: ["stale-data-plane", "divergent-control-plane", "conflicting-policy"],
  capacity: ["issuance-saturation", "evaluation-saturation", "telemetry-saturation"],
  operability: ["missing-correlation", "missing-telemetry", "misleading-telemetry", "tooling-locked-out"],
};

const STEPS = [
  "freeze-rollouts",
  "known-good-baseline",
  "contain-blast-radius",
  "restore-observability",
  "reopen-progressively",
];

const SCENARIOS = [
  "policy-distribution-lag",
  "partial-token-issuer-outage",
  "stale-cache-after-rollout",
  "telemetry-degradation-under-load",
];

/** The config and the catalogs of a collection, by path, and what documents may refer to. They grow slower than the collection. */
export function makeCatalogs(count: number): { catalog: Catalog; files: Map<string, string> } {
  const random = new Random(count);
  const owners = Array.from({ length: 12 }, (_, i) => `team-${PARTS[i]?.replaceAll(" ", "-")}`);
  const named = (total: number, titleOf: (part: string, i: number) => string): Entry[] =>
    Array.from({ length: total }, (_, i) => {
      const title = titleOf(PARTS[i % PARTS.length] ?? "", i);
      return { id: title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"), title };
    });
  const size = (base: number, each: number) => base + Math.floor(count / each);
  const catalog: Catalog = {
    services: named(size(40, 50), (part) => `${capital(madeUpName(random))} ${part}`),
    invariants: named(size(25, 100), (part, i) => `The ${part} holds what was promised, case ${i + 1}`),
    contracts: named(size(25, 100), (part, i) => `Freshness of the ${part}, part ${i + 1}`),
    policies: named(size(10, 200), (part, i) => `Go on without the ${part}, action ${i + 1}`).map((entry, i) => ({
      ...entry,
      class: CLASSES[i % 3] ?? "fail-closed",
    })),
    kinds: Object.entries(KINDS).flatMap(([name, kinds]) => kinds.map((kind) => `${name}/${kind}`)),
    steps: STEPS,
    scenarios: SCENARIOS,
    owners,
    names: Array.from({ length: size(300, 10) }, () => madeUpName(random)),
  };
  const text = (what: string) =>
    `${what} It was written down after ${random.pick(CHANGES)} and holds for every region.`;
  const file = (fields: { [key: string]: Value }) => yamlText({ schema: 1, ...fields });
  const files = new Map([
    ["inquest.yaml", file(config(owners))],
    ["catalog/services.yaml", file({ services: catalog.services.map((entry) => service(entry, random)) })],
    [
      "catalog/invariants.yaml",
      file({
        invariants: catalog.invariants.map(({ id, title }) => ({
          id,
          title,
          description: text("What callers rely on without asking."),
          statement: `${title}, at any time and in every region`,
          owner: random.pick(owners),
        })),
      }),
    ],
    [
      "catalog/contracts.yaml",
      file({
        contracts: catalog.contracts.map(({ id, title }) => ({
          id,
          title,
          description: text("What one side may expect of the other."),
          parties: ["control plane", "data plane"],
          promise: `${title}: what was published is enforced everywhere within five minutes`,
          owner: random.pick(owners),
        })),
      }),
    ],
    [
      "catalog/degradation.yaml",
      file({
        classes: CLASSES.map(degradationClass),
        policies: catalog.policies.map((entry, i) => policy(entry, i, text)),
      }),
    ],
    [
      "catalog/taxonomy.yaml",
      file({ classes: Object.entries(KINDS).map(([id, kinds], i) => failureClass(id, kinds, i)) }),
    ],
    ["catalog/choreography.yaml", file({ steps: STEPS.map(step) })],
    ["catalog/objectives.yaml", file({ objectives: objectives() })],
    ["catalog/scenarios.yaml", file({ scenarios: SCENARIOS.map((id, i) => scenario(id, catalog, i)) })],
  ]);
  return { catalog, files };
}

function config(owners: readonly string[]): { [key: string]: Value } {
  return {
    title: "Learning from failure",
    description: "What the incidents and drills of a large platform have taught its teams.",
    account: "own",
    audience: "public",
    visibility: "public",
    as_of: "2026-11-23",
    severities: ["sev1", "sev2", "sev3"].map((id) => ({
      id,
      title: `Severity ${id.slice(3)}`,
      description: "By reach",
    })),
    owners: owners.map((id) => ({ id, title: capital(id.replaceAll("-", " ")) })),
  };
}

function service({ id, title }: Entry, random: Random): Value {
  return {
    id,
    title,
    description: `Runs in every region and is asked some ${random.int(2, 900)} thousand times a minute.`,
    organisation: "Example Platform",
    paths: [`deploy/${id}/**`],
  };
}

function degradationClass(id: (typeof CLASSES)[number], index: number): Value {
  const requires = ["nothing", "controls", "audit_marker"][index] ?? "nothing";
  const title = capital(id.replaceAll("-", " "));
  return { id, title, description: `${title}, as declared.`, strictness: 3 - index, for_risk: RISK[id], requires };
}

function policy(entry: Policy, index: number, text: (what: string) => string): Value {
  return {
    id: entry.id,
    title: entry.title,
    description: text("What happens to a request when the answer that it needs is not there."),
    dependency: PARTS[index % PARTS.length] ?? "",
    action: `action ${index + 1}`,
    risk: RISK[entry.class as keyof typeof RISK],
    class: entry.class,
    ...(entry.class === "fail-open" ? { audit_marker: "The field `decided_without`" } : {}),
    ...(entry.class === "fail-conditionally" ? { controls: ["Small amounts only", "Reviewed on the next day"] } : {}),
    policy_ref: `policy/degradation/${entry.id}.rego`,
  };
}

function failureClass(id: string, kinds: readonly string[], index: number): Value {
  return {
    id,
    title: capital(id),
    description: `Failures of ${id}, whatever set them off.`,
    look_first: "What was signed, rotated or written last",
    shape: ["diamond", "circle", "square", "triangle"][index] ?? "circle",
    kinds: kinds.map((kind) => ({
      id: kind,
      title: capital(kind.replaceAll("-", " ")),
      description: `A case of ${id}.`,
    })),
  };
}

function step(id: string): Value {
  return {
    id,
    title: capital(id.replaceAll("-", " ")),
    description: "One step of the response, in its place.",
    why: "What follows needs it",
    if_skipped: "The fault returns while it is being repaired",
    counts_as: "It was done during the incident",
  };
}

function objectives(): Value {
  const common = { description: "The longest time over all regions.", measure: "duration", direction: "at-most" };
  return [
    {
      id: "policy-freshness-gap",
      title: "Policy freshness gap",
      question: "How old was what was enforced?",
      trust: true,
      ...common,
    },
    {
      id: "rto",
      title: "Recovery time",
      question: "How long until everything held again?",
      target: "P1D",
      clock: { from: "began", to: "resolved" },
      ...common,
    },
    { id: "rpo", title: "Recovery point", question: "How much of what had been accepted was lost?", ...common },
  ];
}

function scenario(id: string, catalog: Catalog, index: number): Value {
  return {
    id,
    title: capital(id.replaceAll("-", " ")),
    description: "A part of the platform is cut off while the rest goes on.",
    question: "Who notices, how soon, and what happens meanwhile?",
    kinds: catalog.kinds.slice(index * 3, index * 3 + 3),
    steps: STEPS.slice(0, 3),
    policies: catalog.policies.slice(index, index + 2).map((entry) => entry.id),
    objectives: ["policy-freshness-gap"],
  };
}

function capital(text: string): string {
  return (text[0] ?? "").toUpperCase() + text.slice(1);
}
