import { styleText } from "node:util";
import type { Diagnostic, Severity } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import { visible } from "../model/visible.js";
import { plural } from "./plural.js";
import { count, type Report, type Reporter } from "./report.js";

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const COLOURS: Record<Severity, Style> = { error: "red", warning: "yellow", info: "blue" };
const WIDTH = 100;

/** For people: each finding with the line it is about, and a count at the end. */
export const pretty: Reporter = (report) => {
  const paint: Paint = (style, text) => (report.colour ? styleText(style, text, { validateStream: false }) : text);
  const lineOf = ({ file, line }: Diagnostic) => `${line} ${file}`;
  const hidden = new Set(report.diagnostics.filter(({ hideSource }) => hideSource).map(lineOf));
  const blocks = report.diagnostics.map((diagnostic) =>
    block(diagnostic, hidden.has(lineOf(diagnostic)) ? undefined : report.source(diagnostic.file), paint),
  );
  return `${[...blocks, summary(report, paint)].join("\n")}\n`;
};

function block(d: Diagnostic, source: Source | undefined, paint: Paint): string {
  const lines = [
    `${paint("bold", `${visible(d.file)}:${d.line}:${d.column}`)}  ${paint(COLOURS[d.severity], d.severity)}  ${visible(d.message)}  ${paint("dim", d.rule)}`,
  ];
  lines.push(...frame(d, source, paint));
  if (d.hint) lines.push(`  ${paint("cyan", "hint")}  ${visible(d.hint)}`);
  for (const related of d.related ?? [])
    lines.push(
      `  ${paint("dim", "see")}   ${visible(related.file)}:${related.line}:${related.column}  ${visible(related.message)}`,
    );
  return `${lines.join("\n")}\n`;
}

/** The line of a finding with its stretch underlined; a long line is cut around it. What is about a whole file has none. */
function frame(d: Diagnostic, source: Source | undefined, paint: Paint): string[] {
  const line = source?.line(d.line);
  if (line === undefined || line.trim() === "" || isAboutFile(d, line)) return [];
  const start = d.column - 1;
  const { from, to } = cut(line, start);
  const end = Math.min(d.endLine === d.line ? d.endColumn - 1 : line.length, to);
  const before = `${from > 0 ? "…" : ""}${visible(line.slice(from, start))}`;
  const marked = visible(line.slice(start, end));
  const after = visible(line.slice(Math.max(start, end), to));
  const number = String(d.line);
  const gutter = " ".repeat(number.length);
  const underline = `${" ".repeat([...before].length)}${"^".repeat(Math.max(1, [...marked].length))}`;
  return [
    `  ${paint("dim", `${number} |`)} ${`${before}${marked}${after}`.trimEnd()}${to < line.length ? "…" : ""}`,
    `  ${paint("dim", `${gutter} |`)} ${paint(COLOURS[d.severity], underline)}`,
  ];
}

/** The start of a file stands for all of it, and so does the line that opens the front matter. */
function isAboutFile({ line, endLine, endColumn }: Diagnostic, text: string): boolean {
  return line === 1 && ((endLine === 1 && endColumn === 1) || /^---\s*$/.test(text));
}

/** The part of a line that is shown, with some of what stands before `start`; no character is cut in two. */
function cut(line: string, start: number): { from: number; to: number } {
  const whole = (at: number) => (/^[\uDC00-\uDFFF]/.test(line.slice(at, at + 1)) ? at - 1 : at);
  const end = line.trimEnd().length;
  const from = start > WIDTH - 20 ? whole(start - 20) : 0;
  return { from, to: end > from + WIDTH ? whole(from + WIDTH) : line.length };
}

function summary(report: Report, paint: Paint): string {
  const { errors, warnings, infos } = count(report.diagnostics);
  const files = `${plural(report.files, "file")} checked`;
  const covered = [
    ...(report.suppressed > 0 ? [`${report.suppressed} suppressed`] : []),
    ...(report.baselined > 0 ? [`${report.baselined} in the baseline`] : []),
  ];
  if (report.diagnostics.length === 0) return [paint("green", `${files}, no findings`), ...covered].join(", ");
  const parts = [
    errors > 0 ? paint("red", plural(errors, "error")) : "no errors",
    ...(warnings > 0 ? [paint("yellow", plural(warnings, "warning"))] : []),
    ...(infos > 0 ? [paint("blue", plural(infos, "info"))] : []),
    ...covered,
  ];
  return `${files}: ${parts.join(", ")}`;
}
