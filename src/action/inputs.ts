import { EnvironmentFault } from "../model/environment-fault.js";

/** What the workflow file gives the action; null for what it leaves out. */
export interface Inputs {
  root: string | null;
  paths: readonly string[];
  changedSince: string | null;
  maxWarnings: number | null;
  baseline: string | null;
  date: string | null;
  sarifFile: string | null;
  site: boolean;
  comment: boolean;
  token: string | null;
  out: string;
  audience: string | null;
  baseUrl: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the inputs as a runner hands them over: `INPUT_` and the name in capitals, empty for what is left out.
 * @throws EnvironmentFault for a value of the wrong form
 */
export function readInputs(env: Environment): Inputs {
  const input = (name: string) => env[`INPUT_${name.toUpperCase()}`]?.trim() || null;
  return {
    root: input("root"),
    paths: lines(input("paths")),
    changedSince: input("changed-since"),
    maxWarnings: wholeNumber("max-warnings", input("max-warnings")),
    baseline: input("baseline"),
    date: input("date"),
    sarifFile: input("sarif-file"),
    site: isTrue("site", input("site")),
    comment: isTrue("comment", input("comment")),
    token: input("token"),
    out: input("out") ?? "_site",
    audience: input("audience"),
    baseUrl: input("base-url"),
  };
}

function lines(text: string | null): string[] {
  return (text ?? "").split("\n").flatMap((line) => line.trim() || []);
}

function wholeNumber(name: string, value: string | null): number | null {
  if (value !== null && !/^\d+$/.test(value))
    throw new EnvironmentFault(`${name}: expected a whole number, found ${JSON.stringify(value)}`);
  return value === null ? null : Number(value);
}

function isTrue(name: string, value: string | null): boolean {
  if (value !== null && value !== "true" && value !== "false")
    throw new EnvironmentFault(`${name}: expected true or false, found ${JSON.stringify(value)}`);
  return value === "true";
}
