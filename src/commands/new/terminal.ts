import {
  autocompleteMultiselect,
  type CANCEL_SYMBOL,
  cancel,
  intro,
  isCancel,
  log,
  multiselect,
  type Option,
  outro,
  select,
  text,
} from "@clack/prompts";
import { EnvironmentFault } from "../../model/environment-fault.js";
import { visible } from "../../util/characters.js";

/** Thrown when the questions are ended with Ctrl-C or Escape. */
export class Interrupted extends Error {}

/** One thing to choose. */
export interface Choice {
  id: string;
  title: string;
  description?: string;
}

// stdout has the path of the draft and nothing else, for scripts.
const output = process.stderr;
const UNKNOWN = "";

export function begin(title: string): void {
  intro(title, { output });
}

export function finish(message: string): void {
  outro(message, { output });
}

export function note(message: string): void {
  log.info(visible(message), { output });
}

/** Ends the questions early. @param what becomes of the answers */
export function interrupted(what: string): void {
  cancel(visible(what), { output });
}

/**
 * Asks for a line of text.
 * @param read throws an EnvironmentFault for what cannot be used: its message is shown, and the question asked again
 * @returns null for an empty line
 */
export async function askText(
  message: string,
  placeholder: string,
  read: (text: string) => unknown,
): Promise<string | null> {
  const validate = (value: string | undefined) => faultOf(() => (value?.trim() ? read(value.trim()) : undefined));
  const answer = await answered(text({ message, placeholder, validate, output }));
  return answer?.trim() || null;
}

/** Asks for a line of text that may not be empty. */
export async function askNeeded(
  message: string,
  placeholder: string,
  read: (text: string) => unknown,
): Promise<string> {
  return (
    await answered(
      text({ message, placeholder, validate: (value) => faultOf(() => read((value ?? "").trim())), output }),
    )
  ).trim();
}

/** Asks to choose one. @returns null for "I don't know yet", which is the default */
export async function askOne(message: string, choices: readonly Choice[]): Promise<string | null> {
  const unknown = { value: UNKNOWN, label: "I don't know yet" };
  return (
    (await answered(select({ message, options: [unknown, ...choices.map(optionOf)], maxItems: 12, output }))) || null
  );
}

/** Asks to choose one, without "I don't know yet". */
export function askNeededOne(message: string, choices: readonly Choice[]): Promise<string> {
  return answered(select({ message, options: choices.map(optionOf), output }));
}

/** Asks to choose any number; the default is none. More than twelve choices can be searched. */
export function askSome(message: string, choices: readonly Choice[]): Promise<string[]> {
  const options = choices.map(optionOf);
  return answered(
    choices.length > 12
      ? autocompleteMultiselect({
          message,
          options,
          required: false,
          maxItems: 10,
          placeholder: "type to search",
          output,
        })
      : multiselect({ message, options, required: false, maxItems: 12, output }),
  );
}

function optionOf({ id, title, description }: Choice): Option<string> {
  return { value: id, label: visible(title), ...(description ? { hint: visible(description) } : {}) };
}

async function answered<T>(question: Promise<T | typeof CANCEL_SYMBOL>): Promise<T> {
  const answer = await question;
  if (isCancel(answer)) throw new Interrupted();
  return answer;
}

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof EnvironmentFault) return visible(error.message);
    throw error;
  }
}
