import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";
import { ask } from "./live.js";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));
const FILE = "incidents/2026-03-14-old-keys-refused.md";

/** The program as somebody starts it in the folder of a collection, and what it has said. */
class Started {
  stdout = "";
  stderr = "";
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  #waiting: (() => void)[] = [];

  constructor(root: string, ...args: string[]) {
    this.child = spawn(process.execPath, [CLI, "serve", "--port", "0", ...args], {
      cwd: root,
    });
    onTestFinished(() => void this.child.kill("SIGKILL"));
    this.ended = new Promise((done) => this.child.on("close", done));
    for (const name of ["stdout", "stderr"] as const)
      this.child[name].setEncoding("utf8").on("data", (text: string) => {
        this[name] += text;
        for (const wake of this.#waiting.splice(0)) wake();
      });
  }

  async says(name: "stdout" | "stderr", what: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = what.exec(this[name]);
      if (found) return found;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }
}

test("it says where the site is, what has changed and what is wrong, and writes nothing", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const before = readdirSync(root).sort();
  const started = new Started(root);
  const [, url = ""] = await started.says("stdout", /at (http:\/\/127\.0\.0\.1:\d+\/)/);
  expect(started.stdout).toMatch(/^Serving \. for the public, without drafts, at \S+ \(Ctrl-C ends it\)\n$/);
  await started.says("stderr", /^No diagnostics; all of them are at/);
  expect((await ask(url)).text).toContain("Old keys were refused");
  // As Vim saves: what it leaves beside the file is told of nowhere.
  writeFileSync(join(root, "incidents/4913"), "");
  writeFileSync(join(root, `${FILE}~`), SOUND);
  writeFileSync(join(root, FILE), SOUND.replace("by: alert", "by: alarm"));
  rmSync(join(root, "incidents/4913"));
  rmSync(join(root, `${FILE}~`));
  await started.says(
    "stderr",
    /^incidents\/2026-03-14-old-keys-refused\.md changed: site in \d+ ms; 1 error \(1 new\)\n(?:.*\n)*incidents\/2026-03-14-old-keys-refused\.md:\d+:\d+ {2}error {2}.*alarm.*\n/m,
  );
  writeFileSync(join(root, FILE), SOUND);
  await started.says("stderr", /changed: site in \d+ ms; no diagnostics \(1 gone\)$/m);
  expect(readdirSync(root).sort()).toEqual(before);
  expect(readFileSync(join(root, FILE), "utf8")).toBe(SOUND);
  started.child.kill("SIGINT");
  expect(await started.ended).toBe(130);
});

test("the end leaves nothing behind, whatever is going on", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const started = new Started(root);
  const [, url = ""] = await started.says("stdout", /at (http:\S+)/);
  const token = /data-token="([^"]+)"/.exec((await ask(url)).text)?.[1];
  const askInVain = (path: string) => ask(`${url}${path}`).catch(() => null);
  const asked = [askInVain(`_inquest/events?token=${token}`)];
  writeFileSync(join(root, FILE), `${SOUND}\nAnother try.\n`);
  asked.push(askInVain("search/data/entry.json"));
  started.child.kill("SIGTERM");
  expect(await started.ended).toBe(143);
  await Promise.all(asked);
});

test("a call that cannot be met is a line on stderr and exit code 2", () => {
  const root = collectionFolder({ [FILE]: SOUND });
  for (const [args, words] of [
    [["--port", "70000"], /port from 0 to 65535/],
    [["--port", "1.5"], /port from 0 to 65535/],
    [["--audience", "all"], /Allowed choices are public, internal/],
    [["--date", "yesterday"], /--date yesterday: expected a day/],
    [["--root", "nowhere"], /No inquest.yaml in nowhere/],
  ] as const) {
    const { code, stdout, stderr } = inquest(["serve", ...args], { cwd: root });
    expect([code, stdout, stderr.trim().split("\n").length], args.join(" ")).toEqual([2, "", 1]);
    expect(stderr).toMatch(words);
  }
});
