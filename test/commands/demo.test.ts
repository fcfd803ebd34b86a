import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/bin/cli.js", import.meta.url));

/** `inquest demo`, with an own folder for temporary files. */
function start(...args: string[]) {
  const temporary = mkdtempSync(join(tmpdir(), "inquest-"));
  const child = spawn(process.execPath, [CLI, "demo", ...args], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(temporary, { recursive: true, force: true });
  });
  const printed = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
      for (const wake of waiting) wake();
    });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const says = (name: "stdout" | "stderr", what: RegExp) =>
    new Promise<RegExpExecArray>((done) => {
      const look = () => {
        const found = what.exec(printed[name]);
        if (!found) return;
        waiting.delete(look);
        done(found);
      };
      waiting.add(look);
      look();
    });
  return { child, temporary, printed, ended, says };
}

test("it serves the collection from a temporary folder, follows changes, and removes the folder at the end", async () => {
  const { child, temporary, ended, says } = start("--port", "0", "--no-search");
  const [, folder = ""] = await says("stdout", /^Wrote a fictional collection into (.+); it is removed at the end\n/);
  const [, url = ""] = await says("stdout", /^Serving it for internal readers, .* at (\S+) \(Ctrl-C ends it\)\n/m);
  expect(readdirSync(temporary)).toHaveLength(1);
  expect(await (await fetch(url)).text()).toContain("Example Platform (fictional)");
  await says("stderr", /^\d+ infos; all of them/);
  const config = join(folder, "inquest.yaml");
  writeFileSync(config, readFileSync(config, "utf8").replace("Example Platform (fictional)", "Changed (fictional)"));
  await says("stderr", /inquest\.yaml changed: site in/);
  expect(await (await fetch(url)).text()).toContain("Changed (fictional)");
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(temporary)).toEqual([]);
});

test("an end while the server starts leaves no folder", async () => {
  const { child, temporary, ended, says } = start("--port", "0");
  await says("stdout", /^Wrote/);
  child.kill("SIGTERM");
  expect(await ended).toBe(143);
  expect(readdirSync(temporary)).toEqual([]);
});

test("a port that is taken is a line on stderr, exit code 2 and no folder", async () => {
  const other = createServer();
  const port = await new Promise<number>((done) =>
    other.listen(0, "127.0.0.1", () => done((other.address() as { port: number }).port)),
  );
  onTestFinished(() => void other.close());
  const { temporary, printed, ended } = start("--port", String(port));
  expect(await ended).toBe(2);
  expect(printed.stderr).toMatch(/^inquest: .*\n$/);
  expect(readdirSync(temporary)).toEqual([]);
});
