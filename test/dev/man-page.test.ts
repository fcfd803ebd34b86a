import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import { expect, test } from "vitest";
import { manPage } from "../../src/dev/man-page/man-page.js";
import { inquest } from "../support/run-inquest.js";

test("the page that is built has every command and option, with examples", () => {
  const page = readFileSync(fileURLToPath(new URL("../../dist/man/inquest.1", import.meta.url)), "utf8");
  for (const title of ["NAME", "SYNOPSIS", "COMMANDS", "EXIT STATUS", "FILES"])
    expect(page).toContain(`.SH ${title}\n`);
  const help = inquest(["check", "--help"]).stdout;
  const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map((match) => match[1] ?? "");
  expect(options.length).toBeGreaterThan(5);
  for (const option of options) if (option !== "--help") expect(page).toContain(option.replaceAll("-", "\\-"));
  for (const command of ["init", "evidence add", "evidence verify", "check", "build", "migrate"])
    expect(page).toContain(`.SS inquest ${command}`);
  expect(page).toContain("inquest check \\-\\-changed\\-since origin/main\n");
});

test("what a description says cannot act as a request", () => {
  const program = new Command("inquest").description(".so /etc/passwd").version("1");
  program.command("odd").description("'a \\fB ü").argument("<file>", ".de x");
  const page = manPage(program);
  expect(page).toContain("\n\\&'a \\efB \\[u00FC].\n");
  const requests = [...page.matchAll(/^[.']\w*/gm)].map(([request]) => request);
  expect(new Set(requests)).toEqual(new Set([".TH", ".SH", ".PP", ".SS", ".TP", ".B"]));
});
