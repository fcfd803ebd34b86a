import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from "vscode-languageserver/node.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { rangeOf } from "./ranges.js";

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/**
 * A diagnostic as the protocol has it. The way out follows the message on a line of its own.
 * @param uriOf the URI of a file of the collection
 * @param withRelated whether the editor can show related places
 */
export function toDiagnostic(
  diagnostic: Diagnostic,
  uriOf: (path: string) => string,
  withRelated: boolean,
): LspDiagnostic {
  const { rule, severity, message, hint, url, related } = diagnostic;
  return {
    range: rangeOf(diagnostic),
    severity: SEVERITIES[severity],
    code: rule,
    ...(url ? { codeDescription: { href: url } } : {}),
    source: "inquest",
    message: hint ? `${message}\n${hint}` : message,
    ...(related && withRelated ? { relatedInformation: related.map((one) => toRelated(one, uriOf)) } : {}),
  };
}

function toRelated(
  { file, line, column, message }: NonNullable<Diagnostic["related"]>[number],
  uriOf: (path: string) => string,
) {
  const range = rangeOf({ line, column, endLine: line, endColumn: column });
  return { location: { uri: uriOf(file), range }, message };
}
