// Runs the built program again and again in one thread: see run-inquest.ts.
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

let runs = 0;

parentPort.on("message", async ({ args, env, input, port, ended }) => {
  const stdout = new Capture();
  const stderr = new Capture();
  const replaced = { stdin: Readable.from([Buffer.from(input)]), stdout, stderr };
  for (const [name, value] of Object.entries(replaced)) Object.defineProperty(process, name, { value });
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, workerData.program, ...args];
  process.exitCode = 0;
  const end = (code) => {
    port.postMessage({ code, stdout: stdout.text(), stderr: stderr.text() });
    Atomics.store(ended, 0, 1);
    Atomics.notify(ended, 0);
  };
  // What would end the process ends the run.
  process.removeAllListeners("uncaughtException").on("uncaughtException", (error) => {
    stderr.write(error.stack);
    end(1);
  });
  // The query makes this another module, so that it runs again; what it imports is loaded once.
  await import(`${pathToFileURL(workerData.program)}?run=${runs++}`);
  end(process.exitCode);
});

class Capture extends Writable {
  #chunks = [];
  _write(chunk, _, done) {
    this.#chunks.push(chunk);
    done();
  }
  text() {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}
