import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { walkFolder } from "../../src/read/walk-folder.js";
import { temporaryFolder } from "../support/collection-folder.js";

const pathsOf = ({ entries }: ReturnType<typeof walkFolder>) => entries.map(({ path }) => path);

test("lists everything once, sorted by path, and enters no link", () => {
  const root = temporaryFolder({ "top/b/c.md": "", "top/b-a.md": "", "top/a.md": "", "beside/secret.md": "" });
  symlinkSync(join(root, "beside"), join(root, "top/outside"));
  symlinkSync("..", join(root, "top/b/loop"));
  symlinkSync("/", join(root, "top/everything"));
  symlinkSync("nowhere", join(root, "top/nowhere"));
  symlinkSync("a.md", join(root, "top/file"));
  expect(walkFolder(root, "top")).toEqual({
    entries: [
      { path: "top/a.md", type: "file" },
      { path: "top/b", type: "folder" },
      { path: "top/b-a.md", type: "file" },
      { path: "top/b/c.md", type: "file" },
      { path: "top/b/loop", type: "link" },
      { path: "top/everything", type: "link" },
      { path: "top/file", type: "link" },
      { path: "top/nowhere", type: "link" },
      { path: "top/outside", type: "link" },
    ],
    unreadable: [],
  });
});

test("a folder that is a link or a file is its only entry; where there is nothing there is none", () => {
  const root = temporaryFolder({ "real/a.md": "", file: "" });
  symlinkSync("real", join(root, "linked"));
  expect(walkFolder(root, "linked").entries).toEqual([{ path: "linked", type: "link" }]);
  expect(walkFolder(root, "file").entries).toEqual([{ path: "file", type: "file" }]);
  expect(walkFolder(root, "absent")).toEqual({ entries: [], unreadable: [] });
});

test("the root may be reached over a link, and paths are relative to it", () => {
  const root = temporaryFolder({ "real/a/b.md": "" });
  symlinkSync("real", join(root, "linked"));
  expect(pathsOf(walkFolder(join(root, "linked"), "."))).toEqual(["a", "a/b.md"]);
});

test("what is skipped is not entered", () => {
  const root = temporaryFolder({ "top/.git/config": "", "top/a.md": "" });
  expect(pathsOf(walkFolder(root, "top", { isSkipped: (path) => path.includes("/.") }))).toEqual(["top/a.md"]);
});

describe("limits", () => {
  test("of depth: the folder that is too deep is named, the others are listed", () => {
    const root = temporaryFolder({ "top/1/2/a.md": "", "top/1/b.md": "" });
    expect(walkFolder(root, "top", { maxDepth: 2 }).unreadable).toEqual([]);
    const walked = walkFolder(root, "top", { maxDepth: 1 });
    expect(pathsOf(walked)).toEqual(["top/1", "top/1/2", "top/1/b.md"]);
    expect(walked.unreadable).toEqual([{ path: "top/1/2", reason: "it is more than 1 folders deep" }]);
  });

  test("of number: said once, and what was listed stays", () => {
    const root = temporaryFolder({ "top/1/a.md": "", "top/1/b.md": "", "top/2/c.md": "", "top/3/d.md": "" });
    expect(walkFolder(root, "top", { maxEntries: 7 }).unreadable).toEqual([]);
    const walked = walkFolder(root, "top", { maxEntries: 2 });
    expect(pathsOf(walked)).toEqual(["top/1", "top/1/a.md"]);
    expect(walked.unreadable).toEqual([{ path: "top", reason: "it holds more than 2 files and folders" }]);
  });
});

test("what the system refuses to list is named with its reason", () => {
  const folder = "a".repeat(300);
  expect(walkFolder(temporaryFolder({}), folder)).toEqual({
    entries: [],
    unreadable: [{ path: folder, reason: "the name is too long" }],
  });
});
