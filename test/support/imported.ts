import { createHash } from "node:crypto";
import { type Outcome, planImport } from "../../src/importers/drafting/plan/plan-import.js";
import { recognise } from "../../src/importers/drafting/plan/recognise.js";
import { NO_SETTINGS, type ReadSettings } from "../../src/importers/importer.js";
import type { EvidenceFiles } from "../../src/model/evidence-files.js";
import { NO_HISTORY } from "../../src/model/history.js";
import type { ConfigData } from "../../src/model/schema-types.js";
import { parseFile } from "../../src/parse/parse-file.js";
import { type Validated, validate } from "../../src/validate/validate.js";

export type DraftOutcome = Extract<Outcome, { is: "draft" }>;

const encode = (text: string) => new TextEncoder().encode(text);
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Imports files with these contents into a collection without catalogs. */
export function imported(
  files: Readonly<Record<string, string | Uint8Array>>,
  {
    from = null,
    config = {},
    settings = NO_SETTINGS,
  }: { from?: string | null; config?: Partial<ConfigData>; settings?: ReadSettings } = {},
): Outcome[] {
  const recognised = Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => {
      const bytes = typeof content === "string" ? encode(content) : content;
      return recognise({ path, named: from !== null, read: () => ({ bytes, sha256: hash(bytes) }) }, from, settings);
    });
  return planImport({
    recognised,
    beside: () => undefined,
    existing: [],
    isTaken: () => false,
    names: { config: { schema: 1, title: "Learning from failure", ...config }, services: [] },
    force: false,
    archive: false,
    keptSource: () => null,
    firstCommits: new Map(),
  });
}

/** The only draft imported from a text. */
export function draftOf(path: string, text: string, options: Parameters<typeof imported>[1] = {}): DraftOutcome {
  const outcome = imported({ [path]: text }, options).find((one) => one.is === "draft");
  if (outcome?.is !== "draft") throw new Error(`${path} became no draft`);
  return outcome;
}

/** Validates drafts in a collection without other documents. */
export function validated(drafts: readonly DraftOutcome[]): Promise<Validated> {
  const config = encode("schema: 1\ntitle: Learning from failure\n");
  const files: [string, { type: "file"; sha256: string }][] = drafts.flatMap(({ copies }) =>
    copies.map((copy): [string, { type: "file"; sha256: string }] => [
      copy.path,
      { type: "file", sha256: hash(copy.bytes()) },
    ]),
  );
  const evidence: EvidenceFiles = {
    files: new Map(files),
    exists: (path) => files.some(([file]) => file === path || file.startsWith(`${path}/`)),
  };
  const parsed = [
    parseFile({ path: "inquest.yaml", file: { role: "config" }, bytes: config }),
    ...drafts.map(({ id, draft }) =>
      parseFile({ path: `incidents/${id}.md`, file: { role: "postmortem", id }, bytes: encode(draft.text) }),
    ),
  ];
  return validate(
    parsed,
    { evidence, history: NO_HISTORY, removed: [], repositoryFiles: new Map(), unreadable: [], changes: null },
    { now: null, today: null, asPublished: false },
  );
}
