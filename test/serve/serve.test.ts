import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ALSO_SOUND, collectionFolder, SOUND } from "../support/collection-folder.js";
import { inquest } from "../support/run-inquest.js";
import { ask, Live } from "./live.js";

const ID = "2026-03-14-old-keys-refused";
const FILE = `incidents/${ID}.md`;
const PAGE = `incidents/${ID}/index.html`;
const BROKEN = SOUND.replace("title: Old", "title: [Old");

const write = (root: string, path: string, text: string) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};

test("a saved file is on its page, and the page is told", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  expect((await live.get(PAGE)).text).toContain("Publish before use.");
  await live.after(() => write(root, FILE, SOUND.replace("Publish before use.", "Keep old keys for a day.")));
  expect((await live.get(PAGE)).text).toContain("Keep old keys for a day.");
  await live.after(() => write(root, FILE, SOUND.replace("title: Old keys", "title: All keys")));
  expect((await live.get("incidents/")).text).toContain("All keys were refused");
  expect(live.faults).toEqual([]);
});

test("pages that a change does not concern keep their name, so that they need not be loaded again", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  const [before, other] = [await live.get(PAGE), await live.get("incidents/")];
  expect(before.text).toContain(`data-page=${before.headers.etag}`);
  await live.after(() => write(root, FILE, SOUND.replace("Publish before use.", "Keep old keys for a day.")));
  expect((await live.get(PAGE)).headers.etag).not.toBe(before.headers.etag);
  expect((await live.get("incidents/")).headers.etag).toBe(other.headers.etag);
});

test("a document that cannot be read keeps its page, which says so, until it is mended", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  await live.after(() => write(root, FILE, BROKEN));
  const page = await live.get(PAGE);
  expect([page.status, page.text.includes("Publish before use.")]).toEqual([200, true]);
  const panel = await live.panel(PAGE);
  expect(panel.note).toMatch(/its last readable version/);
  expect(panel.here[0]?.where).toMatch(new RegExp(`^${FILE}:\\d+:\\d+$`));
  expect((await live.get("_inquest/diagnostics/")).text).toContain(panel.here[0]?.message.replaceAll('"', "&quot;"));
  expect(live.fresh.some(({ rule, file }) => rule === "yaml-syntax" && file === FILE)).toBe(true);
  await live.after(() => write(root, FILE, SOUND.replace("Publish before use.", "Mended.")));
  expect((await live.get(PAGE)).text).toContain("Mended.");
  expect((await live.panel(PAGE)).note).toBeNull();
});

test("a document that could never be read has a page that says what is wrong, and one that appears has its page", async () => {
  const root = collectionFolder({ [FILE]: BROKEN });
  const live = await Live.start(root);
  const page = await live.get(PAGE);
  expect([page.status, page.headers["content-type"]]).toEqual([404, "text/html;charset=utf-8"]);
  expect(page.text).toMatch(/cannot be read, so it has no page[\s\S]*yaml-syntax/);
  await live.after(() => write(root, FILE, SOUND));
  expect((await live.get(PAGE)).status).toBe(200);
  const other = "2026-04-01-another-one";
  expect((await live.get(`incidents/${other}/`)).status).toBe(404);
  await live.after(() => write(root, `incidents/2026/${other}.md`, SOUND));
  expect((await live.get(`incidents/${other}/`)).status).toBe(200);
});

test("renamed and deleted files take their pages along", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  const other = "2026-03-14-keys-refused";
  renameSync(join(root, FILE), join(root, `incidents/${other}.md`));
  await live.page(`incidents/${other}/index.html`, ({ status }) => status === 200);
  expect((await live.get(PAGE)).status).toBe(404);
  rmSync(join(root, `incidents/${other}.md`));
  await live.page(`incidents/${other}/index.html`, ({ status }) => status === 404);
  expect((await live.get("")).status).toBe(200);
});

