import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { basename, join } from "node:path";
import { childProcessorTime, median } from "./measure.js";
import { columns } from "./table.js";

const RUNS = 5;
/** Goal: from the save of a body to its page. */
const MAX_BODY_SAVE_MS = 200;

/** Milliseconds after a save. */
interface Times {
  /** Until open pages are notified. */
  notified: number;
  /** Until a page that is requested then shows the change. */
  page: number;
  /** Until the diagnostics are those of the saved files. */
  diagnostics: number;
  /** Processor time of the server until the page, and until the diagnostics; null where it is unknown. */
  processorToPage: number | null;
  processorInAll: number | null;
}

interface State {
  sites: number;
  checks: number;
}

/**
 * Saves files of a served collection, and measures the time until a browser shows the change. The collection is modified.
 * @param cli the program
 * @param id the id of a postmortem
 * @returns a table
 */
export async function measureServe(cli: string, root: string, id: string): Promise<string> {
  const child = spawn(process.execPath, [cli, "serve", "--port", "0", "--root", root, "--audience", "internal"]);
  try {
    const started = performance.now();
    const url = await urlOf(child);
    const start = performance.now() - started;
    const html = await read(url);
    const events = new ServerEvents(`${url}_inquest/events?token=${/data-token="([^"]+)"/.exec(html)?.[1]}`);
    await events.until(({ checks }) => checks > 0);
    const rows: string[][] = [["save", "notified", "page", "diagnostics", "cpu to page", "cpu in all", "goal"]];
    for (const { work, change, page, maxMs } of savesOf(root, id)) {
      const runs: Times[] = [];
      for (let run = 0; run < RUNS; run++) {
        const words = `Saved for ${work}, time ${run}`;
        runs.push(await measureSave(() => change(words), words, `${url}${page}`, child, events));
      }
      const medianOf = (time: (run: Times) => number | null) => {
        const times = runs.map(time).filter((one) => one !== null);
        return times.length === 0 ? "-" : `${Math.round(median(times))} ms`;
      };
      const met = median(runs.map((run) => run.page)) <= (maxMs ?? 0) ? "met" : "MISSED";
      rows.push([
        work,
        medianOf((run) => run.notified),
        medianOf((run) => run.page),
        medianOf((run) => run.diagnostics),
        medianOf((run) => run.processorToPage),
        medianOf((run) => run.processorInAll),
        maxMs === undefined ? "-" : `${maxMs} ms ${met}`,
      ]);
    }
    return `serve, ready after ${(start / 1000).toFixed(1)} s; from a save, medians of ${RUNS}\n${columns(rows)}\n`;
  } finally {
    child.kill();
  }
}

interface Save {
  work: string;
  /** @param words must be on the page afterwards */
  change: (words: string) => void;
  page: string;
  maxMs?: number;
}

function savesOf(root: string, id: string): Save[] {
  const pageOf = (path: string) => `incidents/${basename(path, ".md")}/index.html`;
  const incidents = readdirSync(join(root, "incidents"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(root, "incidents", name));
  const texts = new Map(incidents.map((path) => [path, readFileSync(path, "utf8")]));
  const edited = join(root, `incidents/${id}.md`);
  const text = texts.get(edited) ?? "";
  const config = join(root, "inquest.yaml");
  const settings = readFileSync(config, "utf8");
  return [
    {
      work: "a body",
      page: pageOf(edited),
      maxMs: MAX_BODY_SAVE_MS,
      change: (words) => writeFileSync(edited, `${text}\n${words}\n`),
    },
    {
      work: "front matter",
      page: pageOf(edited),
      change: (words) => writeFileSync(edited, text.replace(/^title: (["']?)/m, `title: $1${words}, `)),
    },
    {
      work: "inquest.yaml",
      page: "index.html",
      change: (words) => writeFileSync(config, settings.replace(/^title: .*$/m, `title: ${words}`)),
    },
    {
      work: `all ${incidents.length} bodies`,
      page: pageOf(incidents.at(-1) ?? ""),
      change: (words) => {
        for (const [path, before] of texts) writeFileSync(path, `${before}\n${words}\n`);
      },
    },
  ];
}

/** Wall time starts after the last write; processor time starts before the first one. */
async function measureSave(
  save: () => void,
  words: string,
  page: string,
  child: ChildProcess,
  events: ServerEvents,
): Promise<Times> {
  let { sites } = events.state;
  const before = childProcessorTime(child.pid);
  save();
  const saved = performance.now();
  let notified: number;
  // While many files are being saved, a page may be notified before its own file is written.
  do {
    await events.until((state) => state.sites > sites);
    notified = performance.now() - saved;
    sites = events.state.sites;
  } while (!(await read(page)).includes(words));
  const there = performance.now() - saved;
  const forPage = childProcessorTime(child.pid);
  const { checks } = events.state;
  await events.until((state) => state.checks > checks);
  const diagnostics = performance.now() - saved;
  const all = childProcessorTime(child.pid);
  const since = (time: number | null) => (before === null || time === null ? null : time - before);
  return {
    notified,
    page: there,
    diagnostics,
    processorToPage: since(forPage),
    processorInAll: since(all),
  };
}

/** The events that a server sends to its pages. */
class ServerEvents {
  state: State = { sites: 0, checks: 0 };
  #waiting: (() => void)[] = [];

  constructor(url: string) {
    get(url, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        for (const [, data] of text.matchAll(/^data: (.*)$/gm)) this.state = JSON.parse(data ?? "") as State;
        for (const wake of this.#waiting.splice(0)) wake();
      });
      // The server is killed first, which breaks this connection.
      response.on("error", () => undefined);
    });
  }

  async until(isReached: (state: State) => boolean): Promise<void> {
    while (!isReached(this.state)) await new Promise<void>((wake) => this.#waiting.push(wake));
  }
}

function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((done, reject) => {
    child.on("exit", (code) => reject(new Error(`inquest serve ended with ${code}`)));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      const url = /at (http:\S+)/.exec(text)?.[1];
      if (url !== undefined) done(url);
    });
    child.stderr?.resume();
  });
}

async function read(url: string): Promise<string> {
  const response = await new Promise<IncomingMessage>((done, reject) => get(url, done).on("error", reject));
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += chunk;
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  return text;
}
