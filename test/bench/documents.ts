import { createHash } from "node:crypto";
import type { Catalog } from "./catalogs.js";
import type { Random } from "./random.js";
import { makeStory, type Story } from "./story.js";
import { SENTENCES, type SectionName, STATEMENTS } from "./words.js";
import { type Value, yamlText } from "./yaml-text.js";

/** A generated document, and the attachment that goes with it. */
export interface GeneratedDocument {
  id: string;
  text: string;
  attachment: { name: string; text: string } | null;
}

type Fields = { [key: string]: Value };

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const FIRST_DAY = Date.UTC(2016, 0, 4);
const LAST_DAY = Date.UTC(2026, 5, 30);
/** What the bodies are filled up to, so that a whole postmortem comes to some 9 KB. */
const BODY_LENGTH = 2900;

const pickFrom = (random: Random, story: Story, kind: keyof typeof STATEMENTS) =>
  story.fill(random.pick(STATEMENTS[kind] as readonly string[]));

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const instant = (time: number) => new Date(time).toISOString().replace(".000Z", "Z");

/** When a document's story begins: they come one after the other over ten years. */
function startOf(random: Random, index: number, count: number): number {
  const day = FIRST_DAY + Math.floor(((LAST_DAY - FIRST_DAY) / DAY) * (index / count)) * DAY;
  return day + random.int(10, 1200) * MINUTE;
}

/**
 * A postmortem as teams write it.
 * @param earlier the ids of the postmortems before it
 */
export function postmortem(
  random: Random,
  catalog: Catalog,
  index: number,
  count: number,
  earlier: readonly string[],
): GeneratedDocument {
  const story = makeStory(random, catalog);
  const start = startOf(random, index, count);
  const title = titleOf(story);
  const id = `${dayOf(start)}-${slug(title)}-${index + 1}`;
  const nearMiss = random.chance(0.08);
  const [noticed, mitigated] = [random.int(2, 180), random.int(20, 300)];
  const resolved = noticed + mitigated + random.int(15, 400);
  const at = (minutes: number) => instant(start + minutes * MINUTE);
  const attachment = random.chance(0.25) ? { name: "rollout.txt", text: logText(random, story, at) } : null;
  const cites = attachment ? ["E1"] : ["S1"];
  const steps = catalog.steps.filter(() => random.chance(0.55));
  const gaps = random.int(1, 2);
  const [contracts, policy] = [random.some(catalog.contracts, random.int(1, 2)), random.pick(catalog.policies)];
  const status = random.chance(0.93) ? "published" : random.chance(0.5) ? "in-review" : "draft";
  const fill = (kind: keyof typeof STATEMENTS) => pickFrom(random, story, kind);
  const timeline: Fields[] = [
    { at: at(-random.int(30, 90)), event: fill("event"), marks: ["introduced"], cites },
    { at: at(0), event: fill("how"), marks: ["began"] },
    { at: at(noticed), event: fill("event"), marks: ["detected"], cites },
    {
      at: at(noticed + 3),
      event: `The incident is declared by the team of ${story.service.title}`,
      marks: ["declared"],
    },
    ...Array.from({ length: random.int(1, 5) }, (_, i) => ({ at: at(noticed + 4 + i), event: fill("event") })),
    ...steps.map((step, i) => ({ at: at(noticed + 12 + i), event: fill("action"), steps: [step], cites })),
    { at: at(noticed + mitigated), event: fill("action"), marks: ["mitigated"] },
    { at: at(resolved), event: `The ${story.part} holds again in ${story.region}`, marks: ["resolved"], cites },
  ];
  const fields: Fields = {
    schema: 1,
    title,
    kind: nearMiss ? "near-miss" : "incident",
    status,
    ...(status === "published" ? { published_on: dayOf(start + random.int(3, 12) * DAY) } : {}),
    severity: random.pick(["sev1", "sev2", "sev2", "sev3", "sev3", "sev3"]),
    owner: random.pick(catalog.owners),
    services: [
      { service: story.service.id, role: "origin" },
      { service: story.other.id, role: "affected" },
    ],
    failure_kinds: random.some(catalog.kinds, random.int(1, 3)).map((kind) => ({ kind, why: fill("why") })),
    affects: [`deploy/${story.service.id}/**`, `config/${story.region}/**`],
    pattern: random.pick(["constant", "intermittent", "progressive", "at-expiry"]),
    timeline,
    ...(steps.length < catalog.steps.length
      ? {
          response: catalog.steps
            .filter((step) => !steps.includes(step))
            .map((step) => ({ step, outcome: random.pick(["not-needed", "not-possible"]), reason: fill("why") })),
        }
      : {}),
    ...(random.chance(0.5) ? { first_suspects: [{ what: fill("suspect"), ruled_out_at: at(noticed + 9) }] } : {}),
    ...(nearMiss ? { caught_by: "operator" } : {}),
    violated_invariants: random
      .some(catalog.invariants, random.int(1, 2))
      .map(({ id: invariant }) => ({ invariant, state: nearMiss ? "threatened" : "violated", how: fill("how") })),
    detection: {
      delay: `PT${noticed}M`,
      by: random.pick(["alert", "alert", "customer", "operator", "third-party"]),
      why_delayed: fill("why"),
    },
    unclear_contracts: contracts.map(({ id: contract }) => ({ contract, gap: fill("gap") })),
    missing_evidence: Array.from({ length: gaps }, (_, i) => ({
      id: `M${i + 1}`,
      what: fill("missing"),
      kind: random.pick(["log", "metric", "trace", "audit", "snapshot"]),
      needed_for: fill("needed"),
    })),
    ...(attachment ? { evidence: [evidence(attachment, story, at(resolved))] } : {}),
    degradation: [
      {
        policy: policy.id,
        observed: policy.class,
        mode: "designed",
        ...(policy.class === "fail-open" ? { audit_marker_seen: true } : {}),
        ...(policy.class === "fail-conditionally" ? { controls_seen: true } : {}),
      },
    ],
    recovery: [
      { objective: "policy-freshness-gap", value: `PT${random.int(4, 190)}M`, basis: fill("missing") },
      { objective: "rpo", value: random.chance(0.9) ? "PT0S" : `PT${random.int(1, 50)}S` },
    ],
    ...recurrence(random, story, earlier, contracts),
    ...(earlier.length > 0 ? { related: related(random, story, earlier) } : {}),
    actions: [
      ...contracts.map(({ id: contract }) => `contract:${contract}`),
      ...Array.from({ length: gaps }, (_, i) => `missing:M${i + 1}`),
    ].map((reference, i) => action(random, story, catalog, start, reference, i)),
    sources: [
      {
        id: "S1",
        title: `Channel of the incident on ${dayOf(start)}`,
        publisher: "Example Platform",
        url: `https://chat.example.org/archives/${random.hex(12)}`,
      },
    ],
  };
  const body = bodyText(random, story, Object.keys(SENTENCES) as SectionName[], BODY_LENGTH);
  const note = `[^s1]: [Channel of the incident](https://chat.example.org/archives/${random.hex(12)}), Example Platform.\n`;
  return { id, text: `---\n${yamlText(fields)}---\n\n${body}\n${note}`, attachment };
}

