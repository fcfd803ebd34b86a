import { describe, expect, test } from "vitest";
import { link } from "../../../src/link/link.js";
import type { Catalogs } from "../../../src/model/catalogs.js";
import type { Postmortem } from "../../../src/model/collection.js";
import type { Action, MissingEvidence, PostmortemData } from "../../../src/model/schema-types.js";
import { collection, drill, incident } from "../../support/collection.js";
import { renderPages, textOf } from "../../support/render.js";

const gap = (id: string, data: Partial<MissingEvidence> = {}): MissingEvidence => ({
  id,
  what: `Version ${id} of the bundle`,
  kind: "trace",
  needed_for: "Telling which grants were wrong",
  ...data,
});

const action = (id: string, data: Partial<Action> = {}): Action => ({
  id,
  title: `Refuse old bundles, part ${id}`,
  type: "prevent",
  state: "committed",
  ...data,
});

async function pagesOf(...args: Parameters<typeof collection>): Promise<(path: string) => string> {
  const graph = link(collection(...args));
  const pages = await renderPages(graph.collection, { graph });
  return (path) => textOf(pages.get(path) ?? "");
}

describe("/blind-spots/", () => {
  test("says of an empty collection how to fill it", async () => {
    const page = await pagesOf([]);
    expect(page("blind-spots/index.html")).toContain("The ledger comes from missing_evidence");
    expect(page("blind-spots/index.html")).not.toContain("closed");
  });

  test("tells what closed a gap and what proved that, and keeps readers' gaps apart", async () => {
    const page = await pagesOf(
      [
        incident("2026-03-14-stale-grants", {
          missing_evidence: [
            gap("M1", {
              status: "closed",
              closed_by: { artifact: "A field of the log", proven_by: "drill:2026-05-20-lag" },
            }),
            gap("M2"),
            gap("M3", { missing_to: "readers" }),
          ],
          detection: { delay: { unknown: "No version was recorded", gap: "M2" } },
        }),
      ],
      { drills: [drill("2026-05-20-lag", { title: "Policy lag" })] },
    );
    const overview = page("blind-spots/index.html");
    expect(overview).toContain("2 gaps that responders or reviewers met: 1 open, 1 closed with proof.");
    expect(overview).toContain(
      "What they wished they had had 2 gaps of those who responded or looked back, in 1 incident",
    );
    expect(overview).toContain("closed with proof · A field of the log · proven by Policy lag");
    expect(overview).toContain("Kept unknown how long it went undetected: No version was recorded");
    // The column of gaps closed without proof would be all zero.
    expect(overview).toContain("Trace 1 1 1 1");
    const kind = page("evidence/trace/index.html");
    expect(kind).toContain("2 gaps of responders and reviewers");
    expect(kind).toContain("1 gap of readers");
    expect(kind).toContain("open for 8 months");
  });

  test("goes over several pages where there is much, and each heading says how much", async () => {
    const many = Array.from({ length: 60 }, (_, at) => gap(`M${at + 1}`));
    const page = await pagesOf([
      incident("2026-03-14-stale-grants", { missing_evidence: [...many, gap("M61", { missing_to: "readers" })] }),
    ]);
    expect(page("evidence/trace/index.html").match(/Needed for/g)).toHaveLength(50);
    expect(page("evidence/trace/page-2/index.html")).toContain("60 gaps of responders and reviewers, continued");
    expect(page("evidence/trace/page-2/index.html")).toContain("1 gap of readers");
  });
});

