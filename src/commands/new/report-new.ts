import type { Answers } from "../../edit/new/answers.js";
import type { PlacedEvent } from "../../edit/new/timeline.js";
import { faultWithHint } from "../../model/environment-fault.js";
import type { Time } from "../../model/schema-types.js";
import type { Checked } from "../../pipeline.js";
import { pretty } from "../../reporters/pretty.js";
import { visible } from "../../util/characters.js";
import { shellWord } from "../../util/shell-word.js";
import { rules } from "../../validate/rules/index.js";
import { callFor } from "../call-for.js";
import { reportOf } from "../checked.js";
import { type GlobalOptions, shown, terminalOf } from "../context.js";
import { echoTime } from "../echo-time.js";

/** The diagnostics of one file. `path` is relative to the collection's folder. */
export function findingsOf(checked: Checked, path: string): Checked {
  return {
    ...checked,
    diagnostics: checked.diagnostics.filter(({ file }) => file === path),
    suppressed: [],
    baselined: [],
  };
}

/**
 * Refuses a draft with errors: the input has caused them.
 * @throws EnvironmentFault for the first error
 */
export function refuseErrors({ diagnostics }: Checked, text: string, timeline: readonly PlacedEvent[]): void {
  // Rules that only this collection makes errors are about the incident, and not about what was typed.
  const ofInput = new Set(rules.filter(({ severity }) => severity === "error").map(({ id }) => id));
  const error = diagnostics.find(({ rule, severity }) => severity === "error" && ofInput.has(rule));
  if (error === undefined) return;
  const lines = text.split("\n");
  const start = lines.indexOf("timeline:");
  const index = lines.slice(start + 1, error.line).filter((line) => line.startsWith("  - ")).length - 1;
  const place = start >= 0 && lines[error.line - 1]?.startsWith("  - {at:") ? timeline[index]?.place : undefined;
  const subject = place === undefined ? error.message : `${place}: ${error.message}`;
  throw faultWithHint(`${subject} (nothing was written)`, error.hint);
}

/** How many events without a mark are echoed. */
const MAX_ECHOED_EVENTS = 20;

/** The times of a new document as they were read, a line each; empty where it has none. */
export function timesRead({ timeline, held }: Pick<Answers, "timeline" | "held">, zone: string | null): string {
  let others = 0;
  const lines = timeline.flatMap(({ at, event, marks }) => {
    if (typeof at !== "string" && !Array.isArray(at)) return [];
    if (marks === undefined && ++others > MAX_ECHOED_EVENTS) return [];
    return [`${marks?.join(", ") ?? JSON.stringify((event ?? "").slice(0, 60))} = ${echoTime(at as Time, zone)}`];
  });
  if (held !== null) lines.push(`held = ${echoTime(held, zone)}`);
  if (others > MAX_ECHOED_EVENTS) lines.push(`and ${others - MAX_ECHOED_EVENTS} more`);
  return lines.map((line) => `${visible(line)}\n`).join("");
}

/** Prints the diagnostics of a new document and the next steps. @returns the exit code */
export function reportNew(
  root: string,
  checked: Checked,
  { id }: Answers,
  file: string,
  options: GlobalOptions,
): number {
  const { diagnostics } = checked;
  if (diagnostics.length > 0)
    process.stderr.write(`\n${pretty(reportOf(root, checked, terminalOf(process.stderr, options)))}`);
  const call = callFor(root);
  const steps = [
    [`${call} check ${shellWord(shown(file))}`, "the draft"],
    [`${call} check --status published ${shellWord(shown(file))}`, "what is missing for publication"],
    [`${call} new --resume ${id}`, "asks for the rest"],
    [`${call} evidence add FILE --to ${id}`, "attach what proves it"],
  ] as const;
  const width = Math.max(...steps.map(([command]) => command.length));
  process.stderr.write(
    `\nNext: fill in ${shown(file)}, then\n${steps.map(([command, says]) => `  ${command.padEnd(width)}   ${says}\n`).join("")}`,
  );
  return diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
}
