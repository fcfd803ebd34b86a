import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { THREATS, type Threat } from "../security/threats.js";

const FILE = fileURLToPath(new URL("../../SECURITY.md", import.meta.url));
const COMMAND = "THREATS=1 npx vitest run -u";
const START = `<!-- The table is generated: ${COMMAND} -->\n`;
const HEAD = "| who | with what | what holds | tested by | cases | last run |\n|---|---|---|---|--:|---|\n";
const END = "<!-- end of the table -->";

/** What a test may say of itself: how many cases it went through, where they are more than one. */
declare module "vitest" {
  interface TaskMeta {
    cases?: number;
  }
}

/**
 * Keeps the table of SECURITY.md in step with the tests: `THREATS=1 npx vitest run -u` writes it; another run fails where a
 * line differs.
 * Lines whose tests did not all run stay as they are, and one that is not there yet, or has a test that failed, fails no run.
 */
export default class SecurityReport implements Reporter {
  #update = false;

  onInit(vitest: Vitest): void {
    this.#update = vitest.config.snapshotOptions.updateSnapshot === "all";
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const text = existsSync(FILE) ? readFileSync(FILE, "utf8") : `# Security\n\n${START}${END}\n`;
    const [before = "", rest = ""] = text.split(START);
    const [table = "", after = ""] = rest.split(END);
    const old = new Map(table.split("\n").map((line) => [keyOf(line), line]));
    const byFile = new Map(modules.map((module) => [module.relativeModuleId, module]));
    const lines = THREATS.map((threat) => lineOf(threat, byFile) ?? old.get(keyOf(cellsOf(threat))));
    const now = `${HEAD}${lines.filter((line) => line !== undefined).join("\n")}\n`;
    if (now === table) return;
    if (this.#update) writeFileSync(FILE, `${before}${START}${now}${END}${after}`);
    else if (lines.some((line) => line !== undefined && old.has(keyOf(line)) && old.get(keyOf(line)) !== line)) {
      process.stderr.write(`SECURITY.md does not say what the tests said: ${COMMAND} writes its table\n`);
      process.exitCode = 1;
    }
  }
}

/** The line of a threat; undefined where not all of its tests ran. */
function lineOf(threat: Threat, modules: ReadonlyMap<string, TestModule>): string | undefined {
  const found = threat.tests.flatMap((file) => modules.get(file) ?? []);
  const tests = found.flatMap((module) => [...module.children.allTests()]);
  const states = tests.map((test) => test.result().state);
  if (found.length < threat.tests.length || states.some((state) => state === "skipped" || state === "pending"))
    return undefined;
  // The run says itself what failed.
  if (states.includes("failed")) return undefined;
  const cases = tests.reduce((sum, test) => sum + (test.meta().cases ?? 1), 0);
  return `${cellsOf(threat)} ${cases} | all hold |`;
}

function cellsOf({ who, what, holds, tests }: Threat): string {
  const files = tests.map((file) => `[${file.replace(/^test\/|\.test\.ts$/g, "")}](${file})`).join(", ");
  return `| ${who} | ${what} | ${holds} | ${files} |`;
}

function keyOf(line: string): string {
  return line.split("|").slice(1, 4).join("|");
}