describe("/actions/", () => {
  test("says of an empty collection how to fill it", async () => {
    expect((await pagesOf([]))("actions/index.html")).toContain("They come from actions in the front matter");
  });

  test("tells of own actions what is overdue, whose it is, and how long they take", async () => {
    const page = await pagesOf([
      incident("2026-03-14-stale-grants", {
        actions: [
          action("A1", { owner: "team-policy", due: "2026-04-01" }),
          action("A2", { state: "done", owner: "team-policy", done_on: "2026-03-24" }),
          action("A3", { state: "proposed" }),
        ],
      }),
    ]);
    const overview = page("actions/index.html");
    expect(overview).toContain("3 actions follow from 1 incident.");
    // Nothing is committed without being overdue, and nothing dropped: columns of zeros alone are left out.
    expect(overview).toContain("Owner Overdue Proposed Done team-policy (unresolved) ✕ 1 0 1 No owner 0 1 0");
    // Of two that were committed one is done, too few for a median; the other has been open for 254 days.
    expect(overview).toContain("All 2 1 – 254");
    expect(page("index.html")).toContain("Actions overdue ✕ 1 of 2 actions still to be done Refuse old bundles");
    expect(page("actions/owner/team-policy/index.html")).toMatch(
      /Actions of team-policy.*Overdue.*due 1 Apr 2026.*Done/,
    );
    expect(page("actions/no-owner/index.html")).toContain("Actions without an owner");
    expect(page("actions/overdue/index.html")).toContain("due 1 Apr 2026 ✕ overdue");
    expect(page("actions/due/index.html")).toMatch(
      /Actions by due date .*April 2026 .*part A1 .*Without a day .*part A3/,
    );
    expect(page("actions/due/index.html")).not.toContain("part A2");
  });

  test("an owner's page ends with what was done last; the rest is only in the list of all that is done", async () => {
    const done = (n: number) =>
      Array.from({ length: n }, (_, at) => action(`A${at + 2}`, { state: "done", owner: "team-policy" }));
    const open = action("A1", { owner: "team-policy", due: "2027-01-01" });
    const pagesWith = (n: number) =>
      renderPages(collection([incident("2026-03-14-stale-grants", { actions: [open, ...done(n)] })]));
    const path = "actions/owner/team-policy/index.html";
    expect((await pagesWith(49)).get(path)).not.toContain("more-link");
    const pages = await pagesWith(50);
    const page = pages.get(path) ?? "";
    expect(textOf(page)).toContain("51 actions of 1 incident.");
    expect(page).toContain('<a href="../../../actions/done/index.html#of-team-policy">1 more done</a>');
    expect(page.match(/<li class="action">/g)).toHaveLength(50);
    expect(pages.get("actions/done/index.html")).toContain('id="of-team-policy"');
    expect(pages.get("actions/index.html")).toContain('<a href="../actions/owner/team-policy/index.html#done">50</a>');
    expect(pages.has("actions/owner/team-policy/page-2/index.html")).toBe(false);
  });

  test("calls nothing of a third party open or overdue", async () => {
    const page = await pagesOf(
      [
        incident("2026-03-14-stale-grants", {
          actions: [action("A1", { state: "reported", due: "2026-04-01" }), action("A2", { state: "reported-done" })],
        }),
      ],
      { config: { account: "third-party" } },
    );
    const overview = page("actions/index.html");
    expect(overview).toContain("2 actions follow from 1 incident: 1 announced , 1 reported as done .");
    expect(overview).not.toMatch(/overdue\b(?! *\.)/i);
    expect(page("actions/reported/index.html")).toContain("the record does not say");
    expect(page("index.html")).not.toContain("overdue");
  });

  test("lead to search by what they address and are for, and stand on the pages of what they address", async () => {
    const contracts = [
      {
        id: "bundle-refresh",
        title: "Bundle refresh",
        description: "On restart",
        parties: ["a", "b"] as [string, string],
        promise: "It refreshes",
      },
    ];
    const graph = link(
      collection(
        [
          incident("2026-03-14-stale-grants", {
            actions: [action("A1", { addresses: ["contract:bundle-refresh", "missing:M1"] }), action("A2")],
            missing_evidence: [gap("M1")],
          }),
        ],
        {
          catalogs: { contracts },
          drills: [drill("2026-05-20-lag", { actions: [action("A1", { addresses: ["contract:bundle-refresh"] })] })],
        },
      ),
    );
    const pages = await renderPages(graph.collection, { graph });
    const raw = (path: string) => pages.get(path) ?? "";
    const page = (path: string) => textOf(raw(path));
    const [actions, contract] = [raw("actions/index.html"), page("contracts/bundle-refresh/index.html")];
    expect(actions).toContain('<a href="../search/index.html?addresses=contract">Contracts</a>');
    expect(actions).toContain('<a href="../search/index.html?purpose=prevent">Prevent</a>');
    expect(contract).toMatch(
      /Actions that address it .*What happened in 2026-03-14-stale-grants .*Drill 2026-05-20-lag/,
    );
  });
});