/** A game day that rehearses a scenario. */
export function drill(
  random: Random,
  catalog: Catalog,
  index: number,
  count: number,
  about: string,
): GeneratedDocument {
  const story = makeStory(random, catalog);
  const start = startOf(random, index, count);
  const fill = (kind: keyof typeof STATEMENTS) => pickFrom(random, story, kind);
  const scenario = random.pick(catalog.scenarios);
  const policy = random.pick(catalog.policies);
  const fields: Fields = {
    schema: 1,
    title: `${scenario.replaceAll("-", " ")} in ${story.region}`,
    status: "published",
    scenario,
    held: dayOf(start),
    environment: random.pick(["production", "staging", "tabletop"]),
    owner: random.pick(catalog.owners),
    services: [story.service.id],
    locations: [story.region],
    automation: { result: random.pick(["pass", "pass", "partial", "fail"]), criterion: fill("action") },
    playbook: { result: random.pick(["pass", "partial"]), criterion: fill("needed"), responders: random.int(2, 9) },
    degradation: [
      {
        policy: policy.id,
        observed: policy.class,
        mode: "designed",
        ...(policy.class === "fail-open" ? { audit_marker_seen: true } : {}),
        ...(policy.class === "fail-conditionally" ? { controls_seen: true } : {}),
      },
    ],
    steps: catalog.steps.slice(0, 3).map((step) => ({ step, result: random.pick(["pass", "pass", "partial"]) })),
    recovery: [{ objective: "policy-freshness-gap", value: `PT${random.int(2, 30)}M`, comparable: true }],
    incidents: [{ incident: about, relation: "follows" }],
    findings: [{ id: "F1", half: "playbook", what: fill("missing") }],
    actions: [action(random, story, catalog, start, "finding:F1", 0)],
  };
  const parts = [
    ["Hypothesis", "Which contract lacked clarity"],
    ["What happened", "Impact"],
    ["What surprised us", "Why detection was delayed"],
    ["Lessons", "Lessons"],
  ] as const;
  const body = parts.map(([heading, from]) => `## ${heading}\n\n${paragraph(random, story, from, 5)}\n`).join("\n");
  const id = `${dayOf(start)}-${scenario}-${story.region}-${index + 1}`;
  return { id, text: `---\n${yamlText(fields)}---\n\n${body}`, attachment: null };
}

