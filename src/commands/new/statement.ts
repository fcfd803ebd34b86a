import { EnvironmentFault } from "../../model/environment-fault.js";

/** In characters: the limit for statements in the content model. */
const MAX_STATEMENT_LENGTH = 240;

/** Reads a sentence of an answer. @throws EnvironmentFault where it is empty, too long or has a line break */
export function statement(text: string, place = ""): string {
  const read = text.trim();
  const { length } = [...read];
  const fault = (message: string) => new EnvironmentFault(place === "" ? message : `${place}: ${message}`);
  if (read === "") throw fault("Expected a sentence");
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(read)) throw fault("Expected a sentence on one line");
  if (length > MAX_STATEMENT_LENGTH)
    throw fault(`Expected at most ${MAX_STATEMENT_LENGTH} characters, found ${length}`);
  return read;
}
