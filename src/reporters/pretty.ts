import { styleText } from "node:util";
import type { Diagnostic, Severity } from "../model/diagnostic.js";
import type { Source } from "../model/source.js";
import { visible } from "../util/characters.js";
import { plural } from "../util/plural.js";
import { codeFrame, hiddenLines } from "./code-frame.js";
import { count, type Report, type Reporter } from "./report.js";

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** In characters: as much of a line is shown on any terminal. */
const MIN_FRAME_WIDTH = 20;

const COLOURS: Record<Severity, Style> = { error: "red", warning: "yellow", info: "blue" };

/** For people: each diagnostic with the line it is about, and a count at the end. */
export const pretty: Reporter = (report) => {
  const paint = painter(report.colour);
  const isHidden = hiddenLines(report.diagnostics);
  const blocks = report.diagnostics.map((diagnostic) =>
    block(diagnostic, isHidden(diagnostic) ? undefined : report.source(diagnostic.file), paint, report.columns),
  );
  return `${[...blocks, summary(report, paint)].join("\n")}\n`;
};

/** For a log: each diagnostic on one line, with its hint below. */
export function briefly(diagnostics: readonly Diagnostic[], colour: boolean): string {
  const paint = painter(colour);
  return diagnostics.map((one) => `${[headline(one, paint), ...hintLine(one, paint)].join("\n")}\n`).join("");
}

function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

function headline(d: Diagnostic, paint: Paint): string {
  return `${paint("bold", `${visible(d.file)}:${d.line}:${d.column}`)}  ${paint(COLOURS[d.severity], d.severity)}  ${visible(d.message)}  ${paint("dim", d.rule)}`;
}

function hintLine({ hint }: Diagnostic, paint: Paint): string[] {
  return hint ? [`  ${paint("cyan", "hint")}  ${visible(hint)}`] : [];
}

function block(d: Diagnostic, source: Source | undefined, paint: Paint, columns?: number): string {
  const lines = [headline(d, paint), ...frame(d, source, paint, columns), ...hintLine(d, paint)];
  for (const related of d.related ?? [])
    lines.push(
      `  ${paint("dim", "see")}   ${visible(related.file)}:${related.line}:${related.column}  ${visible(related.message)}`,
    );
  return `${lines.join("\n")}\n`;
}

/** The line of a diagnostic with its place underlined. Diagnostics about a whole file have none. */
function frame(d: Diagnostic, source: Source | undefined, paint: Paint, columns?: number): string[] {
  // What stands before the line, and the signs where it is cut.
  const shown = codeFrame(d, source, columns && Math.max(MIN_FRAME_WIDTH, columns - String(d.line).length - 8));
  if (shown === null) return [];
  const { before, marked, after, more } = shown;
  const number = String(shown.line);
  const gutter = " ".repeat(number.length);
  const underline = `${" ".repeat([...before].length)}${"^".repeat(Math.max(1, [...marked].length))}`;
  return [
    `  ${paint("dim", `${number} |`)} ${`${before}${marked}${after}`.trimEnd()}${more ? "…" : ""}`,
    `  ${paint("dim", `${gutter} |`)} ${paint(COLOURS[d.severity], underline)}`,
  ];
}

/** How many files and diagnostics there are, in a line. */
function summary(report: Report, paint: Paint): string {
  const { errors, warnings, infos } = count(report.diagnostics);
  const files = `${plural(report.files, "file")} checked`;
  const covered = [
    ...(report.suppressed > 0 ? [`${report.suppressed} suppressed`] : []),
    ...(report.baselined > 0 ? [`${report.baselined} in the baseline`] : []),
  ];
  if (report.diagnostics.length === 0) return [paint("green", `${files}, no diagnostics`), ...covered].join(", ");
  const parts = [
    errors > 0 ? paint("red", plural(errors, "error")) : "no errors",
    ...(warnings > 0 ? [paint("yellow", plural(warnings, "warning"))] : []),
    ...(infos > 0 ? [paint("blue", plural(infos, "info"))] : []),
    ...covered,
  ];
  return `${files}: ${parts.join(", ")}`;
}
