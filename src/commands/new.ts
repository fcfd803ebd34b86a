import { type Command, Option } from "commander";
import { DOCUMENT_TYPES, ENVIRONMENTS } from "../edit/new/answers.js";
import type { NewOptions } from "./new/draft-input.js";

/** `inquest new`: a draft with what is known in it and help for the rest. It asks on a terminal and takes flags elsewhere. */
export function addNew(program: Command, exit: (code: number) => void): void {
  const collect = (value: string, before: string[] = []) => [...before, value];
  program
    .command("new")
    .description("write a new draft; asks on a terminal for what is not given")
    .argument("[type]", DOCUMENT_TYPES.join(", "))
    .argument("[title...]", "what failed and what that did, in one line")
    .option("--date <day>", "its day; default: that of its times, or today")
    .option("--zone <zone>", "of times without offset: Europe/Berlin, +02:00")
    .option("--service <id[:role]>", "a service; the first is the origin; repeatable", collect)
    .option("--class <id>", "the failure class")
    .option("--kind <class/kind[=why]>", "a failure kind; the first is primary; repeatable", collect)
    .option("--severity <id>", "a severity of inquest.yaml")
    .option("--owner <id>", "who answers for the document")
    .option("--author <name>", "who writes it; repeatable", collect)
    .addOption(new Option("--account <account>", "whose incident it was").choices(["own", "third-party"]))
    .option("--mark <name=time>", "when it began, was detected, resolved …; repeatable", collect)
    .option("--from <file>", "a timeline, JSON or CSV; - is standard input")
    .option("--scenario <id>", "of a drill: what was rehearsed")
    .option("--held <time>", "of a drill: when")
    .addOption(new Option("--environment <where>", "of a drill").choices(ENVIRONMENTS))
    .option("--location <name>", "of a drill: a region or site; repeatable", collect)
    .option("--id <id>", "YYYY-MM-DD-slug or the slug; default: of the title")
    .option("--invariant <what=how>", "a violated invariant, id or text; repeatable", collect)
    .option("--detection <by=why>", "what noticed it, and why that took so long")
    .option("--contract <what=gap>", "an unclear contract, id or text; repeatable", collect)
    .option("--missing <kind=what=for>", "missing evidence and its purpose; repeatable", collect)
    .option("--open", "it still goes on: only what is known now")
    .option("--suspect <what>", "with --open or --resume: a suspicion; repeatable", collect)
    .option("--resume <id>", "add to a document what it leaves open")
    .option("--edit", "open the draft in $VISUAL or $EDITOR, then check it")
    .option("--yes", "ask nothing")
    .option("--force", "replace a document; with --resume: its answers")
    .option("--dry-run", "print the draft, write nothing")
    .addHelpText("after", HELP)
    .action(async (type: string | undefined, title: string[], _, command: Command) => {
      const options: NewOptions = command.optsWithGlobals();
      const { runNew } = await import("./new/run.js");
      const { runResume } = await import("./new/run-resume.js");
      const words = [...(type === undefined ? [] : [type]), ...title];
      exit(
        options.resume === undefined
          ? await runNew(type, title, options)
          : await runResume(options.resume, words, options),
      );
    });
}

const HELP = `
Examples:
  inquest new incident                                     asks
  inquest new incident "Sign-in fails" --open --mark "began=09:02 First complaint"
  inquest new --resume 2026-03-14-sign-in-fails            asks the rest later
  inquest new near-miss "A key nearly expired" --from timeline.json`;
