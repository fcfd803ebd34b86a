import { type Command, Option } from "commander";
import { DOCUMENT_TYPES, ENVIRONMENTS } from "../edit/new/answers.js";

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
    .option("--kind <class/kind>", "a failure kind; repeat it, the first is primary", collect)
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
    .option("--open", "for an incident that still goes on: only the few lines that are known now")
    .option("--suspect <what>", "with --open: what is suspected first; repeat it", collect)
    .option("--edit", "open the draft in $VISUAL or $EDITOR, then check it")
    .option("--yes", "ask nothing")
    .option("--force", "replace a document that has this id")
    .option("--dry-run", "print the draft, write nothing")
    .addHelpText("after", HELP)
    .action(async (type: string | undefined, title: string[], _, command: Command) => {
      const { runNew } = await import("./new/run.js");
      exit(await runNew(type, title, command.optsWithGlobals()));
    });
}

const HELP = `
A timeline is a JSON list such as [{"at": "2026-03-14T09:49:00Z", "event": "The alert fires", "mark": "detected"}], or CSV with
the headings at,event,mark,step. at can be [from, to] (in CSV from/to); mark and step may be left out or name several.

Examples:
  inquest new incident                                       asks
  inquest new incident Revoked grants stayed valid --edit
  inquest new incident "Sign-in failed" --service sidecar,admin-api --kind trust/invalid-identity \\
    --zone Europe/Berlin --date 2026-03-14 --mark "began=10:02" --mark "detected=10:49 The alert fires" --yes
  inquest new incident "Sign-in fails" --open --mark began=09:02 --suspect "The admin cache" --owner team-identity --yes
  inquest new near-miss "A key nearly expired" --from timeline.json
  inquest new drill "Policy lag in eu-west" --scenario policy-distribution-lag --held 2026-05-20`;
