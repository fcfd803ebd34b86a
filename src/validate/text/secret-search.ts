import type { Source } from "../../model/source.js";
import { decode } from "../../parse/decode.js";
import { mayHoldSecret } from "./secret-signs.js";
import { urlPasswords } from "./url-passwords.js";

const PREFIX = "@secretlint/secretlint-rule-";
const COMMENTS = `${PREFIX}filter-comments`;
/** Keeps the patterns of secretlint from running over the end of a text. */
const BETWEEN = "\n\u0001\n";
/** How much text goes into one run: a run has a cost of its own, and compares its diagnostics with each other. */
const RUN_LENGTH = 64 * 1024;
/** How much of a long text two runs share, so that a secret at the seam is whole in one of them; the longest are keys of 10,000 letters. */
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

/** A secret by its offsets in a text, and what it is: "an npm token". */
interface Secret {
  source: Source;
  start: number;
  end: number;
  name: string;
}

/** What secretlint finds in these texts, and passwords that it leaves out. It is loaded only where there is a text. */
export async function findSecrets(sources: readonly Source[]): Promise<Secret[]> {
  const found = new Map<string, Secret>();
  const add = (secret: Secret) => {
    // Two patterns may know one secret, and two runs share a part of a long text.
    const key = `${secret.start} ${secret.source.path}`;
    if (!found.has(key)) found.set(key, secret);
  };
  for (const run of inRuns(sources)) for (const secret of await search(run)) add(secret);
  for (const source of sources)
    for (const { start, end } of urlPasswords(source.text)) add({ source, start, end, name: IN_ADDRESS });
  return [...found.values()];
}

/** The first secret in a file that is to be attached, by its line and what it is; null where there is none, or no text. */
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

/** The texts in parts and the parts in runs, none longer than it should be. */
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
    // Without a path no rule can read a file of its own accord.
    source: { filePath: "", content: run.map(({ text }) => text).join(BETWEEN), ext: ".md", contentType: "text" },
    options: {
      noPhysicFilePath: true,
      config: {
        // A comment in the text would hide a diagnostic without a reason or an end; `suppress` asks for both.
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