function titleOf({ part, effect, region, change }: Story): string {
  const all = `The ${part} in ${region} ${effect} after ${change}`;
  return all.length <= 90 ? all : `The ${part} in ${region} ${effect}`;
}

function slug(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return words.slice(1, 7).join("-");
}

function evidence(attachment: { name: string; text: string }, story: Story, time: string): Fields {
  return {
    id: "E1",
    title: `Log of the ${story.part}`,
    kind: "log",
    file: attachment.name,
    sha256: createHash("sha256").update(attachment.text).digest("hex"),
    captured_at: time,
  };
}

function recurrence(
  random: Random,
  story: Story,
  earlier: readonly string[],
  contracts: readonly { id: string }[],
): Fields {
  if (earlier.length === 0 || !random.chance(0.06)) return {};
  const same = [`contract:${contracts[0]?.id}`];
  return { recurrence_of: [{ incident: random.pick(earlier), same, why: pickFrom(random, story, "why") }] };
}

function related(random: Random, story: Story, earlier: readonly string[]): Value {
  return random.some(earlier.slice(-60), random.int(1, 2)).map((incident) => ({
    incident,
    relation: random.pick(["same-pattern", "precedes"]),
    why: pickFrom(random, story, "why"),
  }));
}

function action(
  random: Random,
  story: Story,
  catalog: Catalog,
  start: number,
  reference: string,
  index: number,
): Fields {
  const done = random.chance(0.85);
  return {
    id: `A${index + 1}`,
    title: pickFrom(random, story, "action"),
    type: random.pick(["prevent", "detect", "mitigate", "clarify", "observe"]),
    state: done ? "done" : "committed",
    owner: random.pick(catalog.owners),
    due: done ? dayOf(start + 40 * DAY) : `2027-0${random.int(1, 9)}-15`,
    ...(done ? { done_on: dayOf(start + random.int(5, 90) * DAY) } : {}),
    tracker: `https://tracker.example.org/OPS-${random.int(1000, 99999)}`,
    addresses: [reference],
  };
}

function paragraph(random: Random, story: Story, section: SectionName, most: number): string {
  const templates: readonly string[] = SENTENCES[section];
  return random
    .some(templates, Math.min(most, templates.length))
    .map((template) => story.fill(template))
    .join(" ");
}

/** Sections of paragraphs, with the lists, tables and code that real postmortems have among them. */
function bodyText(random: Random, story: Story, sections: readonly SectionName[], length: number): string {
  const share = (length * (0.7 + random.next() * 0.6)) / sections.length;
  return sections
    .map((section, index) => {
      const parts = [paragraph(random, story, section, 2)];
      if (index === 0) parts[0] += "[^s1]";
      if (index === 1 && random.chance(0.4)) parts.push(table(random, story));
      if (index === 3 && random.chance(0.3)) parts.push(code(random, story));
      if (index === 5 && random.chance(0.05)) parts.push(`:::internal\n${paragraph(random, story, "Impact", 2)}\n:::`);
      if (section === "Lessons") parts.push(list(random, story));
      while (parts.join("\n\n").length < share) parts.push(paragraph(random, story, section, 2));
      return `## ${section}\n\n${parts.join("\n\n")}\n`;
    })
    .join("\n");
}

function list(random: Random, story: Story): string {
  return random
    .some(SENTENCES.Lessons, 4)
    .map((template) => `- ${story.fill(template)}`)
    .join("\n");
}

function table(random: Random, story: Story): string {
  const rows = Array.from({ length: random.int(2, 5) }, () =>
    story.fill("| `{host}` | {minutes} min | {small} | {version} |"),
  );
  return `| Host | Late by | Requests | Version |\n|---|---|---|---|\n${rows.join("\n")}`;
}

function code(random: Random, story: Story): string {
  const line = () => story.fill("{time} {host} level=warn part={part} code={error} took={minutes}s");
  return `\`\`\`text\n${Array.from({ length: random.int(2, 6) }, line).join("\n")}\n\`\`\``;
}

function logText(random: Random, story: Story, at: (minutes: number) => string): string {
  return Array.from(
    { length: random.int(5, 20) },
    (_, i) => `${at(i * 2)} ${story.fill("{host} {version} {error}")}\n`,
  ).join("");
}
