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
import { visible } from "../../model/visible.js";

/** Thrown when somebody ends the questions with Ctrl-C or Escape. */
export class Interrupted extends Error {}

/** One thing to choose. */
export interface Choice {
  id: string;
  title: string;
  description?: string;
}

// On stdout is the result alone, so that a script can take it.
const output = process.stderr;
const UNKNOWN = "";

export function begin(title: string): void {
  intro(title, { output });
}

export function finish(): void {
  outro("The rest is for your editor", { output });
}

export function note(message: string): void {
  log.info(visible(message), { output });
}

export function interrupted(): void {
  cancel("Nothing was written", { output });
}

/**
 * Asks for a line of text.
 * @param read throws an EnvironmentFault for what cannot be used: the question stays open with its message
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

/** The same where an answer is needed. */
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

/** Lets choose one. Null for "I don't know yet", which is what Enter alone says. */
export async function askOne(message: string, choices: readonly Choice[]): Promise<string | null> {
  const unknown = { value: UNKNOWN, label: "I don't know yet" };
  return (
    (await answered(select({ message, options: [unknown, ...choices.map(optionOf)], maxItems: 12, output }))) || null
  );
}

/** Lets choose one of what has no unknown. */
export function askNeededOne(message: string, choices: readonly Choice[]): Promise<string> {
  return answered(select({ message, options: choices.map(optionOf), output }));
}

/** Lets choose any number; Enter alone chooses none. Many can be searched by typing. */
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
