import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { collectionFolder, SOUND } from "../../support/collection-folder.js";
import { inquest } from "../../support/run-inquest.js";

const ID = "2026-03-14-old-keys-refused";
const TEXT = `## Who we are\n\nRead [this first](incidents/${ID}.md).\n\n<script>alert(1)</script>\n\n:::internal\nSECRET\n:::\n`;

function aboutPage(path: string, prepare: (root: string) => void = () => {}): string {
  const root = collectionFolder({ [`incidents/${ID}.md`]: SOUND });
  const config = readFileSync(join(root, "inquest.yaml"), "utf8").replace(/\nsite:\n[\s\S]*/, "\n");
  writeFileSync(join(root, "inquest.yaml"), `${config}\nsite: {about: ${path}}\n`);
  prepare(root);
  inquest(["build", "--no-search", "--allow-errors", "--out", "site"], { cwd: root });
  return readFileSync(join(root, "site/about/index.html"), "utf8");
}

test("the collection's own text stands on the about page, as safe as any other", () => {
  const html = aboutPage("about.md", (root) => writeFileSync(join(root, "about.md"), TEXT));
  expect(html).toContain("Who we are");
  expect(html).toContain(`href="../incidents/${ID}/index.html"`);
  expect(html).toContain("&#x3C;script>alert(1)");
  expect(html).not.toMatch(/SECRET|<script>alert/);
});

test("a text outside of the collection or behind a link is not read", () => {
  const outside = collectionFolder({ "about.md": "SECRET" });
  const relative = `../${basename(outside)}/about.md`;
  const link = (root: string) => symlinkSync(join(outside, "about.md"), join(root, "linked.md"));
  for (const html of [aboutPage(relative), aboutPage("linked.md", link)]) {
    expect(html).toContain("How it counts");
    expect(html).not.toContain("SECRET");
  }
});
