import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { basename, join } from "node:path";
import { childProcessorTime, median } from "./measure.js";
import { columns } from "./table.js";

const REPEATED = 5;
/** What somebody who saves a body may wait for the page, in milliseconds. */
const MOST_BODY = 300;

/** How long after a save something was so, in milliseconds. */
interface Times {
  /** Pages have been told. */
  told: number;
  /** The page that was asked for then has come. */
  page: number;
  /** The findings are those of the files as they are now. */
  findings: number;
  /** What the server has worked until the page was there, and for all of it; null where the system does not tell. */
  processor: number | null;
  processorAll: number | null;
}

interface State {
  sites: number;
  checks: number;
}

/**
 * Saves files of a collection that is served, and measures how long it takes until a browser shows it. It needs a
 * collection that may be changed.
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
    const events = new EventsOf(`${url}_inquest/events?token=${/data-token="([^"]+)"/.exec(html)?.[1]}`);
    await events.until(({ checks }) => checks > 0);
    const rows: string[][] = [["save", "pages told", "page there", "findings", "cpu to page", "cpu in all", "goal"]];
    for (const { work, change, page, most } of savesOf(root, id)) {
      const runs: Times[] = [];
      for (let run = 0; run < REPEATED; run++) {
        const words = `Saved for ${work}, time ${run}`;
        runs.push(await measureSave(() => change(words), words, `${url}${page}`, child, events));
      }
      const of = (time: (run: Times) => number | null) => {
        const times = runs.map(time).filter((one) => one !== null);
        return times.length === 0 ? "-" : `${Math.round(median(times))} ms`;
      };
      const met = median(runs.map((run) => run.page)) <= (most ?? 0) ? "met" : "MISSED";
      rows.push([
        work,
        of((run) => run.told),
        of((run) => run.page),
        of((run) => run.findings),
        of((run) => run.processor),
        of((run) => run.processorAll),
        most === undefined ? "-" : `${most} ms ${met}`,
      ]);
    }
    return `serve, there after ${(start / 1000).toFixed(1)} s; from a save, medians of ${REPEATED}\n${columns(rows)}\n`;
  } finally {
    child.kill();
  }
}

interface Save {
  work: string;
  /** @param words are on the page afterwards */
  change: (words: string) => void;
  page: string;
  most?: number;
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
      most: MOST_BODY,
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

/** The clock starts when all is written; what the server does before that still counts as its work. */
async function measureSave(
  save: () => void,
  words: string,
  page: string,
  child: ChildProcess,
  events: EventsOf,
): Promise<Times> {
  let { sites } = events.state;
  const worked = childProcessorTime(child.pid);
  save();
  const saved = performance.now();
  let told: number;
  // Of many files some may be on their pages before the last is written.
  do {
    await events.until((state) => state.sites > sites);
    told = performance.now() - saved;
    sites = events.state.sites;
  } while (!(await read(page)).includes(words));
  const there = performance.now() - saved;
  const forPage = childProcessorTime(child.pid);
  const { checks } = events.state;
  await events.until((state) => state.checks > checks);
  const findings = performance.now() - saved;
  const all = childProcessorTime(child.pid);
  const since = (time: number | null) => (worked === null || time === null ? null : time - worked);
  return { told, page: there, findings, processor: since(forPage), processorAll: since(all) };
}

/** What a server tells its pages. */
class EventsOf {
  state: State = { sites: 0, checks: 0 };
  #waiting: (() => void)[] = [];

  constructor(url: string) {
    get(url, (response) => {
      response.setEncoding("utf8").on("data", (text: string) => {
        for (const [, data] of text.matchAll(/^data: (.*)$/gm)) this.state = JSON.parse(data ?? "") as State;
        for (const wake of this.#waiting.splice(0)) wake();
      });
      // The server ends before this does.
      response.on("error", () => undefined);
    });
  }

  async until(wanted: (state: State) => boolean): Promise<void> {
    while (!wanted(this.state)) await new Promise<void>((wake) => this.#waiting.push(wake));
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
