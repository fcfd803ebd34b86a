/** A line of the threat model. */
export interface Threat {
  who: string;
  what: string;
  holds: string;
  /** The files of tests, which say how it is tested. */
  tests: readonly string[];
}

/** The threat model of SECURITY.md. The numbers of cases and the results come from the run of the tests. */
export const THREATS: readonly Threat[] = [
  {
    who: "A stranger, by a pull request",
    what: "Documents that are broken, huge, deeply nested or made of any bytes",
    holds: "One diagnostic at that file; the others keep theirs",
    tests: [
      "test/commands/bounds.test.ts",
      "test/commands/containment.test.ts",
      "test/commands/strangers.test.ts",
      "test/parse.test.ts",
      "test/parse/bounds.test.ts",
      "test/parse/parse-apart.test.ts",
    ],
  },
  {
    who: "A stranger, by a pull request",
    what: "Links, pipes and paths that lead out of the collection",
    holds: "Nothing outside of the collection is read or published",
    tests: ["test/read/links.test.ts", "test/read/walk-folder.test.ts"],
  },
  {
    who: "A stranger, by a pull request",
    what: "File names with `:`, control characters, markup, no UTF-8",
    holds: "A finding in its place; `--allow-errors` builds the rest",
    tests: ["test/security/names.test.ts"],
  },
  {
    who: "A stranger, by a repository",
    what: "Programs in `.git/config`; a repository that is corrupt, shallow or another user's; a git that hangs",
    holds: "Nothing runs; one line with the remedy, within 10 s",
    tests: ["test/security/git.test.ts"],
  },
  {
    who: "Whoever can write evidence",
    what: "Other bytes than were registered, also while a site is built; another document's file",
    holds: "What is published has the registered hash",
    tests: ["test/read/attachments.test.ts", "test/validate/evidence.test.ts"],
  },
  {
    who: "Whoever attaches a file",
    what: "HTML, SVG and other files that a browser would run",
    holds: "Only inert types are published as they are",
    tests: ["test/render/kit/attachments.test.ts"],
  },
  {
    who: "A reader of the public site",
    what: "Looks for internal documents, entries, fields, attachments and their numbers in every file",
    holds: "None is there; a build that would show one fails",
    tests: [
      "test/redact/attachments.test.ts",
      "test/redact/every-place.test.ts",
      "test/redact/leak-search.test.ts",
      "test/redact/misspelt-visibility.test.ts",
      "test/redact/non-interference.test.ts",
      "test/redact/redact.test.ts",
    ],
  },
  {
    who: "An author",
    what: "Text that terminals, annotations, XML or spreadsheets take for commands",
    holds: "Every output escapes for its reader",
    tests: ["test/reporters/formats.test.ts", "test/reporters/pretty.test.ts"],
  },
  {
    who: "A page in the same browser",
    what: "Requests to `inquest serve` from other hosts and sites, dot files",
    holds: "Refused",
    tests: ["test/serve/serve.test.ts"],
  },
  {
    who: "The machine",
    what: "Full and read-only disks, too few file handles, full devices, missing folders",
    holds: "One line and exit code 2; the old site byte for byte",
    tests: ["test/security/environment.test.ts"],
  },
  {
    who: "The machine",
    what: "`kill -9` at any moment of a swap; five builds at once",
    holds: "A whole site, old or new, at once or after the next build",
    tests: ["test/security/kills.test.ts", "test/write/write-site.test.ts"],
  },
  {
    who: "A slip of the hand",
    what: "`--out`, `--output` and `--baseline` onto content or files of others",
    holds: "Refused; nothing is overwritten",
    tests: ["test/commands/baseline.test.ts", "test/write/write-site.test.ts"],
  },
];
