import type { Command } from "commander";

/** Adds a command to the program. `exit` takes its exit code. */
export type AddCommand = (program: Command, exit: (code: number) => void) => void;

/**
 * Every command, in the order in which help lists them: from a new collection to its site, then what serves other tools. Each is
 * loaded when it is asked for, because a run needs only one.
 */
export const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  demo: async () => (await import("./demo.js")).addDemo,
  init: async () => (await import("./init.js")).addInit,
  new: async () => (await import("./new.js")).addNew,
  import: async () => (await import("./import.js")).addImport,
  evidence: async () => (await import("./evidence.js")).addEvidence,
  catalog: async () => (await import("./catalog.js")).addCatalog,
  check: async () => (await import("./check.js")).addCheck,
  explain: async () => (await import("./explain.js")).addExplain,
  build: async () => (await import("./build.js")).addBuild,
  serve: async () => (await import("./serve.js")).addServe,
  next: async () => (await import("./next.js")).addNext,
  recall: async () => (await import("./recall.js")).addRecall,
  actions: async () => (await import("./actions.js")).addActions,
  report: async () => (await import("./report.js")).addReport,
  export: async () => (await import("./export.js")).addExport,
  update: async () => (await import("./update.js")).addUpdate,
  migrate: async () => (await import("./migrate.js")).addMigrate,
  doctor: async () => (await import("./doctor.js")).addDoctor,
  lsp: async () => (await import("./lsp.js")).addLsp,
  mcp: async () => (await import("./mcp.js")).addMcp,
  completion: async () => (await import("./completion.js")).addCompletion,
  ids: async () => (await import("./ids.js")).addIds,
};
