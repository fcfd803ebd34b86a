import { type Command, Option } from "commander";
import { DOCUMENT_TYPES, ENVIRONMENTS } from "../edit/new/answers.js";
import type { NewOptions } from "./new/draft-input.js";

/** `inquest new`: a draft with what is known in it and help for the rest. It asks on a terminal and takes flags elsewhere. */
export function addNew(program: Command, exit: (code: number) => void): void {
  const collect = (value: string, before: string[] = []) => [...before, value];
  program
    .command("new")
    .description("write a new draft: asks on a terminal for what is not given, takes flags elsewhere")
    .argument("[type]", DOCUMENT_TYPES.join(", "))
    .argument("[title...]", "what failed and what that did, in one line")
    .option(
      "--date <day>",
      "the day of the incident or drill, YYYY-MM-DD (default: the day of the times given, else today)",
    )
    .option("--zone <zone>", "whose clock times without offset are of: Europe/Berlin, +02:00")
    .option(
      "--service <id[:role]>",
      "a service, origin or affected; repeat it, or use commas; the first is the origin",
      collect,
    )
    .option("--class <id>", "the failure class")
    .option("--kind <class/kind[=why]>", "a failure kind, and why it is one; repeat it, the first is primary", collect)
    .option("--severity <id>", "a severity of inquest.yaml")
    .option("--owner <id>", "who answers for the document")
    .option("--author <name>", "who writes it; repeat it", collect)
    .addOption(
      new Option("--account <account>", "whose incident it was; the collection has a default").choices([
        "own",
        "third-party",
      ]),
    )
    .option(
      "--mark <name=time>",
      "when it began, was detected, resolved …; words behind the time say what happened",
      collect,
    )
    .option("--from <file>", "a timeline from elsewhere, JSON or CSV of at, event, mark, step; - is standard input")
    .option("--scenario <id>", "of a drill: what was rehearsed")
    .option("--held <time>", "of a drill: when")
    .addOption(new Option("--environment <where>", "of a drill").choices(ENVIRONMENTS))
    .option("--location <name>", "of a drill: a region or site; repeat it", collect)
    .option("--id <id>", "the id, YYYY-MM-DD-slug or the slug alone; made of day and title unless given")
    .option("--invariant <what=how>", "a violated invariant: its id or a statement, and how; repeat it", collect)
    .option("--detection <by=why>", "what noticed it (alert, customer …), and why that took so long")
    .option("--contract <what=gap>", "an unclear contract: its id or a statement, and what it left open", collect)
    .option("--missing <kind=what=for>", "evidence that was missing, and what it was needed for; repeat it", collect)
    .option("--open", "for an incident that still goes on: only the few lines that are known now")
    .option("--suspect <what>", "with --open or --resume: what is suspected first; repeat it", collect)
    .option("--resume <id>", "add to a document that exists what it leaves open: asks, or takes the flags")
    .option("--edit", "open the draft in $VISUAL or $EDITOR, then check it")
    .option("--yes", "ask nothing")
    .option("--force", "replace a document that has this id; with --resume: what is answered already")
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
A timeline is a JSON list such as [{"at": "2026-03-14T09:49:00Z", "event": "The alert fires", "mark": "detected"}], or CSV with
the headings at,event,mark,step. at can be [from, to] (in CSV from/to); mark and step may be left out or name several. A clock time
without a day is of the day of the time before it, or of the next day where midnight lies between: 23:50, 00:10.

Examples:
  inquest new incident                                       asks
  inquest new incident Revoked grants stayed valid --edit
  inquest new incident "Sign-in failed" --service sidecar,admin-api --kind trust/invalid-identity \\
    --zone Europe/Berlin --date 2026-03-14 --mark "began=10:02" --mark "detected=10:49 The alert fires" --yes
  inquest new incident "Sign-in fails" --open --mark began=09:02 --suspect "The admin cache" --owner team-identity --yes
  inquest new --resume 2026-03-14-sign-in-fails                asks the rest later
  inquest new --resume 2026-03-14-sign-in-fails --mark "resolved=11:30 All tokens are good" \\
    --invariant "Every valid token is accepted=The new key was not distributed" --yes
  inquest new near-miss "A key nearly expired" --from timeline.json
  inquest new drill "Policy lag in eu-west" --scenario policy-distribution-lag --held 2026-05-20`;
