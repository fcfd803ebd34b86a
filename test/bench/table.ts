import type { Measured } from "./measure.js";

/** One line of the table. */
export interface Row {
  work: string;
  ours: Measured;
  peer?: { name: string; measured: Measured | null } | undefined;
  /** Goal, in milliseconds. */
  maxTimeMs?: number | undefined;
  /** Goal, as a share of the peer's time. */
  maxRatio?: number | undefined;
}

const HEAD = ["work", "ours", "peer", "ratio", "goal"];

export function tableOf(rows: readonly Row[]): string {
  return `${columns([HEAD, ...rows.map(cells)])}\n`;
}

/** Rows of cells as an aligned table of Markdown; the first row is the head. */
export function columns(lines: readonly string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  text.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return text.join("\n");
}

function cells({ work, ours, peer, maxTimeMs, maxRatio }: Row): string[] {
  const theirs = peer?.measured;
  const ratio = theirs && !theirs.failure && !ours.failure ? ours.time / theirs.time : undefined;
  const goals: string[] = [];
  if (maxTimeMs !== undefined)
    goals.push(`${maxTimeMs / 1000} s ${verdict(ours.failure === null && ours.time <= maxTimeMs)}`);
  if (maxRatio !== undefined)
    goals.push(`${maxRatio} × ${ratio === undefined ? "not measured" : verdict(ratio <= maxRatio)}`);
  return [
    work,
    shown(ours),
    peer === undefined ? "-" : `${peer.name} ${theirs ? shown(theirs) : "missing"}`,
    ratio === undefined ? "-" : `${ratio.toFixed(2)} ×${processorRatio(ours, theirs)}`,
    goals.join(", ") || "-",
  ];
}

function processorRatio(ours: Measured, theirs: Measured | null | undefined): string {
  return ours.processor && theirs?.processor ? ` (cpu ${(ours.processor / theirs.processor).toFixed(2)})` : "";
}

function verdict(met: boolean): string {
  return met ? "met" : "MISSED";
}

/** A measurement as text: `1.20 s (cpu 1.50) 120 MB`. */
export function shown({ time, processor, memory, failure }: Measured): string {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2);
  return [
    ...(failure === null ? [] : [`FAILED (${failure}) after`]),
    `${seconds(time)} s`,
    ...(processor === null ? [] : [`(cpu ${seconds(processor)})`]),
    ...(memory === null ? [] : [`${Math.round(memory / 2 ** 20)} MB`]),
  ].join(" ");
}