test("an inquest.yaml that is broken or gone leaves the site as it was, says so, and counts again when it is back", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const config = "schema: 1\ntitle: Lessons of the year\nrules: {orphan-entry: off}\n";
  write(root, "inquest.yaml", config);
  const live = await Live.start(root);
  await live.after(() => write(root, "inquest.yaml", `${config}title: [`));
  expect((await live.get("")).text).toContain("Lessons of the year");
  expect((await live.panel("index.html")).here.length).toBeGreaterThan(0);
  expect(new Set(live.server.live.diagnostics?.all.map(({ file }) => file))).toEqual(new Set(["inquest.yaml"]));
  await live.after(() => rmSync(join(root, "inquest.yaml")));
  expect((await live.get("")).text).toContain("Lessons of the year");
  expect((await live.get("_inquest/diagnostics/")).text).toContain("Missing inquest.yaml");
  await live.after(() => write(root, "inquest.yaml", config.replace("of the year", "of all years")));
  expect((await live.get("")).text).toContain("Lessons of all years");
  expect((await live.get("_inquest/diagnostics/")).text).not.toContain("Missing inquest.yaml");
});

test("templates of the collection count at once, and one that is wrong is told instead of the site", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  const { style } = live.state;
  await live.after(() => write(root, "templates/styles/own.css", ":root { --paper: #eee; }"));
  expect(live.state.style).not.toBe(style);
  expect((await live.get("assets/style.css")).text).toContain("--paper: #eee");
  await live.after(() => write(root, "templates/pages/home/home.hbs", "{{#if}"));
  const broken = await live.get("");
  expect(broken.status).toBe(500);
  expect(broken.text).toMatch(/templates\/pages\/home\/home.hbs is no template/);
  // A slow write can be seen twice.
  expect(new Set(live.faults).size).toBe(1);
  await live.after(() => write(root, "templates/pages/home/home.hbs", "<p>{{nothing}}</p>"));
  // The page as it was is better than none, and the log says why.
  expect((await live.get("")).status).toBe(200);
  expect(live.faults.at(-1)).toMatch(/Cannot fill pages\/home\/home.hbs.*; it stays as it was$/);
  expect((await live.get(PAGE)).status).toBe(200);
  await live.after(() => rmSync(join(root, "templates"), { recursive: true }));
  expect((await live.get("")).status).toBe(200);
});

test("a page that cannot be made any more stays as it was, and is told; others go on", async () => {
  const other = "2026-03-15-old-keys-again";
  const root = collectionFolder({ [FILE]: SOUND, [`incidents/${other}.md`]: ALSO_SOUND });
  const live = await Live.start(root);
  const before = await live.get(PAGE);
  const failing =
    "{{#> layouts/page}}<h1>New {{page.title}}</h1>{{#unless isNearMiss}}{{nothing.here}}{{/unless}}{{/layouts/page}}";
  const near = ALSO_SOUND.replace("kind: incident", "kind: near-miss\ncaught_by: chance");
  await live.after(() => {
    write(root, `incidents/${other}.md`, near);
    write(root, "templates/pages/incident/incident.hbs", failing);
  });
  const after = await live.get(PAGE);
  expect(after.status).toBe(200);
  expect(/<h1>.*<\/h1>/.exec(after.text)).toEqual(/<h1>.*<\/h1>/.exec(before.text));
  expect(live.faults.join("\n")).toMatch(
    new RegExp(
      `^The page of ${FILE} cannot be made: Cannot fill pages/incident/incident\\.hbs: .*; it stays as it was$`,
      "m",
    ),
  );
  expect((await live.panel(PAGE)).note).toBe("This page cannot be made from its file; it stays as it was.");
  expect((await live.get(`incidents/${other}/`)).text).toContain("<h1>New Keys were published late again</h1>");
  await live.after(() => write(root, "templates/pages/incident/incident.hbs", "<h1>Mended {{page.title}}</h1>"));
  expect((await live.get(PAGE)).text).toContain("<h1>Mended ");
  expect((await live.panel(PAGE)).note).toBeNull();
});

