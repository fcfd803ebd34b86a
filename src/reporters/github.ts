import type { Diagnostic, Severity } from "../model/diagnostic.js";
import { visible } from "../util/characters.js";
import { plural } from "../util/plural.js";
import { count, type Reporter } from "./report.js";

/** GitHub shows this many annotations of a level from one step; the rest it drops in silence. */
const SHOWN = 10;
const LEVELS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/**
 * Workflow commands that GitHub turns into annotations on the changed files. What is more than GitHub shows is printed
 * as plain lines, after a line that says so.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: Reporter = (report) => {
  const shown: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const annotations: string[] = [];
  const more: string[] = [];
  for (const diagnostic of report.diagnostics) {
    if (shown[diagnostic.severity]++ < SHOWN) annotations.push(annotation(diagnostic));
    else more.push(plainLine(diagnostic));
  }
  const { errors, warnings, infos } = count(report.diagnostics);
  const lines = [
    ...annotations,
    ...(more.length > 0
      ? [`GitHub shows ${SHOWN} annotations of a level; the other ${plural(more.length, "diagnostic")}:`]
      : []),
    ...more,
    `${plural(report.files, "file")} checked: ${plural(errors, "error")}, ${plural(warnings, "warning")}, ${plural(infos, "info")}`,
  ];
  return `${lines.join("\n")}\n`;
};

/** An annotation that has no place. The text may quote content. */
export function messageLine(level: "error" | "warning" | "notice", text: string): string {
  return `::${level}::${data(text)}\n`;
}

function annotation(d: Diagnostic): string {
  // Columns stand for one line only.
  const columns = d.line === d.endLine ? `,col=${d.column},endColumn=${d.endColumn}` : "";
  const place = `file=${property(d.file)},line=${d.line},endLine=${d.endLine}${columns}`;
  const text = d.hint ? `${d.message}\n${d.hint}` : d.message;
  return `::${LEVELS[d.severity]} ${place},title=${property(d.rule)}::${data(text)}`;
}

/** A line of the log. Two colons at its start would be a command. */
function plainLine(d: Diagnostic): string {
  return `  ${visible(d.file)}:${d.line}:${d.column}  ${d.severity}  ${visible(d.message)}  ${d.rule}`;
}

function data(text: string): string {
  return text
    .split("\n")
    .map((line) => visible(line).replaceAll("%", "%25"))
    .join("%0A");
}

/** A file name is only escaped: GitHub matches it against the files of the commit. */
function property(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A")
    .replaceAll(":", "%3A")
    .replaceAll(",", "%2C");
}
