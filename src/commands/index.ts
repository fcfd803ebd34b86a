import type { Command } from "commander";
import { addActions } from "./actions.js";
import { addBuild } from "./build.js";
import { addCatalog } from "./catalog.js";
import { addCheck } from "./check.js";
import { addCompletion } from "./completion.js";
import { addDemo } from "./demo.js";
import { addDoctor } from "./doctor.js";
import { addEvidence } from "./evidence.js";
import { addExplain } from "./explain.js";
import { addExport } from "./export.js";
import { addImport } from "./import.js";
import { addInit } from "./init.js";
import { addLsp } from "./lsp.js";
import { addMcp } from "./mcp.js";
import { addMigrate } from "./migrate.js";
import { addNew } from "./new.js";
import { addNext } from "./next.js";
import { addRecall } from "./recall.js";
import { addReport } from "./report.js";
import { addServe } from "./serve.js";
import { addUpdate } from "./update.js";

/** Adds a command to the program. `exit` takes its exit code. */
export type AddCommand = (program: Command, exit: (code: number) => void) => void;

/** Every command, in the order in which help lists them: from a new collection to its site, then what serves other tools. */
export const commands: readonly AddCommand[] = [
  addDemo,
  addInit,
  addNew,
  addImport,
  addEvidence,
  addCatalog,
  addCheck,
  addExplain,
  addBuild,
  addServe,
  addNext,
  addRecall,
  addActions,
  addReport,
  addExport,
  addUpdate,
  addMigrate,
  addDoctor,
  addLsp,
  addMcp,
  addCompletion,
];