test("a document that goes over a limit keeps its last page, and others keep their diagnostics", async () => {
  const other = "incidents/2026-03-15-old-keys-again.md";
  const root = collectionFolder({ [FILE]: SOUND, [other]: ALSO_SOUND.replace("kind: incident", "kind: incidnt") });
  const live = await Live.start(root);
  const rulesAt = (path: string) => live.server.live.diagnostics?.all.filter(({ file }) => file === path) ?? [];
  const ofOther = rulesAt(other);
  expect(ofOther.length).toBeGreaterThan(0);
  const deep = `${SOUND}\n${"> ".repeat(101)}deep\n`;
  const wide = `${SOUND}\n${"|a".repeat(300)}|\n${"|-".repeat(300)}|\n${"|b|\n".repeat(200)}`;
  for (const text of [deep, wide]) {
    await live.after(() => write(root, FILE, text));
    expect(rulesAt(FILE).map(({ rule }) => rule)).toEqual(["document-limit"]);
    expect(rulesAt(other)).toEqual(ofOther);
    const page = await live.get(PAGE);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Publish before use");
    expect((await live.panel(PAGE)).note).toContain("last readable version");
    expect((await live.get("")).status).toBe(200);
  }
  expect(live.faults).toEqual([]);
  await live.after(() => write(root, FILE, SOUND.replace("Publish before use", "Publish early")));
  expect((await live.get(PAGE)).text).toContain("Publish early");
});

test("evidence is served as the site publishes it", async () => {
  const entry = "\nevidence:\n  - {id: E1, file: notes.html, title: Notes, kind: log}\n---\n";
  const root = collectionFolder({
    [FILE]: SOUND.replace("\n---\n", entry),
    [`evidence/${ID}/notes.html`]: "<script>alert(1)</script>",
  });
  const live = await Live.start(root);
  const file = await live.get(`evidence/${ID}/notes.html.txt`);
  expect([file.status, file.headers["content-type"]]).toEqual([200, "text/plain;charset=utf-8"]);
  expect((await live.get(`evidence/${ID}/notes.html`)).status).toBe(404);
});

test("a change of branches and a thousand files at once take a few rebuilds, and end right", async () => {
  const top = collectionFolder({ [FILE]: SOUND });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: top, stdio: "pipe" });
  const id = (n: number) => `2026-01-${String(1 + (n % 28)).padStart(2, "0")}-number-${n}`;
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "one");
  git("checkout", "-q", "-b", "many");
  for (let n = 0; n < 1000; n++) write(top, `incidents/${id(n)}.md`, SOUND.replace("title: Old", `title: ${n} old`));
  git("rm", "-q", FILE);
  git("add", ".");
  git("commit", "-q", "-m", "many");
  git("checkout", "-q", "main");
  const live = await Live.start(top);
  const isThere = (n: number) => live.page(`incidents/${id(n)}/index.html`, ({ status }) => status === 200);
  const { sites } = live.state;
  git("checkout", "-q", "many");
  await Promise.all([isThere(0), isThere(999)]);
  expect((await live.get(PAGE)).status).toBe(404);
  expect((await live.get("data/postmortems.json")).text.match(/"id"/g)).toHaveLength(1000);
  git("checkout", "-q", "main");
  await live.page(PAGE, ({ status }) => status === 200);
  await live.page(`incidents/${id(0)}/index.html`, ({ status }) => status === 404);
  await live.page(`incidents/${id(999)}/index.html`, ({ status }) => status === 404);
  // The 2,002 changed files are seen together. How many rebuilds there are meanwhile depends on how long git takes.
  expect(live.state.sites - sites).toBeLessThan(100);
  expect(live.faults).toEqual([]);
});

