/** The thread of `ThreadFinisher`: files are finished here and put into the folder that is beside the place of the site. */
import { parentPort } from "node:worker_threads";
import { Cache } from "../cache/cache.js";
import type { OutputFile } from "../model/page.js";
import { Scanner } from "../redact/scanner.js";
import { StagedFiles } from "../write/staged-files.js";
import { DirectFinisher, type FinishedSink } from "./finisher.js";
import { type ThreadStart, toFailure, type Work, type WorkResult } from "./messages.js";

let finisher: DirectFinisher | null = null;
let cache: Cache;
let hashes: [string, string][] = [];
let suspects: [string, string[]][] = [];
let takenOver: WorkResult["takenOver"] = null;
let isIndexed: WorkResult["isIndexed"] = null;
let failure: WorkResult["failure"] = null;

function start({ staging, hidden, language, cache: { folder, program, now } }: ThreadStart): DirectFinisher {
  cache = new Cache(folder, program, now);
  const files = new StagedFiles(staging);
  const scanner = hidden && new Scanner(hidden.texts, hidden.ids);
  const look = (scanned: Scanner) => (file: OutputFile) => {
    const found = scanned.find(file);
    if (found.size > 0) suspects.push([file.path, [...found]]);
  };
  const put = async (file: OutputFile) => {
    const hash = files.put(file);
    if (hash !== null) hashes.push([file.path, hash]);
  };
  const takeOver: FinishedSink["takeOver"] = async (earlier, look) => {
    const isTaken = files.takeOver(earlier, look);
    if (isTaken) hashes.push(...earlier);
    return isTaken;
  };
  return new DirectFinisher({ look: scanner && look(scanner), put, takeOver }, language, cache);
}

async function work(piece: Work): Promise<void> {
  try {
    if ("start" in piece) {
      finisher = start(piece.start);
      // Before there are records.
      await finisher.openIndex();
    } else if (finisher === null) throw new Error("it has not started");
    else if ("files" in piece) for (const file of piece.files) await finisher.take(file);
    else if ("earlier" in piece) {
      for (const one of piece.earlier) await finisher.takeOver(one);
      takenOver = await finisher.takenOver();
    } else if ("records" in piece) for (const record of piece.records) await finisher.add(record);
    else {
      await finisher.endIndex();
      isIndexed = await finisher.isIndexed();
      cache.save();
    }
  } catch (error) {
    failure = toFailure(error);
  }
}

let before = Promise.resolve();
parentPort?.on("message", (piece: Work) => {
  before = before.then(async () => {
    if (failure === null) await work(piece);
    parentPort?.postMessage({ hashes, suspects, takenOver, isIndexed, failure } satisfies WorkResult);
    [hashes, suspects, takenOver, isIndexed] = [[], [], null, null];
  });
});