describe("what to do next", () => {
  const overdue: Partial<PostmortemData> = {
    account: "own",
    actions: [{ ...action("A1"), due: "2026-11-01", owner: "team-policy", state: "committed" }],
  };

  test("an overdue action of a near-miss is counted, and its lists are reachable", async () => {
    const page = await rawPagesOf([incident("2026-03-14-near", { ...overdue, kind: "near-miss" })]);
    const overview = page.get("actions/index.html") ?? "";
    expect(textOf(overview)).toContain("What to do next 1 overdue 0 due within 14 days");
    expect(textOf(overview)).toContain("22 days late");
    for (const path of ["actions/overdue/index.html", "actions/owner/team-policy/index.html", "actions/next.ics"]) {
      expect(page.has(path)).toBe(true);
      expect(overview).toContain(`href="../${path}`);
    }
    expect(page.get("actions/owner/team-policy/index.html")).toContain('id="overdue"');
    expect(textOf(page.get("index.html") ?? "")).toContain("1 of 1 action");
  });

  test("says that nothing is due, and is silent where all is somebody else's", async () => {
    const heading = async (account: "own" | "third-party") =>
      textOf((await rawPagesOf([incident("2026-03-14-a")], account)).get("actions/index.html") ?? "");
    expect(await heading("own")).toContain("What to do next Nothing is due.");
    expect(await heading("third-party")).not.toContain("What to do next");
  });

  function rawPagesOf(postmortems: Postmortem[], account: "own" | "third-party" = "own") {
    return renderPages(collection(postmortems, { config: { account } }));
  }
});

describe("a contract that was clarified", () => {
  test("says which incidents came all the same", async () => {
    const unclear = { unclear_contracts: [{ contract: "bundle-refresh", gap: "Written nowhere" }] };
    const page = await pagesOf([incident("2026-03-14-before", unclear), incident("2026-06-01-after", unclear)], {
      catalogs: {
        contracts: [
          {
            id: "bundle-refresh",
            title: "Bundle refresh",
            description: "On restart",
            parties: ["a", "b"],
            promise: "It refreshes",
            clarified: [{ on: "2026-04-10", where: "https://docs.example.org/" }],
          },
        ],
      },
    });
    expect(page("contracts/bundle-refresh/index.html")).toContain("Unclear again What happened in 2026-06-01-after");
    expect(page("contracts/index.html")).toContain(
      "clarified on 10 Apr 2026 in docs.example.org/ , and unclear again in 1 incident",
    );
  });
});

test("an action is on the page of all that it addresses, and a service has the open ones of its incidents", async () => {
  const addresses = [
    "kind:trust/invalid-identity",
    "service:sidecar",
    "incident:2026-01-10-first",
    "incident:2026-03-14-second",
    "drill:2026-05-20-lag",
  ];
  const actions = [
    action("A1", { addresses }),
    action("A2", { title: "Done already", state: "done" }),
    action("A3", { title: "Given up", state: "dropped", addresses }),
  ];
  const services = (role: "origin" | "affected") => [{ service: "sidecar", role }];
  const entry = (id: string) => ({ id, title: id, description: id });
  const page = await pagesOf(
    [
      incident("2026-01-10-first", {
        actions: [action("A1", { title: "Of the first" })],
        services: services("affected"),
      }),
      incident("2026-03-14-second", { actions, services: services("origin") }),
    ],
    {
      drills: [drill("2026-05-20-lag", { services: ["sidecar"], actions: [action("A1", { title: "Of the drill" })] })],
      catalogs: {
        services: [{ ...entry("sidecar"), organisation: "Example" }],
        classes: [
          { ...entry("trust"), look_first: "x", shape: "circle", kinds: [entry("invalid-identity")] },
        ] as Catalogs["classes"],
      },
    },
  );
  const title = "Refuse old bundles, part A1";
  const kind = page("taxonomy/trust/invalid-identity/index.html");
  expect(kind).toContain(`Actions that address it ${title}`);
  expect(kind).not.toContain("Given up");
  const service = page("services/sidecar/index.html");
  expect(service).toContain(`Actions that address it ${title}`);
  const open = service.split("Open actions of its incidents and drills")[1];
  expect(open).toContain(title);
  expect(open).toContain("Of the drill");
  expect(open).not.toMatch(/Done already|Of the first|Given up/);
  const heading = "Actions of others that address it";
  expect(page("incidents/2026-01-10-first/index.html")).toContain(`${heading} ${title}`);
  expect(page("drills/2026-05-20-lag/index.html")).toContain(`${heading} ${title}`);
  expect(page("incidents/2026-03-14-second/index.html")).not.toContain(heading);
});