test("the folder of the collection may go and come back", async () => {
  const top = collectionFolder({});
  const root = join(top, "postmortems");
  const fill = () => {
    write(root, "inquest.yaml", "schema: 1\ntitle: Here\n");
    write(root, FILE, SOUND);
  };
  fill();
  const live = await Live.start(root);
  rmSync(root, { recursive: true });
  await live.page(PAGE, ({ status }) => status === 404);
  fill();
  await live.page(PAGE, ({ status }) => status === 200);
  await live.after(() => write(root, FILE, SOUND.replace("Publish before use.", "Watched again.")));
  await live.page(PAGE, ({ text }) => text.includes("Watched again."));
});

test("a collection that is reached over a link is watched all the same", async () => {
  const real = collectionFolder({ [FILE]: SOUND });
  const root = join(collectionFolder({}), "linked");
  symlinkSync(real, root);
  const live = await Live.start(root);
  await live.after(() => write(real, FILE, SOUND.replace("Publish before use.", "Seen over a link.")));
  expect((await live.get(PAGE)).text).toContain("Seen over a link.");
});

test("files that editors put in the place of others are seen", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  for (const words of ["First.", "Second.", "Third."]) {
    write(root, "incidents/.swap", SOUND.replace("Publish before use.", words));
    renameSync(join(root, "incidents/.swap"), join(root, FILE));
    await live.page(PAGE, ({ text }) => text.includes(words));
  }
});

test("drafts are shown to whom they are for, and it is said why a page is missing", async () => {
  const draft = SOUND.replace("status: published", "status: draft");
  const root = collectionFolder({ [FILE]: draft });
  const internal = await Live.start(root);
  expect((await internal.get(PAGE)).status).toBe(200);
  const live = await Live.start(root, { audience: "public" });
  const page = await live.get(PAGE);
  expect([page.status, /its status is draft\. To see it, serve with --audience internal/.test(page.text)]).toEqual([
    404,
    true,
  ]);
});

test("the index of the search is that of the files as they are", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  const count = async () => JSON.parse((await live.get("search/data/entry.json")).text).documents as number;
  const before = await count();
  await live.after(() => write(root, "incidents/2026-04-01-another-one.md", SOUND));
  expect(await count()).toBe(before + 1);
  const without = await Live.start(root, { search: false });
  expect((await without.get("search/data/entry.json")).status).toBe(404);
});

test("nothing but this machine's own pages is answered", async () => {
  const root = collectionFolder({ [FILE]: SOUND, ".secret": "a", "incidents/.draft.md": "b" });
  const live = await Live.start(root);
  const { host } = new URL(live.url);
  const port = host.split(":")[1];
  const events = `${live.url}_inquest/events?token=${live.token}`;
  const status = async (url: string, options: Parameters<typeof ask>[1] = {}) => (await ask(url, options)).status;
  expect(await status(live.url, { headers: { host: `localhost:${port}` } })).toBe(200);
  for (const other of ["evil.example", `evil.example:${port}`, "127.0.0.1", "localhost", "127.0.0.1:1"])
    expect(await status(live.url, { headers: { host: other } }), other).toBe(403);
  for (const origin of ["http://evil.example", "null", `https://${host}`])
    expect(await status(events, { headers: { origin } }), origin).toBe(403);
  expect(
    await status(live.url, {
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
    }),
  ).toBe(403);
  expect(
    await status(live.url, {
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    }),
  ).toBe(403);
  expect(
    await status(live.url, {
      headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    }),
  ).toBe(200);
  for (const query of ["", "?token=", "?token=wrong"]) {
    expect(await status(`${live.url}_inquest/events${query}`), query).toBe(403);
    expect(await status(`${live.url}_inquest/diagnostics.json${query}`), query).toBe(403);
  }
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
    const refused = await ask(live.url, { method });
    expect([refused.status, refused.headers.allow], method).toEqual([405, "GET, HEAD"]);
  }
  for (const path of [
    ".secret",
    ".git/config",
    "incidents/.draft.md",
    "../package.json",
    "%2e%2e/package.json",
    "..%2fpackage.json",
    "..%5cpackage.json",
    "%",
    "a%00b",
    "//evil.example/",
    "_inquest/../inquest.yaml",
    "inquest.yaml",
    FILE,
  ])
    expect(await status(`${live.url}${path}`), path).toBe(404);
  const head = await ask(`${live.url}${PAGE}`, { method: "HEAD" });
  expect([head.status, head.text, Number(head.headers["content-length"]) > 1000]).toEqual([200, "", true]);
  const page = await live.get(PAGE);
  expect(page.headers["access-control-allow-origin"]).toBeUndefined();
  expect(await status(`${live.url}${PAGE}`, { headers: { "if-none-match": page.headers.etag ?? "" } })).toBe(304);
  expect((await live.get(`incidents/${ID}`)).headers.location).toBe(`/incidents/${ID}/`);
});

