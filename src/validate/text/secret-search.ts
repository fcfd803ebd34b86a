import type { Source } from "../../model/source.js";
import { decode } from "../../parse/decode.js";
import { mayHoldSecret } from "./secret-signs.js";
import { urlPasswords } from "./url-passwords.js";

const PREFIX = "@secretlint/secretlint-rule-";
const COMMENTS = `${PREFIX}filter-comments`;
/** Separates texts so that secretlint's patterns do not match across two of them. */
const BETWEEN = "\n\u0001\n";
/** Characters per run of secretlint: each run has a fixed cost, and a cost quadratic in its matches. */
const RUN_LENGTH = 64 * 1024;
/** Characters that two parts of a long text share, so that a secret is complete in one; the longest are keys of 10,000 characters. */
const SHARED = 12 * 1024;

const IN_ADDRESS = "a user and password in an address";
const NAMES: Readonly<Record<string, string>> = {
  "1password": "a 1Password token",
  anthropic: "an Anthropic API key",
  aws: "an AWS key",
  basicauth: IN_ADDRESS,
  "database-connection-string": "a database address with its password",
  gcp: "a Google Cloud key",
  github: "a GitHub token",
  linear: "a Linear API key",
  npm: "an npm token",
  openai: "an OpenAI API key",
  privatekey: "a private key",
  sendgrid: "a SendGrid API key",
  shopify: "a Shopify token",
  slack: "a Slack token or webhook",
};

/** A secret: its offsets in a text, and its name, such as "an npm token". */
interface Secret {
  source: Source;
  start: number;
  end: number;
  name: string;
}

/** Finds secrets with secretlint, and passwords in URLs that it misses. Secretlint is loaded only if there is a text. */
export async function findSecrets(sources: readonly Source[]): Promise<Secret[]> {
  const found = new Map<string, Secret>();
  const add = (secret: Secret) => {
    // Two patterns can match the same secret, and two parts of a long text overlap.
    const key = `${secret.start} ${secret.source.path}`;
    if (!found.has(key)) found.set(key, secret);
  };
  for (const run of inRuns(sources)) for (const secret of await search(run)) add(secret);
  for (const source of sources)
    for (const { start, end } of urlPasswords(source.text)) add({ source, start, end, name: IN_ADDRESS });
  return [...found.values()];
}

/** The line and name of the first secret in a file to be attached; null if there is none, or the file is not text. */
export async function firstSecret(path: string, bytes: Uint8Array): Promise<{ line: number; name: string } | null> {
  const { source, problems } = decode(path, bytes);
  if (problems.length > 0 || !mayHoldSecret(source.text)) return null;
  const [first] = (await findSecrets([source])).sort((a, b) => a.start - b.start);
  return first === undefined ? null : { line: source.place(first.start, first.end).line, name: first.name };
}

/** Part of a text. */
interface Part {
  source: Source;
  from: number;
  text: string;
}

/** Splits texts into parts, and groups the parts into runs of limited length. */
function inRuns(sources: readonly Source[]): Part[][] {
  const runs: Part[][] = [];
  let length = RUN_LENGTH;
  for (const source of sources)
    for (let from = 0; from === 0 || from + SHARED < source.text.length; from += RUN_LENGTH - SHARED) {
      const text = source.text.slice(from, from + RUN_LENGTH);
      if (length + text.length > RUN_LENGTH) {
        runs.push([]);
        length = 0;
      }
      runs.at(-1)?.push({ source, from, text });
      length += text.length;
    }
  return runs;
}

/** Searches the parts of a run as one text. */
async function search(run: readonly Part[]): Promise<Secret[]> {
  const [{ lintSource }, { rules }] = await Promise.all([
    import("@secretlint/core"),
    import("@secretlint/secretlint-rule-preset-recommend"),
  ]);
  const { messages } = await lintSource({
    // Without a path, no rule can read the file itself.
    source: { filePath: "", content: run.map(({ text }) => text).join(BETWEEN), ext: ".md", contentType: "text" },
    options: {
      noPhysicFilePath: true,
      config: {
        // Secretlint's comments would hide a secret without a reason or an end date, which `suppress` requires.
        rules: rules.filter(({ meta }) => meta.id !== COMMENTS).map((rule) => ({ id: rule.meta.id, rule })),
      },
    },
  });
  return messages.flatMap(({ ruleId, range }) => {
    const name = NAMES[ruleId.replace(PREFIX, "")] ?? "one";
    let offset = 0;
    for (const { source, from, text } of run) {
      const start = range[0] - offset;
      if (start < text.length) return [{ source, start: from + start, end: from + range[1] - offset, name }];
      offset += text.length + BETWEEN.length;
    }
    return [];
  });
}