test("evidence and sources show what cites them", async () => {
  const page = await pagesOf([
    incident("2026-03-14-stale-grants", {
      timeline: [
        { at: "2026-03-14T09:00:00Z", event: "It broke" },
        { at: "2026-03-14T09:10:00Z", event: "Seen", disputed: [{ at: "2026-03-14T09:12:00Z", cites: ["S1"] }] },
        { at: "2026-03-14T09:20:00Z", event: "Over", cites: ["S1", "E1"] },
      ],
      detection: { delay: "PT10M", by: "alert", why_delayed: "Sampled", cites: ["S1"] },
      missing_evidence: [gap("M1", { cites: ["S1"] })],
      evidence: [{ id: "E1", kind: "log" }],
      actions: [action("A1", { cites: ["S1", "E1"] })],
      sources: [
        { id: "S1", title: "The report" },
        { id: "S2", title: "The other report" },
      ],
    }),
  ]);
  const text = page("incidents/2026-03-14-stale-grants/index.html");
  expect(text).toContain("The report undated Cited by 2 events , the answer on detection , M1 , A1 ");
  expect(text).toContain("Cited by 1 event , A1 ");
  expect(text.split("The other report undated")[1]).not.toContain("Cited by");
});

test("a page says whether a hash is that of the file, whom to ask, and when a recovery value was taken", async () => {
  const id = "2026-03-14-stale-grants";
  const [hash, other] = ["a".repeat(64), "b".repeat(64)];
  const graph = link(
    collection(
      [
        incident(id, {
          owner: "team-policy",
          evidence: [
            { id: "E1", kind: "log", file: "one.log", sha256: hash },
            { id: "E2", kind: "log", file: "two.log", sha256: other },
            { id: "E3", kind: "log", file: "three.log", sha256: hash },
            { id: "E4", kind: "log", file: "four.log", sha256: hash },
            { id: "E5", kind: "log", title: "A thing" },
          ],
          recovery: [{ objective: "rto", value: "PT2H", as_of: "2026-03-14T11:30:00Z" }],
        }),
      ],
      {
        config: { owners: [{ id: "team-policy", title: "Policy team", contact: "#policy" }] },
        catalogs: {
          objectives: [
            { id: "rto", title: "RTO", description: "x", question: "x", measure: "duration", direction: "at-most" },
          ],
        },
      },
    ),
  );
  const attachment = (name: string) => {
    const file = `evidence/${id}/${name}`;
    return [file, { file, path: file, size: 3, sha256: hash, picture: null }] as const;
  };
  const attachments = new Map([attachment("one.log")]);
  const pages = await renderPages(graph.collection, {
    graph,
    attachments,
    evidenceHashes: new Map([
      ...["one.log", "two.log"].map((name) => [`evidence/${id}/${name}`, hash] as const),
      [`evidence/${id}/four.log`, null] as const,
    ]),
  });
  const page = textOf(pages.get(`incidents/${id}/index.html`) ?? "");
  expect(page).toMatch(/one\.log · 3 bytes sha256 a{12}… matches the file/);
  expect(page).toMatch(/two\.log · not published sha256 b{12}… ✕ differs from the file/);
  expect(page).toMatch(/three\.log · not published sha256 a{12}… (?!matches|✕)/);
  expect(page).toMatch(/four\.log · ✕ gone: the file is not there/);
  const states = ["matches", "differs", null, "gone", null];
  expect(JSON.parse(pages.get(`data/incidents/${id}.json`) ?? "").derived.evidence).toEqual(
    states.map((hash_state, at) => ({ id: `E${at + 1}`, hash_state })),
  );
  const table = String(pages.get("data/tables/evidence.csv")).trim().split(/\r?\n/);
  expect(table.map((row) => row.split(",").at(-1))).toEqual(["hash_state", ...states.map((state) => state ?? "")]);
  expect(page).toContain("Policy team, contact: #policy");
  expect(page).toContain("as of 14 March 2026, 11:30 UTC");
  const rows = String(pages.get("data/tables/recovery.csv")).split(/\r?\n/);
  expect(rows[0]).toContain(",as_of_from,as_of_to,");
  expect(rows[1]).toContain("2026-03-14T11:30:00");
});