test("what is in the files is text on the pages of the server", async () => {
  const hostile = '<img src=x onerror="alert(1)">\u202e';
  const root = collectionFolder({ [FILE]: SOUND.replace("kind: incident", `kind: ${JSON.stringify(hostile)}`) });
  const live = await Live.start(root);
  const { text } = await live.get("_inquest/diagnostics/");
  expect(text).toContain("&lt;img src");
  expect(text).not.toContain("<img");
  expect((await live.get("404.html?<script>alert(1)</script>")).text).not.toContain("<script>alert");
});

test("commands on pages are called as a shell of the user finds the program", async () => {
  const text = SOUND.replace("status: published", "status: published\naccount: own").replace("PT47M", "PT40M");
  const call = "npx --no-install inquest";
  const live = await Live.start(collectionFolder({ [FILE]: text }), { call });
  const { here } = await live.panel(PAGE);
  expect(here.map(({ fix }) => fix)).toContain(`${call} check --fix: Change to "PT47M"`);
  expect((await live.get("")).text).toContain(`Write the next: <code>${call} new incident`);
  expect((await live.get("drills/")).text).toContain(`<code>${call} new drill`);
  expect((await live.get("rules/secret/")).text).toContain(`<code>${call} explain secret`);
});

test("their earlier address leads to the diagnostics", async () => {
  const live = await Live.start(collectionFolder({ [ID]: SOUND }));
  for (const path of ["_inquest/findings", "_inquest/findings/", "_inquest/diagnostics"]) {
    const { status, headers } = await fetch(live.url + path, { redirect: "manual" });
    expect([path, status, headers.get("location")]).toEqual([path, 302, "/_inquest/diagnostics/"]);
  }
});

test("a diagnostic says what the program would fix, and shows its line unless that must not be shown", async () => {
  // Put together here, so that no scanner takes this file for a leak.
  const key = `gh${"p"}_${"Qz7mWc4tLx9b".repeat(3)}`;
  const text = SOUND.replace("PT47M", "PT40M").replace("Tokens were refused.\n", `Tokens were refused by ${key}.\n`);
  const root = collectionFolder({ [FILE]: text });
  const live = await Live.start(root);
  const { here } = await live.panel(PAGE);
  expect(here.flatMap(({ fix }) => fix ?? [])).toEqual(['inquest check --fix: Change to "PT47M"']);
  const page = await live.get("_inquest/diagnostics/");
  expect(page.text).toContain("<mark>PT40M</mark>");
  expect(page.text).toContain("rules/secret/");
  expect(page.text).not.toContain(key);
});

test("a port that is taken is told", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await new Promise((done) => other.on("listening", done));
  const { port } = other.address() as { port: number };
  await expect(Live.start(collectionFolder({}), { port })).rejects.toThrow(
    `Port ${port} is in use: choose another with --port`,
  );
});

