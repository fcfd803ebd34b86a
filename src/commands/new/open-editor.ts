import { spawn } from "node:child_process";
import { EnvironmentFault } from "../../model/environment-fault.js";

/**
 * The editor of the environment as a program and its arguments. No shell reads them.
 * @throws EnvironmentFault where none is set
 */
export function editorOf(environment: NodeJS.ProcessEnv): [program: string, ...args: string[]] {
  const text = environment.VISUAL || environment.EDITOR || "";
  const [program, ...args] = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
  if (!program) throw new EnvironmentFault("--edit needs an editor: set VISUAL or EDITOR, such as EDITOR=vim");
  return [program, ...args];
}

/**
 * Opens a file in an editor and waits for it.
 * @throws EnvironmentFault where the editor cannot be run
 */
export async function openEditor([program, ...args]: [string, ...string[]], file: string): Promise<void> {
  // Ctrl-C is the editor's own affair while it runs.
  const ignore = () => {};
  process.on("SIGINT", ignore);
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, [...args, file], { stdio: "inherit" });
      child.on("error", (error: NodeJS.ErrnoException) =>
        reject(
          new EnvironmentFault(
            `Cannot run ${program}: ${error.code ?? error.message}; the draft is in ${file}: set VISUAL or EDITOR to an editor that is installed`,
          ),
        ),
      );
      child.on("exit", () => resolve());
    });
  } finally {
    process.off("SIGINT", ignore);
  }
}
