import { InvalidArgumentError } from "commander";
import { formats } from "../../model/formats.js";

/** Reads a short name or title. */
export function nameOption(text: string): string {
  if (/\S/.test(text) && text.length <= 120) return text;
  throw new InvalidArgumentError("Expected at most 120 characters.");
}

/** Reads a time of the content model. */
export function timeOption(text: string): string {
  if (formats["inquest-time"]?.(text)) return text;
  throw new InvalidArgumentError("Expected a time such as 2026-03-14T12:00:00Z.");
}

/** Reads a web address. */
export function urlOption(text: string): string {
  if (formats["inquest-url"]?.(text)) return text;
  throw new InvalidArgumentError("Expected an address that begins with https:// or http://.");
}