test.each<[string, string, (root: string) => void, string]>([
  ["the day of HEAD", "", commitOn("2026-05-05T23:30:00-03:00"), "2026-05-06"],
  ["as_of before the day of HEAD", "as_of: 2026-04-01\n", commitOn("2026-05-05T12:00:00Z"), "2026-04-01"],
  ["the newest day that the public sees, outside of git", "", () => {}, "2026-03-24"],
])("build and serve take the same day for today: %s", async (_, config, prepare, day) => {
  const hidden = SOUND.replace("kind: incident", "kind: incident\nvisibility: internal");
  const root = collectionFolder({ [FILE]: SOUND, "incidents/2026-06-01-hidden.md": hidden });
  const before = readFileSync(join(root, "inquest.yaml"), "utf8").replace(/^as_of:.*\n/m, "");
  write(root, "inquest.yaml", config + before);
  prepare(root);
  const built = inquest(["build", "--no-search", "--audience", "public", "--out", "site"], { cwd: root });
  expect(built.code, built.stderr).toBe(0);
  const asOf = (text: string) => JSON.parse(text).as_of;
  expect(asOf(readFileSync(join(root, "site/data/measures.json"), "utf8"))).toBe(day);
  const live = await Live.start(root, { audience: "public", date: null });
  expect(asOf((await live.get("data/measures.json")).text)).toBe(day);
});

function commitOn(time: string): (root: string) => void {
  return (root) => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
        cwd: root,
        env: { ...process.env, GIT_COMMITTER_DATE: time },
        stdio: "pipe",
      });
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "one");
  };
}

test("a linked folder for documents is refused by check, build and serve alike, and counts once it is a folder", async () => {
  const real = collectionFolder({ [FILE]: SOUND });
  const root = collectionFolder({});
  symlinkSync(join(real, "incidents"), join(root, "incidents"));
  const refused = "Expected a file or a folder, found a link";
  const check = inquest(["check"], { cwd: root });
  expect([check.code, check.stdout.match(/ found a link/g)?.length]).toEqual([1, 1]);
  expect(check.stdout).toMatch(new RegExp(`^incidents:1:1 +error +${refused}`, "m"));
  const build = inquest(["build", "--no-search", "--out", "site"], { cwd: root });
  expect([build.code, build.stderr.match(/ found a link/g)?.length]).toEqual([1, 1]);
  const live = await Live.start(root);
  const said = () => live.server.live.diagnostics?.all.map(({ file, message }) => `${file}: ${message}`) ?? [];
  expect(said()).toEqual([`incidents: ${refused}`]);
  expect((await live.get("_inquest/diagnostics/")).text).toContain("links are not followed");
  expect((await live.get(PAGE)).status).toBe(404);
  const { sites } = live.state;
  write(real, FILE, SOUND.replace("Publish before use.", "Not watched."));
  rmSync(join(root, "incidents"));
  write(root, FILE, SOUND);
  expect((await live.page(PAGE, ({ status }) => status === 200)).text).toContain("Publish before use.");
  expect(live.state.sites).toBeGreaterThan(sites);
  await live.after(() => write(root, FILE, SOUND.replace("Publish before use.", "Watched.")));
  expect((await live.get(PAGE)).text).toContain("Watched.");
  expect(said()).toEqual([]);
});

test("a page is sent as Markdown to those who ask for that, and as HTML to browsers", async () => {
  const root = collectionFolder({ [FILE]: SOUND });
  const live = await Live.start(root);
  const page = `${live.url}incidents/${ID}/`;
  const accept = (value: string) => ask(page, { headers: { accept: value } });
  const [markdown, html] = [await accept("text/markdown, text/html;q=0.5"), await accept("text/html,*/*;q=0.8")];
  expect(markdown.headers).toMatchObject({ "content-type": "text/markdown;charset=utf-8", vary: "accept" });
  expect(markdown.text).toMatch(/^# Old keys were refused/);
  expect(markdown.text).toContain("](../../contracts/what-clean-up-may-remove/index.md)");
  expect(html.headers).toMatchObject({ "content-type": "text/html;charset=utf-8", vary: "accept" });
  expect((await ask(`${page}index.md`)).text).toBe(markdown.text);
});
